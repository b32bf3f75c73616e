// Pools: one piece of memory from which a block's descendants are served while it has room.
#include "context/node.h"

namespace deed::ctx {
namespace {
constexpr size_t pooled_bytes(size_t size) { return kPooledHead + align_up(kGap + size + kTail, 16); }
uint8_t *chunk_start(const Node *n) { return (uint8_t *)pool_head(n); }
uint8_t *chunk_end(const Node *n) { return chunk_start(n) + pooled_bytes(n->size()); }
bool dead(const Pool *p) { return p->node->check() != cookie; }
} // namespace

uint64_t canary(const Node *n) { return ((uint64_t)cookie << 48) ^ (addr(n) * 0x9e3779b97f4a7c15ull >> 16) ^ 1; }

Node *pool_make(Node *parent, size_t object, size_t bytes, const char *name)
{
	size_t at = align_up(object + kTail + kGap, 16) + 16 + sizeof(Pool), total;
	if (object > DEED_MAX_SIZE / 4 || bytes > DEED_MAX_SIZE / 4) return nullptr;
	total = align_up(at, 16) + align_up(bytes, 16);
	Node *n = take(parent, total, name, true);
	if (!n) return nullptr;
#ifdef DEED_CHECKED
	check::resized(n->payload(), object);
	tools::open((char *)n->payload() + object + kTail, total - object);
#endif
	uint8_t *end = (uint8_t *)n->payload() + total;
	n->set_size(object);
	n->add(kPool);
	Region *r = region_of(n);
	if (!n->has(kPooled)) {
		if (r->shared) r->guard().lock();
		r->one_special();
		if (r->shared) r->guard().unlock();
	}
	Pool *p = pool_of(n);
	p->node = n;
	p->start = p->cur = (uint8_t *)align_up(addr(p + 1), 16);
	p->end = end;
	p->objects = 1;
	return n;
}

Node *pool_take(Node *parent, size_t size, const char *name, bool)
{
	Pool *p = parent->has(kPool) ? pool_of(parent) : pool_head(parent)->pool;
	size_t bytes = pooled_bytes(size);
	if (bytes > (size_t)(p->end - p->cur) || size > 0xffff) return nullptr;
	Node *n = (Node *)(p->cur + sizeof(PoolHead));
	if (check::on) tools::open(p->cur, bytes);
	p->cur += bytes;
	p->objects++;
	n->next_ = (uint64_t)(kPooled | kSlot) << 48;
	n->prev_ = (uint64_t)size << 48;
	n->child_ = (uint64_t)cookie << 48;
	*pool_head(n) = { canary(n), p, addr(name) };
	return n;
}

void pool_release(Node *n)
{
	Pool *p = pool_head(n)->pool;
	if (chunk_end(n) == p->cur) p->cur = chunk_start(n);
	p->objects--;
	if (dead(p)) {
		if (!p->objects) {
			Node *pool = p->node;
#ifdef DEED_CHECKED
			check::settle(pool->payload());
			tools::open((char *)pool->payload() - kGap, kGap + pool->size() + kTail);
#endif
			release_now(pool);
		}
	} else if (p->objects == 1) {
		p->cur = p->start;
	}
}

bool pool_end(Node *n) { return --pool_of(n)->objects == 0; }

Node *pool_resize(Node *n, size_t size)
{
	Pool *p = pool_head(n)->pool;
	size_t old = n->size(), was = pooled_bytes(old), want = pooled_bytes(size);
	bool only = p->objects - !dead(p) == 1, last = chunk_end(n) == p->cur;
	auto in_place = [&](Node *m) {
		m->set_size(size);
		p->cur = chunk_end(m);
#ifdef DEED_CHECKED
		check::resized(m->payload(), size);
#endif
		return m;
	};
	bool fits = size <= 0xffff;
	if (fits && size <= old) {
		uint8_t *cur = p->cur;
		in_place(n);
		if (!last) p->cur = cur;
		return n;
	}
	if (fits && only && want <= (size_t)(p->end - p->start)) { // slides to the start
		Node *m = (Node *)(p->start + sizeof(PoolHead));
		if (m == n) return in_place(n);
		PoolHead h = *pool_head(n);
		tools::open(p->start, (size_t)(p->end - p->start));
		void *from = n->payload();
		(void)from;
		__builtin_memmove(m, n, sizeof(Node) + kGap + old + kTail);
#ifdef DEED_CHECKED
		check::rekey(from, m->payload());
#endif
		h.canary = canary(m);
		*pool_head(m) = h;
		if (Node *x = m->next()) x->set_prev(m);
		if (Node *x = m->prev_or_parent()) m->first() ? x->set_child(m) : x->set_next(m);
		if (Node *x = m->child()) x->set_parent(m);
		if (m->has(kExt)) ext(m)->node = m;
		return in_place(m);
	}
	if (fits && (want == was || (last && want <= (size_t)(p->end - chunk_start(n))))) {
		uint8_t *cur = p->cur;
		in_place(n);
		if (!last) p->cur = cur;
		return n;
	}
	Node *m = nullptr;
	if (fits && want <= (size_t)(p->end - p->cur)) { // elsewhere in the pool
		m = (Node *)(p->cur + sizeof(PoolHead));
		if (check::on) tools::open(p->cur, want);
		p->cur += want;
		p->objects++;
		m->next_ = (uint64_t)kPooled << 48;
		*pool_head(m) = { canary(m), p, pool_head(n)->slot };
	} else { // out of it
		m = limits && !limits_allow(n, chunk_bytes(size, true)) ? nullptr : bare(region_of(n), size, true, false);
		if (!m) {
			out_of_memory_in(n, size);
			return nullptr;
		}
	}
	take_over(n, m, size);
	release(n);
	return m;
}

} // namespace deed::ctx
