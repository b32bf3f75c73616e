// Regions: where the blocks of a tree come from and go to.
#include "base/fork.h"
#include "check/life.h"
#include "context/node.h"
#include <stdlib.h>
#include <sys/random.h>

namespace deed::ctx {
uint16_t cookie = 0x7e1d;
uint64_t cookie_high = 0x7e1dull << 48;
size_t limits;
uint64_t *slot(const Node *n)
{
	if (n->has(kPooled)) return &pool_head(n)->slot;
	char *end = n->has(kBig) ? (char *)n->page() + n->page()->bytes : (char *)n + class_size(n->cls());
	return (uint64_t *)(end - 8);
}
namespace {

constexpr unsigned kLoners = 8;
Region *loners[kLoners];
Lock loners_lock;
unsigned loners_next;
__attribute__((tls_model("initial-exec"))) thread_local unsigned my_loner; // 1..kLoners

__attribute__((constructor(102))) void randomise()
{
	// a region without parents is locked outside of the pages' lock; while the first lock is held none is added
	fork_outermost([] {
		loners_lock.lock();
		for (Region *r : loners)
			if (r) r->lock.lock();
	}, [] {
		for (Region *r : loners)
			if (r) r->lock.unlock();
		loners_lock.unlock();
	});
	uint16_t c;
	if (getrandom(&c, sizeof c, GRND_NONBLOCK) == sizeof c && c && (c ^ kDeadBits)) cookie = c, cookie_high = (uint64_t)c << 48;
}

inline Region *region_new()
{
	Page *p = page_get();
	if (!p) return nullptr;
	Region *r = (Region *)(p + 1);
	if (check::on) tools::open(p, kPage);
	r->cur = (uint8_t *)p + kFirst;
	if (p->region == r) return r; // as drop_fast left it
	r->base = addr(r->cur);
	p->next = nullptr;
	p->region = r;
	p->bytes = kPage;
	r->end = (uint8_t *)p + kPage;
	r->limit = addr(r->end);
	r->pages = p;
	r->bigs = nullptr;
	r->special = 0;
	r->dirty[0] = 0;
	r->dirty[1] = 0;
	__builtin_memset((void *)&r->shared, 0, 5); // and immortal, panic, rich, lock
	if (check::on) share(r);
	return r;
}

void region_drop(Region *r)
{
	Page *b = r->bigs, *p = r->pages;
	for (Page *n; b; b = n) {
		n = b->next;
		if (check::on) tools::open(b, b->bytes);
		big_put(b);
	}
	for (Page *n; p; p = n) {
		n = p->next;
		if (check::on) tools::open(p, kPage);
		page_put(p);
	}
}

__attribute__((noinline)) bool more(Region *r)
{
	Page *p = page_get();
	if (!p) return false;
	if (check::on) tools::open(p, kPage);
	p->next = r->pages;
	p->region = r;
	p->bytes = kPage;
	r->pages = p;
	r->grow_rich();
	r->base += addr(p + 1) - addr(r->cur);
	r->cur = (uint8_t *)(p + 1);
	r->end = (uint8_t *)p + kPage;
	r->open_limit();
	return true;
}

// Room to grow, of addresses only: what is not touched costs no memory.
size_t with_reserve(size_t bytes)
{
	constexpr size_t kept = ((size_t)32 << 20) - sizeof(Page); // the largest mapping that is kept for the next
	if (bytes > kept / 2) return bytes < DEED_MAX_SIZE / 4 ? bytes * 2 : bytes;
	constexpr size_t least = ((size_t)4 << 20) - sizeof(Page);
	if (bytes * 32 < least) return least;
	return bytes * 32 < kept ? bytes * 32 : kept;
}

__attribute__((noinline)) Node *big_chunk(Region *r, size_t bytes, bool growing)
{
	if (bytes > DEED_MAX_SIZE - kPage) return nullptr;
	Page *p = growing ? big_get(with_reserve(bytes) + sizeof(Page)) : nullptr;
	if (!p) p = big_get(bytes + sizeof(Page));
	if (!p) return nullptr;
	p->region = r;
	p->prev = nullptr;
	p->next = r->bigs;
	if (r->bigs) r->bigs->prev = p;
	r->bigs = p;
	r->grow_rich();
	if (check::on) tools::open(p, p->bytes);
	Node *n = (Node *)(p + 1);
	n->next_ = (uint64_t)kBig << 48;
	return n;
}

// A chunk with its class and big flag set in next_, nothing else.
__attribute__((always_inline)) inline Node *chunk(Region *r, size_t bytes, bool growing = false)
{
	if (__builtin_expect(bytes > kSmall, 0)) return big_chunk(r, bytes, growing);
	unsigned c = class_of(bytes);
	Node *n;
	if (__builtin_expect(r->any_free(c), 0)) {
		n = r->free[c];
		Node *rest = n->next();
		r->free[c] = rest;
		r->base -= class_size(c);
		if (!rest) r->none_free(c);
	} else {
		size_t size = class_size(c);
		if (__builtin_expect((size_t)(r->end - r->cur) < size, 0) && !more(r)) return nullptr;
		n = (Node *)(uint8_t *)r->cur;
		r->cur = r->cur + size;
	}
	if (check::on) tools::open(n, class_size(c));
	n->next_ = (uint64_t)c << 57;
	return n;
}

Region *loner()
{
	unsigned i = my_loner;
	if (!i) my_loner = i = __atomic_fetch_add(&loners_next, 1, __ATOMIC_RELAXED) % kLoners + 1;
	Region *r = __atomic_load_n(&loners[i - 1], __ATOMIC_ACQUIRE);
	if (__builtin_expect(r != nullptr, 1)) return r;
	Hold h(loners_lock);
	r = loners[i - 1];
	if (!r && (r = region_new())) {
		share(r);
		r->immortal = true;
		__atomic_store_n(&loners[i - 1], r, __ATOMIC_RELEASE);
	}
	return r;
}

// Not linked yet, not counted by limits.
inline Node *make(Region *r, size_t size, const char *name, bool named)
{
	size_t bytes = chunk_bytes(size, named);
	Node *n;
	if (__builtin_expect(__atomic_load_n(&r->shared, __ATOMIC_RELAXED), 0)) {
		Hold h(r->guard());
		n = chunk(r, bytes);
	} else {
		n = chunk(r, bytes);
	}
	if (__builtin_expect(!n, 0)) return nullptr;
	n->child_ = (uint64_t)cookie << 48;
	n->prev_ = 0;
	if (n->has(kBig)) n->page()->big_size = size;
	else n->prev_ = (uint64_t)size << 48;
	if (named) {
		n->add(kSlot);
		*slot(n) = addr(name);
	}
	return n;
}

__attribute__((always_inline)) inline void chunk_back(Region *r, Node *n) // a small one; r is locked, if shared
{
	unsigned c = n->cls();
	n->set_next((Node *)(addr(r->free[c]) & -(uintptr_t)r->any_free(c))); // without a branch, as nobody can foretell it
	r->free[c] = n;
	r->one_free(c);
	r->base += class_size(c);
}
void region_forget(Region *r, Node *n, bool special) // the chunk of n goes back to r; drops r when it was the last
{
	bool shared = __atomic_load_n(&r->shared, __ATOMIC_RELAXED);
	if (shared) r->guard().lock();
	if (special) r->special--;
	if (n->has(kBig)) {
		Page *p = n->page();
		if (p->prev) p->prev->next = p->next; else r->bigs = p->next;
		if (p->next) p->next->prev = p->prev;
		big_put(p);
	} else {
		chunk_back(r, n);
	}
	bool last = r->empty() && !r->immortal;
	if (shared) r->guard().unlock();
	if (last) region_drop(r);
}

#ifdef DEED_CHECKED
// Dead nodes wait here, headers intact, before their memory is used again.
struct Waiting { Node *node; check::Record *record; }; // record NULL: to be looked up
Waiting ring[512];
unsigned ring_head, ring_used;
// The registry is held. Gives the one that has waited longest, when there are too many.
inline Waiting wait(Node *n, check::Record *r)
{
	Waiting out = {};
	if (__builtin_expect(ring_used == 512, 1)) {
		out = ring[ring_head];
		ring[ring_head] = { n, r };
		ring_head = (ring_head + 1) % 512;
		const Waiting &next = ring[ring_head];
		for (int i = 0; i < 256; i += 64) __builtin_prefetch((const char *)next.node + i);
		__builtin_prefetch(ring[(ring_head + 1) % 512].record);
	} else {
		ring[(ring_head + ring_used++) % 512] = { n, r };
	}
	return out;
}
// What has waited longest leaves; the registry is held. Gives the node if there is more to do than to take back its chunk,
// with *settled for let_go(), else NULL. *last: a region that has nothing any more.
__attribute__((always_inline)) inline Node *end_of_wait(const Waiting &out, bool *settled, Region **last)
{
	*settled = __builtin_expect(out.record != nullptr, 1) && check::settle_known(out.record);
	if (__builtin_expect(!*settled || out.node->has(kSpecial | kBig), 0)) return out.node;
	Region *home = out.node->page()->region;
	chunk_back(home, out.node);
	if (__builtin_expect(home->empty() && !home->immortal, 0)) *last = home;
	return nullptr;
}
__attribute__((noinline)) void let_go(Node *n, bool settled)
{
	if (!settled) check::settle(n->payload());
	tools::open(n->payload(), n->size());
	tools::open((char *)n->payload() - kGap, kGap);
	tools::open((char *)n->payload() + n->size(), kTail);
	release_now(n);
}
#endif
} // namespace
#ifdef DEED_CHECKED
// The children of x that have none themselves, and nothing unusual, die in sections of 64; the first that is another stays x's
// first child. No code of the program runs meanwhile.
void release_leaves(Node *x, check::Why why, const check::Trace *where)
{
	Node *c = x->child();
	if (!c || check::told()) return;
	for (bool more = true; more && c;) {
		Region *last = nullptr;
		Node *out = nullptr;
		bool settled = false;
		{
			Hold h(check::registry);
			for (int k = 0; more && c && k < 64 && !last && !out; k++) {
				check::Record *r = check::find(c->payload());
				more = r && alive(c) && !c->child() && !c->has(kSpecial | kBig) && check::sound(r);
				if (__builtin_expect(!more, 0)) break;
				Node *next = c->next();
				if (next) const check::Glance ahead(next->payload());
				c->set_check((uint16_t)(cookie ^ kDeadBits));
				check::mark_dead_untold(r, why, where, true);
				const Waiting w = wait(c, r);
				if (__builtin_expect(w.node != nullptr, 1)) out = end_of_wait(w, &settled, &last);
				c = next;
			}
		}
		if (last) region_drop(last);
		if (out) let_go(out, settled);
	}
	x->set_child(c);
	if (c) c->set_parent(x);
}
#endif
void release_now(Node *n)
{
	Region *r = region_of(n);
	bool special = n->has(kExt | kPool | kRef);
	if (n->has(kExt)) ext_free(n);
	if (n->has(kPooled)) {
		pool_release(n);
		return;
	}
	region_forget(r, n, special);
}

void release(Node *n, [[maybe_unused]] check::Why why, [[maybe_unused]] const check::Trace *where)
{
	if (!check::on && __builtin_expect(!n->has(kSpecial | kBig), 1)) {
		Region *r = n->page()->region;
		unsigned c = n->cls();
		if (__builtin_expect(c < 64 && !__atomic_load_n(&r->shared, __ATOMIC_RELAXED), 1)) {
			push_free(r, n, c);
			if (__builtin_expect(r->empty(), 0)) region_drop(r);
			return;
		}
	}
	if (n->has(kExt))
		if (Limit *l = ext(n)->limit) {
			ext(n)->limit = nullptr;
			free(l);
			__atomic_fetch_sub(&limits, 1, __ATOMIC_RELAXED);
		}
	n->set_check((uint16_t)(cookie ^ kDeadBits));
#ifdef DEED_CHECKED
	if (!where) where = check::death_of(context_owner());
	const bool waits = !n->has(kPooled | kPool);
	Node *out = nullptr;
	bool settled = false;
	Region *last = nullptr;
	auto then = [&](check::Record *r) {
		if (!waits) return;
		const Waiting w = wait(n, r);
		if (__builtin_expect(w.node != nullptr, 1)) out = end_of_wait(w, &settled, &last);
	};
	const bool ended = check::end_known(n->payload(), why, where, then);
	if (__builtin_expect(last != nullptr, 0)) region_drop(last);
	if (__builtin_expect(!ended, 0)) {
		check::die(n->payload(), why, where);
		Hold h(check::registry);
		if (waits) out = wait(n, nullptr).node;
	}
	if (!waits) {
		if (!n->has(kPool) || pool_end(n)) let_go(n, false);
	} else if (__builtin_expect(out != nullptr, 0)) { // n is not to be looked at any more: another thread may have let it go
		let_go(out, settled);
	}
#else
	if (n->has(kPool) && !pool_end(n)) return;
	release_now(n);
#endif
}

// A tree that nothing special ever touched goes page by page.
bool drop_whole(Node *n)
{
#ifdef DEED_CHECKED
	(void)n;
	return false;
#else
	Region *r = n->page()->region;
	if (r->shared || r->special || n != (Node *)((uint8_t *)r - sizeof(Page) + kFirst)) return false;
	n->child_ = cookie_high ^ (uint64_t)kDeadBits << 48;
	region_drop(r);
	return true;
#endif
}

__attribute__((noinline)) Node *root(const char *name)
{
	Node *null = null_context();
	Region *r = region_new();
	if (!r) return nullptr;
	constexpr size_t c = (chunk_bytes(0, true) + 15) >> 4; // the first chunk of the fresh page
	Node *n = (Node *)(uint8_t *)r->cur;
	if (check::on) tools::open(n, c << 4);
	r->cur = r->cur + (c << 4);
	n->next_ = (uint64_t)c << 57 | (uint64_t)kSlot << 48;
	n->prev_ = 0;
	n->child_ = cookie_high;
	*(const char **)((char *)n + (c << 4) - 8) = name;
#ifdef DEED_CHECKED
	check::birth_at(context_owner(), n->payload(), 0, 16, kGap, false);
#endif
	if (__builtin_expect(null != nullptr, 0)) {
		share(r);
		share(region_of(null));
		link(n, null);
	}
	return n;
}

static __attribute__((noinline)) Node *take_slow(Node *parent, size_t size, const char *name, bool named)
{
	if (!parent) parent = null_context();
	if (size > DEED_MAX_SIZE) {
		out_of_memory_in(parent, size);
		return nullptr;
	}
	bool limited = parent && __atomic_load_n(&limits, __ATOMIC_RELAXED);
	Node *n = parent && parent->has(kPool | kPooled) ? pool_take(parent, size, name, named) : nullptr;
	if (!n) {
		if (limited && !limits_allow(parent, chunk_bytes(size, named))) {
			out_of_memory_in(parent, size);
			return nullptr;
		}
		Region *r = parent ? region_of(parent) : loner();
		n = r ? make(r, size, name, named) : nullptr;
		if (!n) {
			out_of_memory_in(parent, size);
			return nullptr;
		}
		if (limited) limits_add(parent, (ptrdiff_t)charge(n));
	}
#ifdef DEED_CHECKED
	check::birth_at(context_owner(), n->payload(), size, 16, kGap, false);
#endif
	if (parent) link(n, parent);
	return n;
}

// take_fast in a region where something was freed. Not inlined there, so that a plain bump needs no register saved.
Node *take_again(Node *parent, size_t size, const char *name, bool named)
{
	const uint64_t first = parent->child_ ^ cookie_high;
	if (check::on || (first >> 48) != 0 || size > 960 || (parent->next_ & (uint64_t)(kPool | kPooled) << 48)) return nullptr;
	Region *r = parent->page()->region;
	if (__atomic_load_n(&r->shared, __ATOMIC_RELAXED)) return nullptr;
	const size_t bytes = align_up(chunk_bytes(size, named), 16), c = bytes >> 4;
	Node *n;
	if (r->any_free(c)) {
		n = r->free[c];
		Node *rest = n->next();
		r->free[c] = rest;
		r->base -= bytes;
		if (!rest) r->none_free(c);
	} else {
		n = (Node *)(uint8_t *)r->cur;
		if ((size_t)(r->end - (uint8_t *)n) < bytes) return nullptr;
		r->cur = (uint8_t *)n + bytes;
	}
	return begin(n, parent, size, bytes, first, cookie_high, name, named);
}

#ifdef DEED_CHECKED
// The usual birth: a small block under one that is in no pool, with nobody else to be told and no limit anywhere, in one
// section under the lock. NULL: nothing has happened, take the long way.
__attribute__((flatten)) void *take_checked(const void *ctx, size_t size, const char *name, bool named, bool zero)
{
	if (__builtin_expect(check::told() || abort_hook || size > 944 || __atomic_load_n(&limits, __ATOMIC_RELAXED), 0)) return nullptr;
	check::Owner *o = context_owner();
	const check::Trace *here = check::capture_here(o->frames);
	Node *parent = node_of(ctx);
	Hold h(check::registry);
	const check::Record *up = check::find(ctx);
	if (__builtin_expect(!up || up->why != check::Why::Alive || up->owner != o || !alive(parent) || parent->has(kPool | kPooled), 0)) return nullptr;
	Region *r = parent->page()->region;
	const size_t bytes = align_up(chunk_bytes(size, named), 16), c = bytes >> 4;
	const bool again = r->dirty[0] >> c & 1;
	Node *n = again ? r->free[c] : (Node *)(uint8_t *)r->cur;
	if (!again && __builtin_expect(addr(n) + bytes > addr(r->end), 0)) return nullptr;
	char *p = (char *)n->payload();
	if (__builtin_expect(!check::born_at(check::word_of(p), o, p, size, 16, 0, here), 0)) return nullptr;
	if (again) {
		Node *rest = n->next();
		r->free[c] = rest;
		r->base -= bytes;
		if (!rest) r->dirty[0] = r->dirty[0] & ~(1ull << c);
	} else {
		r->cur = (uint8_t *)n + bytes;
		const check::Glance next(p + bytes); // for the next one here
	}
	begin(n, parent, size, bytes, addr(parent->child()), cookie_high, name, named);
	return check::fill(p, size, zero);
}
#endif

Node *take(Node *parent, size_t size, const char *name, bool named)
{
	Node *n = parent ? take_fast(parent, size, name, named) : nullptr;
	return n ? n : take_slow(parent, size, name, named);
}

void share(Region *r)
{
	if (__atomic_load_n(&r->shared, __ATOMIC_RELAXED)) return;
	__atomic_store_n(&r->shared, true, __ATOMIC_RELAXED);
	r->limit = 0;
}

void out_of_memory_in(const Node *parent, size_t size)
{
	if (parent && region_of(parent)->panic) oom_panic(size);
}

Node *bare(Region *r, size_t size, bool slot, bool growing)
{
	bool shared = r->shared;
	if (shared) r->guard().lock();
	Node *m = chunk(r, chunk_bytes(size, slot), growing);
	if (shared) r->guard().unlock();
	return m;
}

} // namespace deed::ctx
