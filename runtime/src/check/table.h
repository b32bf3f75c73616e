// The records of blocks, and the map from addresses to them, for the sources of check/ that change them.
// All under the registry's lock.
//
// The map is a tree of two levels: a word for each 16 bytes of address space in which a block ever started, the number of
// the record of the last block there. So a block is found in three dependent reads, without a hash, a chain or a look at
// the block's own memory, which may be anybody's. Only touched pages of it cost memory.
#pragma once
#include "check/internal.h"

namespace deed::check {

constexpr unsigned kAddressBits = 48, kLeafBits = 26, kChunkBits = 12;
constexpr size_t kChunk = (size_t)1 << kChunkBits;
struct Chunk { Record record[kChunk]; Extra extra[kChunk]; };
struct Table {
	uint32_t **leaves;           // NULL before the first block
	Chunk *chunks[1 << 15];
	uint32_t made;               // records; 0 is none
};
extern Table blocks;

inline Record *record(uint32_t id) { return &blocks.chunks[id >> kChunkBits]->record[id & (kChunk - 1)]; }
// The word of the block at p; NULL if no block ever started near it, or none can.
inline uint32_t *word_of(const void *p)
{
	const uintptr_t a = addr(p);
	if (__builtin_expect(a >> kAddressBits || (a & 15) || !blocks.leaves, 0)) return nullptr;
	uint32_t *leaf = blocks.leaves[a >> kLeafBits];
	return leaf ? &leaf[(a & (((uintptr_t)1 << kLeafBits) - 1)) >> 4] : nullptr;
}
inline Record *find(const void *p)
{
	const uint32_t *w = word_of(p);
	return w && *w ? record(*w) : nullptr;
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
inline void shoot(const Record *r, Shot *s)
{
	*(Record *)s = *r;
	s->x = extra_of(r);
}
void owner_link(Owner *o, Record *r);
void owner_unlink(Record *r);         // nothing if it is in no list
// r dies; a pattern fills it. May forget another dead block, never r.
void mark_dead(Record *r, Why why, const Trace *where, bool pattern);
// The memory of a dead block changes hands. True: it was written since it died, and *copy and *at say where.
bool settle_record(Record *r, Shot *copy, size_t *at);
// A new living block, with the guards and contents of its own. True: in its place a dead one was written, as settle_record says.
bool insert(Owner *o, char *p, size_t size, size_t align, size_t front_bytes, unsigned depth, const Trace *birth, Record **made, Shot *copy, size_t *at);

} // namespace deed::check
