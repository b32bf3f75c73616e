// The table of all blocks by address, the dead ones in the order of their deaths, and the lists of each owner.
#include "base/fork.h"
#include "check/table.h"
#include "platform/platform.h"

namespace deed::check {
Lock registry;
Table blocks;
size_t all_pins;
namespace {
constexpr size_t kDeadKept = 1 << 11; // dead blocks remembered, over all owners
size_t count, dead_count;
Record *free_records, *dead_first, *dead_last;

__attribute__((constructor(103))) void guard_registry() { fork_guard(registry); }

void grow()
{
	size_t n = blocks.mask ? (blocks.mask + 1) * 2 : 1 << 13;
	Record **t = (Record **)platform::map(n * sizeof *t, 1);
	if (!t) oom_panic(n * sizeof *t);
	Table old = blocks;
	blocks = { t, n - 1 };
	for (size_t i = 0; old.mask && i <= old.mask; i++)
		for (Record *r = old.heads[i], *next; r; r = next) {
			next = r->hnext;
			Record *&s = blocks.bucket(r->p);
			r->hnext = s;
			s = r;
		}
	if (old.mask) platform::unmap(old.heads, (old.mask + 1) * sizeof *old.heads);
}

void table_add(Record *r)
{
	Record *&s = blocks.bucket(r->p);
	r->hnext = s;
	s = r;
	count++;
}
void table_remove(Record *r)
{
	Record **s = &blocks.bucket(r->p);
	while (*s != r) s = &(*s)->hnext;
	*s = r->hnext;
	count--;
}

void dead_unlink(Record *r)
{
	if (r->dprev) r->dprev->dnext = r->dnext; else dead_first = r->dnext;
	if (r->dnext) r->dnext->dprev = r->dprev; else dead_last = r->dprev;
	r->dnext = r->dprev = nullptr;
	dead_count--;
}
void forget(Record *r) // a dead record goes for good
{
	if (r->pins) pins_change(-(ptrdiff_t)r->pins);
	dead_unlink(r);
	owner_unlink(r);
	table_remove(r);
	r->hnext = free_records;
	free_records = r;
}

Record *record_new()
{
	Record *r = free_records;
	if (__builtin_expect(r != nullptr, 1)) {
		free_records = r->hnext;
		return r;
	}
	r = (Record *)align_up(addr(core_alloc(sizeof *r * 65)), alignof(Record));
	for (int i = 1; i < 64; i++) r[i].hnext = free_records, free_records = &r[i];
	return r;
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
void owner_unlink(Record *r)
{
	if (!r->owner) return;
	if (r->oprev) r->oprev->onext = r->onext; else if (r->owner->blocks == r) r->owner->blocks = r->onext;
	if (r->onext) r->onext->oprev = r->oprev;
	r->oprev = r->onext = nullptr;
}

void mark_dead(Record *r, Why why, const Trace *where, bool pattern)
{
	r->why = why;
	r->death = where;
	r->owner->live--;
	r->patterned = pattern;
	if (r->owner->tool_pool) tools::tell_pool(tools::kPoolFree, r->owner, r->p);
	if (pattern) {
		tools::open(r->p, r->size);
		__builtin_memset(r->p, kDead, r->size);
	}
	tools::close(r->p, r->size);
	r->dprev = dead_last;
	r->dnext = nullptr;
	if (dead_last) dead_last->dnext = r; else dead_first = r;
	dead_last = r;
	dead_count++;
}

// The memory of a dead block changes hands. True: it was written since it died, and *copy and *at say where.
bool settle_record(Record *r, Record *copy, size_t *at)
{
	if (!r->patterned) return false;
	r->patterned = false;
	tools::open(r->p, r->size);
	size_t bad = first_other(r->p, r->size, kDead);
	if (bad == r->size) return false;
	*copy = *r;
	*at = bad;
	return true;
}

void trim_dead()
{
	while (dead_count > kDeadKept) {
		Record *r = dead_first;
		if (r->patterned || r->owner->retain) break; // its owner settles it first
		if (Record *next = r->dnext) { // the oldest are cold: ask for what the next two rounds need
			__builtin_prefetch(&blocks.bucket(next->p));
			if (next->dnext) __builtin_prefetch(next->dnext), __builtin_prefetch(&next->dnext->dnext);
		}
		forget(r);
	}
}

Record *insert(Owner *o, char *p, size_t size, size_t align, size_t front_bytes, unsigned depth, Record *old)
{
	if (count >= blocks.mask / 2) grow(); // short chains: each step of one is a cache miss
	uint32_t generation = 1;
	if (old) {
		generation = old->generation + 1;
		if (old->why == Why::Alive) mark_dead(old, Why::OwnerDied, nullptr, false); // an owner that Deed did not see die
		forget(old);
	}
	trim_dead();
	Record *r = record_new();
	// field by field: gcc makes an assignment of Record{} a slow `rep stos`
	r->p = p;
	r->size = size;
	r->dnext = r->dprev = nullptr;
	r->birth = r->transfer = r->death = nullptr;
	r->holder = nullptr;
	r->type = nullptr;
	r->generation = generation;
	r->asserts = 0;
	r->pins = 0;
	r->front = (uint16_t)(front_bytes > 0xffff ? 0xffff : front_bytes);
	r->align_log2 = (uint8_t)__builtin_ctzll(align);
	r->depth = (uint8_t)depth;
	r->why = Why::Alive;
	r->transferred = r->patterned = r->gone = false;
	table_add(r);
	owner_link(o, r);
	o->live++;
	return r;
}

Record *find_inside(const void *p)
{
	Record *best = nullptr; // the innermost, living before dead
	for (size_t i = 0; blocks.mask && i <= blocks.mask; i++)
		for (Record *r = blocks.heads[i]; r; r = r->hnext)
			if (addr(p) > addr(r->p) && addr(p) < addr(r->p) + r->size) {
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
	if (Record *old = find(to)) {
		if (old->why == Why::Alive) return;
		forget(old);
	}
	table_remove(r);
	r->p = (char *)const_cast<void *>(to);
	table_add(r);
}

} // namespace deed::check
