// The store of records, the map to them, the dead ones in the order of their deaths, and the lists of each owner.
#include "base/fork.h"
#include "check/table.h"
#include "platform/platform.h"

namespace deed::check {
Lock registry;
Table blocks;
Deaths deaths;
size_t all_pins;
namespace {

__attribute__((constructor(103))) void guard_registry() { fork_guard(registry); }

void *mapped(size_t bytes)
{
	void *m = platform::map(bytes, 1);
	if (!m) oom_panic(bytes);
	return m;
}

__attribute__((noinline)) uint32_t *new_word(const void *p)
{
	if (!blocks.leaves) __atomic_store_n(&blocks.leaves, (uint32_t **)mapped(sizeof(uint32_t *) << (kAddressBits - kLeafBits)), __ATOMIC_RELEASE);
	uint32_t *&leaf = blocks.leaves[(addr(p) & (((uintptr_t)1 << kAddressBits) - 1)) >> kLeafBits];
	if (!leaf) __atomic_store_n(&leaf, (uint32_t *)mapped(sizeof(uint32_t) << (kLeafBits - 4)), __ATOMIC_RELEASE);
	return word_of(p);
}

inline void forget(Record *r) // a dead record goes for good
{
	if (__builtin_expect(r->pins, 0)) {
		pins_change(-(ptrdiff_t)r->pins);
		r->pins = 0;
	}
	r->p = nullptr; // the map finds none here now
	r->next_free = free_records;
	free_records = r;
}

} // namespace

Record *free_records;
void more_records()
{
	Chunk *&c = blocks.chunks[blocks.made >> kChunkBits];
	if (blocks.made >> kChunkBits >= sizeof blocks.chunks / sizeof *blocks.chunks) oom_panic(sizeof *c);
	__atomic_store_n(&c, (Chunk *)mapped(sizeof *c), __ATOMIC_RELEASE);
	for (size_t i = kChunk; i-- > (blocks.made ? 0 : 1);) { // number 0 stands for none
		c->record[i].id = blocks.made + (uint32_t)i;
		c->record[i].next_free = free_records;
		free_records = &c->record[i];
	}
	blocks.made += kChunk;
}

void let_go(Record *r)
{
	if (!r->p || r->owner->retain) return;
	if (r->patterned) r->outlived = true; // its owner settles it first
	else forget(r);
}
void shoot(const Record *r, Shot *s)
{
	*(Record *)s = *r;
	s->x = extra_of(r);
}
namespace {
Record *born_anew(Owner *o, char *p, unsigned depth) // a record for a place that has none
{
	uint32_t *w = word_of(p);
	if (__builtin_expect(!w, 0)) w = new_word(p);
	Record *r = record_new(o, p, depth);
	__atomic_store_n(w, r->id, __ATOMIC_RELAXED);
	return r;
}
// Its place is another's now: of an owner that Deed did not see die, or borrowed.
__attribute__((noinline)) void end_unseen(Record *r)
{
	if (r->pins) pins_change(-(ptrdiff_t)r->pins);
	r->pins = 0;
	if (r->why == Why::Alive) mark_dead(r, Why::OwnerDied, nullptr, false);
}
} // namespace

bool insert(Owner *o, char *p, size_t size, size_t align, size_t front_bytes, unsigned depth, const Trace *birth, Record **made, Shot *copy, size_t *at)
{
	Record *r = find(p);
	bool written = false;
	if (__builtin_expect(r != nullptr, 1)) {
		if (__builtin_expect(r->why == Why::Alive || r->pins, 0)) end_unseen(r);
		written = settle_record(r, copy, at);
		if (r->owner != o || depth || r->depth || !r->linked) { // else it keeps its place: the list has no order
			owner_unlink(r);
			owner_link(o, r);
		}
	} else {
		r = born_anew(o, p, depth);
	}
	renew(r, size, align, front_bytes, depth, birth);
	o->live++;
	*made = r;
	return written;
}

Record *find_inside(const void *p)
{
	Record *best = nullptr; // the innermost, living before dead
	for (uint32_t id = 1; id < blocks.made; id++) {
		Record *r = record(id);
		if (addr(p) <= addr(r->p) || addr(p) - addr(r->p) >= r->size || !r->p) continue;
		if (r->why != Why::Alive && find(r->p) != r) continue; // another block moved to where it was
		bool better = !best || (best->why == Why::Alive) < (r->why == Why::Alive) ||
		              ((best->why == Why::Alive) == (r->why == Why::Alive) && r->size < best->size);
		if (better) best = r;
	}
	return best;
}

bool free_to_ask()
{
	for (int tries = 0; tries < 1000; tries++) {
		if (registry.try_lock()) {
			registry.unlock();
			return true;
		}
		sched_yield(); // another thread is done soon
	}
	return false;
}

void rekey(const void *from, const void *to)
{
	Hold h(registry);
	Record *r = find(from);
	if (!r) return;
	uint32_t *w = word_of(to);
	if (!w) w = new_word(to);
	if (Record *old = find(to)) {
		if (old->why == Why::Alive) return;
		owner_unlink(old); // and waits, out of reach, for its turn to be forgotten
		old->patterned = false;
		if (old->outlived) remember(old);
		old->outlived = false;
	}
	__atomic_store_n(word_of(from), 0, __ATOMIC_RELAXED);
	__atomic_store_n(w, r->id, __ATOMIC_RELAXED);
	r->p = (char *)const_cast<void *>(to);
}

} // namespace deed::check
