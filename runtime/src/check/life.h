// Birth and death of a block in the usual case, inlined into every allocator: nobody else to be told, no error, no
// borrow. What is not usual is left to blocks.cpp, with nothing done.
#pragma once
#include "check/table.h"

#pragma GCC visibility push(hidden)
namespace deed::check {

__attribute__((noinline)) void birth_slow(Owner *o, char *p, size_t size, size_t align, size_t gap, bool zeroed, unsigned depth, const Trace *here);
inline bool told() { return DEED_TOOLS && tools::told; } // somebody wants to hear of each block

__attribute__((always_inline)) inline void *fill(char *p, size_t size, bool zeroed)
{
	set_guard(p - 16);
	set_guard(p + size);
	return __builtin_memset(p, zeroed ? 0 : kFresh, size);
}

// A block, yet to be filled, is born where one of the same owner died, whose record is r. False: nothing has happened. The
// registry is held.
__attribute__((always_inline)) inline bool revive(Record *r, Owner *o, size_t size, size_t align, unsigned depth, const Trace *here)
{
	const uint64_t state = r->state();
	constexpr uint64_t odd = kNoPins | state_of(0, 0, 0, (Why)0, kOutlived), no_list = state_of(0, 0, 0xff, (Why)0, kLinked);
	if (__builtin_expect((state & odd) || r->why == Why::Alive || r->owner != o, 0)) return false;
	if ((state & state_of(0, 0, 0, (Why)0, kPatterned)) && __builtin_expect(first_other(r->p, r->size, kDead) != r->size, 0)) return false; // told by the slow way
	if (__builtin_expect(depth || (state & no_list) != state_of(0, 0, 0, (Why)0, kLinked), 0)) { // else it keeps its place: the list has no order
		owner_unlink(r);
		owner_link(o, r);
	}
	renew(r, size, align, 16, depth, here);
	o->live++;
	return true;
}
// A block, yet to be filled, is born at p, whose word in the map is w. NULL: nothing has happened. The registry is held.
__attribute__((always_inline)) inline Record *born_at(uint32_t *w, Owner *o, char *p, size_t size, size_t align, unsigned depth, const Trace *here)
{
	if (__builtin_expect(!w || !free_records, 0)) return nullptr; // before the first block there is not even record 0
	Record *r = record(*w);
	if (__builtin_expect(r->p == p, 0)) return revive(r, o, size, align, depth, here) ? r : nullptr;
	r = record_new(o, p, depth);
	__atomic_store_n(w, r->id, __ATOMIC_RELAXED);
	renew(r, size, align, 16, depth, here);
	o->live++;
	return r;
}
__attribute__((always_inline)) inline bool born(const Glance &g, Owner *o, char *p, size_t size, size_t align, size_t gap, bool zeroed, unsigned depth, const Trace *here)
{
	if (__builtin_expect(told() || gap != 16, 0)) return false;
	Hold h(registry);
	Record *r = born_at(const_cast<uint32_t *>(g.word), o, p, size, align, depth, here);
	if (r) fill(p, size, zeroed);
	return r != nullptr;
}
// The dead block that `choose` gives (its record, or NULL; the registry is held), lives again, with 16 bytes of guards.
template <class Choose> __attribute__((always_inline)) inline void *rebirth(Owner *o, size_t size, size_t align, bool zeroed, Choose choose)
{
	const Trace *here = capture_here(o->frames);
	Record *r;
	{
		Hold h(registry);
		r = choose();
		if (__builtin_expect(!r, 0)) return nullptr;
		if (__builtin_expect(!told() && revive(r, o, size, align, 0, here), 1)) return fill(r->p, size, zeroed);
	}
	birth_slow(o, r->p, size, align, 16, zeroed, 0, here);
	return r->p;
}
__attribute__((always_inline)) inline void birth_at(Owner *o, void *payload, size_t size, size_t align, size_t gap, bool zeroed, unsigned depth = 0)
{
	const Glance g(payload);
	const Trace *here = capture_here(o->frames);
	if (__builtin_expect(!born(g, o, (char *)payload, size, align, gap, zeroed, depth, here), 0)) birth_slow(o, (char *)payload, size, align, gap, zeroed, depth, here);
}
// raw holds padded(size, align) bytes aligned to front(align); gives the payload, filled and registered.
__attribute__((always_inline)) inline void *birth(Owner *o, void *raw, size_t size, size_t align, bool zeroed, unsigned depth = 0)
{
	char *p = (char *)raw + front(align);
	birth_at(o, p, size, align, front(align), zeroed, depth);
	return p;
}

// Alive, not borrowed, between guards of 16 bytes that hold?
__attribute__((always_inline)) inline bool sound(const Record *r)
{
	constexpr uint64_t mask = kNoPins | state_of(0xffff, 0, 0, (Why)0xff, 0);
	return __builtin_expect((r->state() & mask) == state_of(16, 0, 0, Why::Alive, 0) && guard_holds(r->p - 16) && guard_holds(r->p + r->size), 1);
}
inline bool as_told(const Record *r, const Owner *o, size_t size, size_t align)
{
	return r && r->why == Why::Alive && r->owner == o && (!size || size == r->size) && (align <= 16 || align <= (size_t)1 << r->align_log2);
}
// The usual free: expect() and die() in one look; `then` gets the record while the registry is held. False: nothing has
// happened, ask them why.
template <class Then> __attribute__((always_inline)) inline bool end(Owner *o, void *p, size_t size, size_t align, unsigned depth, Then then)
{
	if (__builtin_expect(told(), 0)) return false;
	const Glance g(p);
	const Trace *here = capture_here(o->frames, kDeath);
	Hold h(registry);
	Record *r = g.record();
	if (__builtin_expect(!r || r->owner != o || (size && size != r->size) || align > 16 || r->depth < depth || !sound(r), 0)) return false;
	mark_dead_untold(r, Why::Freed, here, true);
	then(r);
	return true;
}
inline Info info(Record *r) { return { r->size, (size_t)1 << r->align_log2, r->depth, r }; }
// Is p, a living block of o? Else nothing is said.
inline bool alive_of(const Owner *o, const void *p)
{
	Hold h(registry);
	const Record *r = find(p);
	return r && r->why == Why::Alive && r->owner == o;
}

// The memory of a dead block that nobody else was given changes hands, and nobody wrote to it. False: ask settle(). The registry is held.
__attribute__((always_inline)) inline bool settle_known(Record *r)
{
	if (__builtin_expect(told() || r->outlived || r->owner->retain || first_other(r->p, r->size, kDead) != r->size, 0)) return false;
	r->patterned = false;
	r->gone = true;
	return true;
}
// A block that the caller knows to be its own dies; `then` as above. False: nothing has happened, ask die().
template <class Then> __attribute__((always_inline)) inline bool end_known(const void *p, Why why, const Trace *where, Then then)
{
	if (__builtin_expect(told(), 0)) return false;
	const Glance g(p);
	Hold h(registry);
	Record *r = g.record();
	if (__builtin_expect(!r || !sound(r), 0)) return false;
	mark_dead_untold(r, why, where, true);
	then(r);
	return true;
}

} // namespace deed::check
#pragma GCC visibility pop
