// The records of blocks, and the map from addresses to them, for the sources of check/ that change them.
// All under the registry's lock.
//
// The map is a tree of two levels: a word for each 16 bytes of address space in which a block ever started, the number of
// the record of the last block there, which may serve another block by now: the record says whose it is. So a block is found in three dependent reads, without a hash, a chain or a look at
// the block's own memory, which may be anybody's. Only touched pages of it cost memory.
#pragma once
#include "check/guards.h"

#pragma GCC visibility push(hidden)
namespace deed::check {

constexpr unsigned kAddressBits = 48, kLeafBits = 26, kChunkBits = 12;
constexpr size_t kChunk = (size_t)1 << kChunkBits;
struct Chunk { Record record[kChunk]; Extra extra[kChunk]; };
static_assert(offsetof(Chunk, record) == 0);
struct Table {
	uint32_t **leaves;           // NULL before the first block
	Chunk *chunks[1 << 15];
	uint32_t made;               // records; 0 is none
};
extern Table blocks;
// Record's flags as they lie in its last byte
constexpr uint8_t flag(unsigned bit) { return (uint8_t)(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ ? 1u << bit : 0x80u >> bit); }
constexpr uint8_t kPatterned = flag(1), kOutlived = flag(3), kLinked = flag(5);

inline Record *record(uint32_t id) // no chunk, and so nothing to be read, before the first block
{
	return (Record *)(addr(__atomic_load_n(&blocks.chunks[id >> kChunkBits], __ATOMIC_RELAXED)) + (id & (kChunk - 1)) * sizeof(Record));
}
// The word of the block at p; NULL if no block ever started near it, or none can.
inline uint32_t *word_of(const void *p)
{
	const uintptr_t a = addr(p);
	uint32_t **leaves = __atomic_load_n(&blocks.leaves, __ATOMIC_RELAXED); // never moves, nor goes
	if (__builtin_expect(a >> kAddressBits || (a & 15) || !leaves, 0)) return nullptr;
	uint32_t *leaf = __atomic_load_n(&leaves[a >> kLeafBits], __ATOMIC_RELAXED);
	return leaf ? &leaf[(a & (((uintptr_t)1 << kLeafBits) - 1)) >> 4] : nullptr;
}
// A look at the map before the lock is taken, so that the record and the block's start are on their way meanwhile. Under
// the lock, record() says whether it still holds: NULL if not, or for none.
struct Glance {
	const void *p;
	const uint32_t *word;
	uint32_t id;
	__attribute__((always_inline)) explicit Glance(const void *block) : p(block), word(word_of(p)), id(word ? __atomic_load_n(word, __ATOMIC_RELAXED) : 0)
	{
		__builtin_prefetch((const char *)p - 16);
		__builtin_prefetch(deed::check::record(id));
	}
	__attribute__((always_inline)) Record *record() const
	{
		if (__builtin_expect(!id || *word != id, 0)) return nullptr;
		Record *r = deed::check::record(id);
		return __builtin_expect(r->p == p, 1) ? r : nullptr;
	}
};
inline Record *find(const void *p)
{
	const uint32_t *w = word_of(p);
	if (!w || !*w) return nullptr;
	Record *r = record(*w);
	return __builtin_expect(r->p == p, 1) ? r : nullptr;
}
inline Extra &extra_at(const Record *r) { return blocks.chunks[r->id >> kChunkBits]->extra[r->id & (kChunk - 1)]; }
inline Extra extra_of(const Record *r) { return r->extra ? extra_at(r) : Extra{}; }
inline Extra &extra_for(Record *r) // to be written
{
	Extra &x = extra_at(r);
	if (!r->extra) x = Extra{};
	r->extra = true;
	return x;
}
__attribute__((cold, noinline)) void shoot(const Record *r, Shot *s);
inline void owner_link(Owner *o, Record *r)
{
	Record *f = o->blocks;
	r->owner = o;
	r->oprev = nullptr;
	r->linked = true;
	r->onext = f;
	if (f) f->oprev = r;
	o->blocks = r;
}
inline void owner_unlink(Record *r) // nothing if it is in no list
{
	if (!r->linked) return;
	Record *prev = r->oprev, *next = r->onext;
	r->linked = false;
	*(prev ? &prev->onext : &r->owner->blocks) = next;
	if (next) next->oprev = prev;
}
extern Record *free_records;
__attribute__((noinline)) void more_records();
inline Record *record_new(Owner *o, char *p, unsigned depth) // of a place that has none, in the list of its owner
{
	if (__builtin_expect(!free_records, 0)) more_records();
	Record *r = free_records;
	free_records = r->next_free;
	r->p = p;
	r->generation = 0;
	if (__builtin_expect(r->owner != o || depth || r->depth || !r->linked, 0)) { // else it keeps its place: the list has no order
		owner_unlink(r);
		owner_link(o, r);
	}
	return r;
}

// The last deaths, over all owners; when one leaves, its block is forgotten, unless it lives again.
constexpr size_t kDeadKept = 1 << 11;
struct Death { Record *record; uint32_t generation; }; // stale when the record is of another generation, or alive
struct Deaths { Death last[kDeadKept]; uint32_t n; };
extern Deaths deaths;
__attribute__((noinline)) void let_go(Record *r);
inline void remember(Record *r)
{
	Death &d = deaths.last[deaths.n % kDeadKept];
	const Death old = d;
	d = { r, r->generation };
	deaths.n++;
	__builtin_prefetch(deaths.last[(deaths.n + 1) % kDeadKept].record); // looked at in two rounds
	if (__builtin_expect(old.record != nullptr, 1) && old.record->generation == old.generation && old.record->why != Why::Alive) let_go(old.record);
}

// r dies; a pattern fills it. May forget another dead block, never r.
__attribute__((always_inline)) inline void mark_dead_untold(Record *r, Why why, const Trace *where, bool pattern)
{
	r->why = why;
	r->death = where ? where->id : 0;
	r->owner->live--;
	r->patterned = pattern;
	if (pattern) __builtin_memset(r->p, kDead, r->size);
	remember(r);
}
__attribute__((always_inline)) inline void mark_dead(Record *r, Why why, const Trace *where, bool pattern)
{
	if (DEED_TOOLS && __builtin_expect(tools::listening, 0)) {
		if (r->owner->tool_pool) tools::tell_pool(tools::kPoolFree, r->owner, r->p);
		tools::tell_open(r->p, pattern ? r->size : 0);
	}
	mark_dead_untold(r, why, where, pattern);
	tools::close(r->p, r->size);
}
// The memory of a dead block changes hands. True: it was written since it died, and *copy and *at say where.
__attribute__((always_inline)) inline bool settle_record(Record *r, Shot *copy, size_t *at)
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
// Record::state() in parts, as the processor orders bytes
constexpr uint64_t state_of(uint16_t front, unsigned align_log2, unsigned depth, Why why, uint8_t flags)
{
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
	return (uint64_t)front << 16 | (uint64_t)align_log2 << 32 | (uint64_t)depth << 40 | (uint64_t)why << 48 | (uint64_t)flags << 56;
#else
	return (uint64_t)front << 32 | (uint64_t)align_log2 << 24 | (uint64_t)depth << 16 | (uint64_t)why << 8 | flags;
#endif
}
constexpr uint64_t kNoPins = ~state_of(0xffff, 0xff, 0xff, (Why)0xff, 0xff); // a mask
__attribute__((always_inline)) inline void renew(Record *r, size_t size, size_t align, size_t front_bytes, unsigned depth, const Trace *birth)
{
	r->size = size;
	r->generation++;
	r->birth = birth ? birth->id : 0;
	r->death = 0;
	r->set_state(state_of(front_bytes > 0xffff ? 0xffff : (uint16_t)front_bytes, (unsigned)__builtin_ctzll(align), depth, Why::Alive, kLinked));
}
// A new living block whose guards and contents are to be made; it takes over the record of the dead one at its place.
// True: that one was written, as settle_record says.
bool insert(Owner *o, char *p, size_t size, size_t align, size_t front_bytes, unsigned depth, const Trace *birth, Record **made, Shot *copy, size_t *at);

} // namespace deed::check
#pragma GCC visibility pop
