// A look at all blocks at once: what a test asks for at its end.
#include <deed/assert.h>
#include "check/table.h"

namespace deed::check {
namespace {
struct Found { Shot copy; Damage damage; size_t at; };

// The first damage among the blocks of o, mended so that it is told once. The registry is held.
bool find_damage(Owner *o, Found *f)
{
	for (Record *r = o->blocks; r; r = r->onext) {
		f->damage = {};
		if (r->why == Why::Alive) {
			f->damage = guards(r);
			tools::close(r->p - r->front, r->front);
			tools::close(r->p + r->size, kRear);
			if (!f->damage.under && !f->damage.over) continue;
			shoot(r, &f->copy);
			arm(r);
			return true;
		}
		if (!r->patterned) continue;
		tools::open(r->p, r->size);
		f->at = first_other(r->p, r->size, kDead);
		bool written = f->at < r->size;
		if (written) {
			shoot(r, &f->copy);
			__builtin_memset(r->p, kDead, r->size);
		}
		tools::close(r->p, r->size);
		if (written) return true;
	}
	return false;
}

bool next_damage(const void *owner, Found *f)
{
	Hold h(registry);
	for (Owner *o = all_owners; o; o = o->next_all)
		if ((!owner || o->id == owner) && find_damage(o, f)) return true;
	return false;
}
} // namespace

size_t verify_blocks(const void *owner, const char *what)
{
	Found f;
	size_t n = 0;
	for (; next_damage(owner, &f); n++) // told without the lock, one at a time
		f.damage.under || f.damage.over ? report_damage(&f.copy, f.damage, what) : report_written(&f.copy, f.at);
	return n;
}
} // namespace deed::check

size_t deed_verify_blocks(const void *owner)
{
	DEED_ENTRY_ALWAYS;
	return deed::check::verify_blocks(owner, "verify");
}
