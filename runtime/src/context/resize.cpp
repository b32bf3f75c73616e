// A block changes its size: in place where it can, else in a new chunk that takes over its header and links.
#include "check/life.h"
#include "context/node.h"

namespace deed::ctx {

size_t charge(const Node *n)
{
	if (n->has(kPooled)) return 0;
	if (n->has(kPool)) return chunk_bytes((size_t)(pool_of(n)->end - (uint8_t *)n->payload()), n->has(kSlot));
	return chunk_bytes(n->size(), n->has(kSlot));
}

// In place, or a new chunk with the header, the links and the contents moved. NULL and *failed: nothing happened.
void *resize(Node *n, size_t size, bool *failed)
{
	*failed = false;
	if (n->has(kPooled)) {
		Node *m = pool_resize(n, size);
		if (!m) *failed = true;
		return m ? m->payload() : nullptr;
	}
	size_t bytes = chunk_bytes(size, n->has(kSlot));
	bool fits = false;
	if (n->has(kBig)) {
		fits = bytes > kSmall && bytes + sizeof(Page) <= n->page()->bytes;
	} else if (bytes <= class_size(n->cls())) {
		fits = true;
	} else if (bytes <= kSmall) {
		Region *r = region_of(n);
		uint64_t tag = n->has(kSlot) ? *slot(n) : 0;
		bool shared = r->shared;
		if (shared) r->guard().lock();
		unsigned c = class_of(bytes);
		size_t want = class_size(c);
		if ((uint8_t *)n + class_size(n->cls()) == r->cur && want <= (size_t)(r->end - (uint8_t *)n)) { // the last chunk grows
			if (check::on) tools::open(r->cur, want - class_size(n->cls()));
			r->cur = (uint8_t *)n + want;
			n->next_ = (n->next_ & ~(127ull << 57)) | (uint64_t)c << 57;
			fits = true;
		}
		if (shared) r->guard().unlock();
		if (fits && n->has(kSlot)) *slot(n) = tag;
	}
	if (fits) {
		n->set_size(size);
#ifdef DEED_CHECKED
		check::resized(n->payload(), size);
#endif
		return n->payload();
	}
	Node *m = bare(region_of(n), size, n->has(kSlot), size > n->size());
	if (!m) {
		*failed = true;
		return nullptr;
	}
	take_over(n, m, size);
	release(n);
	return m->payload();
}

void take_over(Node *n, Node *m, size_t size)
{
	uint64_t tag = n->has(kSlot) ? *slot(n) : 0;
	m->next_ |= (uint64_t)(n->flags() & (uint16_t)~(kBig | kPooled)) << 48;
	m->prev_ = n->prev_ & Node::kPtr;
	m->child_ = n->child_;
	m->set_size(size);
	m->set_next(n->next());
	if (n->has(kSlot)) *slot(m) = tag;
	size_t old = n->size();
	char *from = (char *)n->payload(), *to = (char *)m->payload();
#ifdef DEED_CHECKED
	check::birth_at(context_owner(), to, size, 16, kGap, false);
	check::moved(from, to);
	tools::open(to, old < size ? old : size);
#endif
	__builtin_memcpy(to, from, old < size ? old : size);
	if (Node *x = m->next()) x->set_prev(m);
	if (Node *x = m->prev_or_parent()) m->first() ? x->set_child(m) : x->set_next(m);
	if (Node *x = m->child()) x->set_parent(m);
	ext_moved(n, m);
	if (m->has(kExt) && n->has(kPooled)) region_of(m)->one_special(); // in a pool it was not counted
	n->drop(kExt | kRef);
}

} // namespace deed::ctx
