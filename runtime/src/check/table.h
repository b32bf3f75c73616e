// The table of blocks, for the sources of check/ that change it. All under the registry's lock.
#pragma once
#include "check/internal.h"

namespace deed::check {

struct Table {
	Record **heads;
	size_t mask; // 0: empty
	// neighbours stay neighbours: what is reused together shares cache lines
	Record *&bucket(const void *p) const { return heads[(size_t)((addr(p) >> 6) + (addr(p) >> 20) * 0x9e3779b1u) & mask]; }
};
extern Table blocks;

inline Record *find(const void *p)
{
	if (!blocks.mask) return nullptr;
	for (Record *r = blocks.bucket(p); r; r = r->hnext)
		if (r->p == p) return r;
	return nullptr;
}
void owner_link(Owner *o, Record *r);
void owner_unlink(Record *r);
// r dies; a pattern fills it.
void mark_dead(Record *r, Why why, const Trace *where, bool pattern);
// The memory of a dead block changes hands. True: it was written since it died, and *copy and *at say where.
bool settle_record(Record *r, Record *copy, size_t *at);
// Forgets the oldest dead ones above the limit.
void trim_dead();
// A new living block; `old` is what find(p) gives.
Record *insert(Owner *o, char *p, size_t size, size_t align, size_t front_bytes, unsigned depth, Record *old);

} // namespace deed::check
