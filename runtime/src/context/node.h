// How a block of a context looks in memory.
//
// Blocks live in 64 KiB-aligned pages: masking a header's address finds its page, and the page its region. A root
// context is a region, standing in its own first page. A header is three words: next, previous (or, tagged, the parent
// for the first of a list) and first child, each a 48-bit pointer under 16 bits of information.
#pragma once
#include "base/util.h"
#include "check/check.h"

#pragma GCC visibility push(hidden)
namespace deed::ctx {

constexpr size_t kPage = 65536, kSmall = 16384;
#ifdef DEED_CHECKED
constexpr size_t kGap = 16, kTail = check::kRear; // guards before and after the payload
#else
constexpr size_t kGap = 0, kTail = 0;
#endif

enum Flag : uint16_t { // the low 9 bits of a header's flags; the high 7 are the class of its chunk
	kSlot = 1,     // a word at the chunk's end holds the name, or the Ext
	kExt = 2,      // has an Ext (without a slot: in the table)
	kBig = 4,      // alone in its page(s)
	kPooled = 8,   // inside a pool
	kPool = 16,    // is a pool
	kRef = 32,     // is the handle of a reference
	kLoop = 64,    // being freed
	kPanic = 128,  // a root whose tree panics when memory runs out
	kHidden = 256, // an allocator's own node
	kSpecial = kExt | kPooled | kPool | kRef
};

struct Region;
// Waiting pages are linked by prev. One whose region stands in itself keeps it as new but for cur.
struct Page { Page *next, *prev; Region *region; size_t bytes, big_size; };
static_assert(sizeof(Page) == 40); // so that the payload behind the first header is aligned to 16

struct Node {
	uint64_t next_, prev_, child_;
	static constexpr uint64_t kPtr = 0xffffffffffffull;
	Node *next() const { return (Node *)(next_ & kPtr); }
	Node *child() const { return (Node *)(child_ & kPtr); }
	bool first() const { return prev_ & 1; }                       // of its parent's list
	Node *prev_or_parent() const { return (Node *)(prev_ & (kPtr - 1)); }
	void set_next(Node *n) { next_ = (next_ & ~kPtr) | addr(n); }
	void set_prev(Node *n) { prev_ = (prev_ & ~kPtr) | addr(n); }
	void set_parent(Node *n) { prev_ = (prev_ & ~kPtr) | addr(n) | 1; }
	void set_child(Node *n) { child_ = (child_ & ~kPtr) | addr(n); }
	uint16_t flags() const { return (uint16_t)(next_ >> 48) & 0x1ff; }
	bool has(unsigned f) const { return (next_ >> 48) & f; }
	bool has_low(uint8_t f) const // of the first eight flags: one instruction with the constant in it
	{
		if (__BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__) return has(f);
		return ((const uint8_t *)&next_)[6] & f;
	}
	void add(unsigned f) { next_ |= (uint64_t)f << 48; }
	void drop(unsigned f) { next_ &= ~((uint64_t)f << 48); }
	unsigned cls() const { return (unsigned)(next_ >> 57); }
	uint16_t check() const { return (uint16_t)(child_ >> 48); }
	void set_check(uint16_t c) { child_ = (child_ & kPtr) | (uint64_t)c << 48; }
	void *payload() const { return (char *)this + sizeof(Node) + kGap; }
	Page *page() const { return (Page *)(addr(this) & ~(uintptr_t)(kPage - 1)); }
	inline size_t size() const;
	inline void set_size(size_t n);
	Node *parent() const
	{
		const Node *n = this;
		while (!n->first() && n->prev_or_parent()) n = n->prev_or_parent();
		return n->first() ? n->prev_or_parent() : nullptr;
	}
};
static_assert(sizeof(Node) == 24);

// Before the header of a block inside a pool.
struct PoolHead { uint64_t canary; struct Pool *pool; uint64_t slot; };
inline PoolHead *pool_head(const Node *n) { return (PoolHead *)n - 1; }

constexpr unsigned kClasses = 82;
// Chunks up to 1 KiB come in steps of 16, then four to a doubling.
inline unsigned class_of(size_t chunk)
{
	if (chunk <= 1024) return (unsigned)((chunk + 15) >> 4);
	unsigned b = 63u - (unsigned)__builtin_clzll(chunk - 1), shift = b - 2;
	return 64 + (b - 10) * 4 + (unsigned)((align_up(chunk, (size_t)1 << shift) - ((size_t)1 << b)) >> shift);
}
inline size_t class_size(unsigned c)
{
	if (c <= 64) return (size_t)c << 4;
	unsigned k = c - 65, b = 10 + k / 4;
	return ((size_t)1 << b) + ((size_t)(k % 4 + 1) << (b - 2));
}

// A word that one thread changes while others may look: they read it, see from `limit` that the region is shared,
// and then take the lock.
template <class T> class Seen {
	T v_;

public:
	operator T() const { return __atomic_load_n(&v_, __ATOMIC_RELAXED); }
	T operator=(T v)
	{
		__atomic_store_n(&v_, v, __ATOMIC_RELAXED);
		return v;
	}
};

struct Region {
	Seen<uint8_t *> cur;
	Seen<uintptr_t> limit; // end while unshared and all lists of free chunks are empty; else 0: nothing is taken in a hurry
	uint8_t *end;
	uintptr_t base;    // cur less the bytes in use in its small chunks: a bump changes nothing here, and while no list has any it is where it began
	Seen<uint64_t> dirty[2]; // which free lists have something
	Page *pages, *bigs;
	size_t special;    // nodes that need more than being dropped
	bool shared;       // nodes of other trees here, or of this tree elsewhere: lock, and walk
	bool immortal;     // takes the blocks without a parent
	bool panic, rich;  // rich: had a special node, a big one or a second page at some time
	Lock lock;
	Node *free[kClasses];
	bool empty() const { return base == addr(cur) && !bigs; }
	bool any_free(unsigned c) const { return dirty[c >> 6] >> (c & 63) & 1; }
	void one_free(unsigned c) // list c has something now; under the lock, if shared
	{
		dirty[c >> 6] = dirty[c >> 6] | 1ull << (c & 63);
		limit = 0;
	}
	void none_free(unsigned c)
	{
		dirty[c >> 6] = dirty[c >> 6] & ~(1ull << (c & 63));
		open_limit();
	}
	void open_limit()
	{
		if (!__atomic_load_n(&shared, __ATOMIC_RELAXED) && !(dirty[0] | dirty[1])) limit = addr(end);
	}
	bool plain() const // one page, one thread, nothing special
	{
		typedef uint32_t Marks __attribute__((may_alias));
		return !__atomic_load_n((const Marks *)&shared, __ATOMIC_RELAXED); // all four at once
	}
	void grow_rich() { __atomic_store_n(&rich, true, __ATOMIC_RELAXED); }
	void one_special() // under the lock, if shared
	{
		special++;
		grow_rich();
	}
	// Checked: one for all, as dead blocks of any tree are given back by any thread; that of their records, so that one
	// section does for both.
	Lock &guard() { return check::on ? check::registry : lock; }
};
static_assert(offsetof(Region, lock) == offsetof(Region, shared) + 4 && offsetof(Region, shared) % 4 == 0);
constexpr uint64_t kFirst = sizeof(Page) + ((sizeof(Region) + 15) & ~15ull); // 8 mod 16, as every chunk
static_assert(kFirst % 16 == 8);

struct Ref { // payload of a reference's handle
	Node *target;
	Ref *next, *prev;
	const char *location;
	bool from_below; // keeps its target alive from below it, too, in a loop, as talloc's references do
};
struct Limit { size_t max, used; };
struct Ext { const char *name; int (*destructor)(void *); Ref *refs; Limit *limit; Node *node; Ext *next; };
struct Pool { Node *node; uint8_t *start, *cur, *end; size_t objects; };
constexpr size_t kPooledHead = sizeof(PoolHead) + sizeof(Node);

inline Region *region_of(const Node *n);
inline Pool *pool_of(const Node *n) { return (Pool *)align_up(addr(n->payload()) + n->size() + kTail, 16); } // behind its own object
inline size_t Node::size() const
{
	if (__builtin_expect(has(kBig), 0)) return page()->big_size;
	return (size_t)(prev_ >> 48);
}
inline void Node::set_size(size_t n)
{
	if (has(kBig)) page()->big_size = n;
	else prev_ = (prev_ & kPtr) | (uint64_t)n << 48;
}
inline Region *region_of(const Node *n)
{
	if (__builtin_expect(n->has(kPooled), 0)) n = pool_head(n)->pool->node;
	return n->page()->region;
}
inline Node *node_of(const void *p) { return (Node *)((char *)p - sizeof(Node) - kGap); }

extern uint16_t cookie;          // of living headers; others are never used
extern uint64_t cookie_high;     // the same where child_ has it
constexpr uint16_t kDeadBits = 0xffff; // so that a dead child_ is the complement of a living one's check
extern size_t limits;            // how many there are in the process; trees that have some are shared

extern void (*abort_hook)(const char *reason); // talloc's: it hears of misuse instead of Deed's handler
#ifdef DEED_CHECKED
extern check::Owner *contexts;   // all of them are one owner; NULL before the first
check::Owner *make_owner();
inline check::Owner *context_owner()
{
	check::Owner *o = __atomic_load_n(&contexts, __ATOMIC_ACQUIRE);
	return __builtin_expect(o != nullptr, 1) ? o : make_owner();
}
#endif
extern Node *null_node;           // tracked root of blocks without a parent, or NULL

// pages.cpp
//
// What a thread keeps: one page with its region as new, the spare, for the next root, and a short list of any. A spare costs
// one store to give and one to take: no count, no link. Both come with the first page that the thread asks for.
constexpr unsigned kPerThread = 3; // in the list
struct PageCache {
	uintptr_t spare = 1; // a page's address, 0: none, 1: none and none is kept
	Page *list = nullptr;
	unsigned room = 0;
	bool has_spare() const { return spare > 1; }
	Page *take_spare()
	{
		Page *p = (Page *)spare;
		spare = 0;
		return p;
	}
};
extern __attribute__((tls_model("initial-exec"))) thread_local constinit PageCache page_cache;
Page *page_slow();
void give_back(Page *p);
inline Page *page_get()
{
	PageCache &c = page_cache;
	Page *p = c.list;
	if (__builtin_expect(!p, 0)) return page_slow();
	c.list = p->prev;
	c.room++;
	return p;
}
inline void page_put_listed(Page *p)
{
	PageCache &c = page_cache;
	if (__builtin_expect(!c.room, 0)) return give_back(p);
	p->prev = c.list;
	c.list = p;
	c.room--;
}
void page_put_second(Page *p);   // page_put_listed, out of line
inline void page_put_ready(Page *p) // its region is as new
{
	PageCache &c = page_cache;
	if (__builtin_expect(c.spare != 0, 0)) return page_put_second(p);
	c.spare = addr(p);
}
inline void page_put(Page *p)
{
	p->region = nullptr;
	page_put_listed(p);
}
Page *big_get(size_t bytes);     // 64 KiB-aligned, ->bytes set
void big_put(Page *p);
// region.cpp
Node *take(Node *parent, size_t size, const char *name, bool named); // parent may be NULL; linked
Node *root(const char *name);    // a region
// the memory of an unlinked node; where: the stack, if it is known already (checked)
void release(Node *n, check::Why why = check::Why::Freed, const check::Trace *where = nullptr);
void release_leaves(Node *x, check::Why why, const check::Trace *where); // checked
void share(Region *r);
Ext *ext(const Node *n);         // or NULL
Ext *ext_make(Node *n);          // NULL without memory
void ext_free(Node *n);
void ext_moved(Node *from, Node *n);
const char *name(const Node *n);
void set_name(Node *n, const char *name);
bool limits_allow(const Node *parent, size_t bytes);
void limits_add(const Node *parent, ptrdiff_t bytes);
void out_of_memory_in(const Node *parent, size_t size);
void release_now(Node *n);       // without the delay of the checked build
bool drop_whole(Node *root);
Node *bare(Region *r, size_t size, bool slot, bool growing);
constexpr size_t chunk_bytes(size_t size, bool slot) { return sizeof(Node) + kGap + size + kTail + (slot ? 8 : 0); }
uint64_t *slot(const Node *n);
[[noreturn]] __attribute__((cold)) void bad_magic(const char *reason);
// resize.cpp
void *resize(Node *n, size_t size, bool *failed);
void take_over(Node *from, Node *to, size_t size); // header, links and contents; `to` is a bare chunk
size_t charge(const Node *n);    // what limits count for it
// pool.cpp
Node *pool_take(Node *parent, size_t size, const char *name, bool named);
void pool_release(Node *n);
bool pool_end(Node *n);          // the pool itself is freed; true: its memory may go
Node *pool_resize(Node *n, size_t size);
uint64_t canary(const Node *n);
Node *pool_make(Node *parent, size_t object, size_t bytes, const char *name);
// tree.cpp
void link(Node *n, Node *parent);
void unlink(Node *n);
int free_node(Node *n, const char *location);
void free_children(Node *n);
Node *steal(Node *n, Node *parent);
Node *steal_asked(Node *n, Node *parent); // by the program: refuses a loop
Node *node_in(const void *p, const char *what); // checked: NULL and a report when p is no living block
inline Node *null_context() { return null_node; }
bool is_above(const Node *a, const Node *n);

// The header of a new small block and its place as the first child.
__attribute__((always_inline)) inline Node *begin(Node *n, Node *parent, size_t size, size_t bytes, uint64_t first, uint64_t cookie, const char *name, bool named)
{
	n->next_ = (uint64_t)bytes << 53 | (uint64_t)(named ? kSlot : 0) << 48 | first;
	const uint64_t up = addr(parent) + 1; // the tag of a parent
	n->prev_ = (uint64_t)size << 48 | up;
	n->child_ = cookie;
	if (first) ((Node *)first)->prev_ += addr(n) - up; // was its parent: it was the first of the list
	parent->child_ = cookie | addr(n);
	if (named) *(const char **)((char *)n + bytes - 8) = name;
	return n;
}
Node *take_again(Node *parent, size_t size, const char *name, bool named);
void *take_checked(const void *ctx, size_t size, const char *name, bool named, bool zero); // region.cpp
// The common case of take: a small block from the parent's own region. NULL: take the long way (nothing has happened).
__attribute__((always_inline)) inline Node *take_fast(Node *parent, size_t size, const char *name, bool named)
{
	if (check::on) return nullptr;
	const uint64_t cookie = cookie_high, first = parent->child_ ^ cookie; // the first child, if the parent lives
	if (__builtin_expect((first >> 48) != 0 || size > 960 || parent->has_low(kPool | kPooled), 0)) return nullptr;
	Region *r = parent->page()->region;
	const size_t bytes = align_up(chunk_bytes(size, named), 16);
	Node *n = (Node *)(uint8_t *)r->cur;
	if (__builtin_expect((ptrdiff_t)(r->limit - addr(n)) < (ptrdiff_t)bytes, 0)) return nullptr; // limit is 0 if something was freed: take_again
	r->cur = (uint8_t *)n + bytes;
	return begin(n, parent, size, bytes, first, cookie, name, named);
}

// A root in the thread's spare page. NULL: take the long way.
__attribute__((always_inline)) inline Node *root_fast(const char *name)
{
	PageCache &c = page_cache;
	if (check::on || __builtin_expect(!c.has_spare() || null_node, 0)) return nullptr;
	Page *p = c.take_spare();
	Region *r = (Region *)(p + 1);
	constexpr size_t bytes = align_up(chunk_bytes(0, true), 16);
	Node *n = (Node *)((uint8_t *)p + kFirst);
	r->cur = (uint8_t *)n + bytes;
	n->next_ = (uint64_t)bytes << 53 | (uint64_t)kSlot << 48;
	n->prev_ = 0;
	n->child_ = cookie_high;
	*(const char **)((char *)n + bytes - 8) = name;
	return n;
}

// A dead small chunk of an unshared region goes to its free list.
__attribute__((always_inline)) inline void push_free(Region *r, Node *n, unsigned c)
{
	n->child_ = ~cookie_high;
	n->next_ = (uint64_t)c << 57 | (r->dirty[0] >> c & 1 ? addr(r->free[c]) : 0);
	r->free[c] = n;
	r->one_free(c);
	r->base += (size_t)c << 4;
}

// What stands above a node, one step at a time; ends also in a loop, which references of talloc's can make.
class Upwards {
	const Node *at_, *mark_ = nullptr;
	size_t steps_ = 0, next_mark_ = 1;

public:
	explicit Upwards(const Node *n) : at_(n) {}
	const Node *at() const { return at_; }
	void up()
	{
		at_ = at_->parent();
		if (at_ == mark_) at_ = nullptr;
		if (++steps_ == next_mark_) mark_ = at_, next_mark_ *= 2;
	}
};
// The tree of top, parents before their children, without a stack: enter(x, depth) says whether to go below, leave(x) follows.
// What is being freed or walked already is left out (kLoop), but for top itself.
template <class Enter, class Leave> void walk(Node *top, Enter enter, Leave leave)
{
	auto from = [](Node *n) {
		while (n && n->has(kLoop)) n = n->next();
		return n;
	};
	const bool marked = top->has(kLoop);
	Node *x = top;
	for (int depth = 0;;) {
		const bool below = enter(x, depth);
		x->add(kLoop);
		Node *n = below ? from(x->child()) : nullptr;
		if (n) {
			x = n;
			depth++;
			continue;
		}
		for (;;) {
			if (x != top || !marked) x->drop(kLoop);
			leave(x);
			if (x == top) return;
			if ((n = from(x->next()))) break;
			x = x->parent();
			depth--;
		}
		x = n;
	}
}

inline bool alive(const Node *n) { return __builtin_expect(n->check() == cookie, 1); }

// A root in whose tree of one page nothing special ever happened. False: nothing has happened.
__attribute__((always_inline)) inline bool drop_fast(Node *n)
{
	Page *p = (Page *)((uint8_t *)n - kFirst);
	Region *r = (Region *)(p + 1);
	if (__builtin_expect((addr(p) & (kPage - 1)) || p->region != r || !r->plain(), 0)) return false;
	n->child_ = ~cookie_high;
	if (!r->limit) { // some of it was freed; else base is where it was
		r->dirty[0] = 0;
		r->dirty[1] = 0;
		r->limit = addr(r->end);
		r->base = addr(n);
	}
	page_put_ready(p);
	return true;
}

// The common cases of freeing, in two, as the one needs fewer registers: a plain root, which has no size, ...
inline bool may_be_root(const Node *n) { return !n->prev_; }
__attribute__((always_inline)) inline bool free_fast_root(Node *n)
{
	return !__builtin_expect(check::on || n->has_low(kSpecial | kBig | kLoop) || n->check() != cookie, 0) && drop_fast(n);
}
// ... or a small leaf of a tree that only this thread touches. False: nothing has happened.
__attribute__((always_inline)) inline bool free_fast_leaf(Node *n)
{
	if (check::on || n->has_low(kSpecial | kBig | kLoop)) return false;
	Node *up = n->prev_or_parent(), *next = n->next();
	if (n->child_ != cookie_high || !up) return false; // living, without children
	Region *r = n->page()->region;
	unsigned c = n->cls();
	if (__builtin_expect(c >= 64 || __atomic_load_n(&r->shared, __ATOMIC_RELAXED), 0)) return false;
	if (n->first()) {
		up->set_child(next);
		if (next) next->set_parent(up);
	} else {
		up->set_next(next);
		if (next) next->set_prev(up);
	}
	push_free(r, n, c);
	return true;
}

} // namespace deed::ctx
#pragma GCC visibility pop
