// The store of records, the map to them, the dead ones in the order of their deaths, and the lists of each owner.
#include "base/fork.h"
#include "check/table.h"
#include "platform/platform.h"

namespace deed::check {
Lock registry;
Table blocks;
size_t all_pins;
namespace {
constexpr size_t kDeadKept = 1 << 11; // dead blocks remembered, over all owners
struct Death { uint32_t id, generation; }; // stale when the record is of another generation, or alive again
Death deaths[kDeadKept];                   // the last ones; the oldest gives way to the next
uint32_t died;
Record *free_records;

__attribute__((constructor(103))) void guard_registry() { fork_guard(registry); }

void *mapped(size_t bytes)
{
	void *m = platform::map(bytes, 1);
	if (!m) oom_panic(bytes);
	return m;
}

__attribute__((noinline)) uint32_t *new_word(const void *p)
{
	if (!blocks.leaves) blocks.leaves = (uint32_t **)mapped(sizeof(uint32_t *) << (kAddressBits - kLeafBits));
	uint32_t *&leaf = blocks.leaves[(addr(p) & (((uintptr_t)1 << kAddressBits) - 1)) >> kLeafBits];
	if (!leaf) leaf = (uint32_t *)mapped(sizeof(uint32_t) << (kLeafBits - 4));
	return word_of(p);
}

__attribute__((noinline)) void more_records()
{
	Chunk *&c = blocks.chunks[blocks.made >> kChunkBits];
	if (blocks.made >> kChunkBits >= sizeof blocks.chunks / sizeof *blocks.chunks) oom_panic(sizeof *c);
	c = (Chunk *)mapped(sizeof *c);
	for (size_t i = kChunk; i-- > (blocks.made ? 0 : 1);) { // number 0 stands for none
		c->record[i].id = blocks.made + (uint32_t)i;
		c->record[i].onext = free_records;
		free_records = &c->record[i];
	}
	blocks.made += kChunk;
}
Record *record_new()
{
	if (__builtin_expect(!free_records, 0)) more_records();
	Record *r = free_records;
	free_records = r->onext;
	r->owner = nullptr;
	r->generation = 0;
	return r;
}

void forget(Record *r) // a dead record goes for good
{
	if (r->pins) pins_change(-(ptrdiff_t)r->pins);
	owner_unlink(r);
	if (uint32_t *w = word_of(r->p); w && *w == r->id) *w = 0;
	r->p = nullptr;
	r->why = Why::Freed;
	r->onext = free_records;
	free_records = r;
}

// It may be forgotten when kDeadKept more have died.
inline void remember(Record *r)
{
	Death &d = deaths[died++ % kDeadKept];
	const Death old = d;
	d = { r->id, r->generation };
	__builtin_prefetch(record(deaths[(died + 1) % kDeadKept].id));
	if (!old.id) return;
	Record *o = record(old.id);
	if (o->generation != old.generation || o->why == Why::Alive || !o->p || o->owner->retain) return;
	if (o->patterned) o->outlived = true; // its owner settles it first
	else forget(o);
}
} // namespace

void owner_link(Owner *o, Record *r)
{
	r->owner = o;
	r->oprev = nullptr;
	r->onext = o->blocks;
	if (o->blocks) o->blocks->oprev = r;
	o->blocks = r;
}
static inline bool linked(const Record *r) { return r->owner && (r->oprev || r->owner->blocks == r); }
void owner_unlink(Record *r)
{
	if (!linked(r)) return;
	if (r->oprev) r->oprev->onext = r->onext; else r->owner->blocks = r->onext;
	if (r->onext) r->onext->oprev = r->oprev;
	r->oprev = r->onext = nullptr;
}

void mark_dead(Record *r, Why why, const Trace *where, bool pattern)
{
	r->why = why;
	r->death = where ? where->id : 0;
	r->owner->live--;
	r->patterned = pattern;
	if (r->owner->tool_pool) tools::tell_pool(tools::kPoolFree, r->owner, r->p);
	if (pattern) {
		tools::open(r->p, r->size);
		__builtin_memset(r->p, kDead, r->size);
	}
	tools::close(r->p, r->size);
	remember(r);
}

bool settle_record(Record *r, Shot *copy, size_t *at)
{
	if (!r->patterned) return false;
	r->patterned = false;
	if (__builtin_expect(r->outlived, 0)) {
		r->outlived = false;
		remember(r);
	}
	tools::open(r->p, r->size);
	size_t bad = first_other(r->p, r->size, kDead);
	if (__builtin_expect(bad == r->size, 1)) return false;
	shoot(r, copy);
	*at = bad;
	return true;
}

bool insert(Owner *o, char *p, size_t size, size_t align, size_t front_bytes, unsigned depth, const Trace *birth, Record **made, Shot *copy, size_t *at)
{
	uint32_t *w = word_of(p);
	if (__builtin_expect(!w, 0)) w = new_word(p);
	Record *r = *w ? record(*w) : nullptr;
	bool written = false;
	if (r) { // takes over the record of the dead one, and its place in the owner's list where that has no order
		if (__builtin_expect(r->why == Why::Alive, 0)) mark_dead(r, Why::OwnerDied, nullptr, false); // an owner that Deed did not see die
		else written = settle_record(r, copy, at);
		if (__builtin_expect(r->pins != 0, 0)) pins_change(-(ptrdiff_t)r->pins);
		if (r->owner != o || depth || r->depth || !linked(r)) {
			owner_unlink(r);
			owner_link(o, r);
		}
	} else {
		r = record_new();
		r->p = p;
		*w = r->id;
		owner_link(o, r);
	}
	r->size = size;
	r->generation++;
	r->birth = birth ? birth->id : 0;
	r->death = 0;
	r->pins = 0;
	r->front = (uint16_t)(front_bytes > 0xffff ? 0xffff : front_bytes);
	r->align_log2 = (uint8_t)__builtin_ctzll(align);
	r->depth = (uint8_t)depth;
	r->why = Why::Alive;
	r->transferred = r->patterned = r->gone = r->outlived = r->extra = false;
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
	if (Record *old = *w ? record(*w) : nullptr) {
		if (old->why == Why::Alive) return;
		owner_unlink(old); // and waits, out of reach, for its turn to be forgotten
		old->patterned = false;
		if (old->outlived) remember(old);
		old->outlived = false;
	}
	*word_of(from) = 0;
	*w = r->id;
	r->p = (char *)const_cast<void *>(to);
}

} // namespace deed::check
