// Allocator instances and what ends all their blocks at once: reset, the end of a scope, destruction.
#include "check/table.h"

namespace deed::check {
Owner *all_owners;
namespace {
Owner *free_owners_first;
size_t dead_owners;
} // namespace

Owner *owner_new(const char *family, const char *name, const void *id)
{
	const Trace *here = capture_here(6);
	Hold h(registry);
	Owner *o = free_owners_first;
	if (o && dead_owners > 4096) {
		free_owners_first = o->next_all;
		dead_owners--;
	} else {
		o = (Owner *)core_alloc(sizeof *o);
	}
	*o = Owner{};
	o->family = family;
	o->name = name;
	o->id = id;
	o->birth = here;
	o->frames = default_frames;
	o->next_all = all_owners;
	if (all_owners) all_owners->prev_all = o;
	all_owners = o;
	if (tools::on_valgrind()) {
		tools::valgrind(tools::kCreatePool, (uintptr_t)o, 0, 0);
		o->tool_pool = true;
	}
	return o;
}

static void bury(Owner *o, Why why, bool whole, unsigned depth)
{
	const Trace *here = capture_here(6);
	for (;;) { // errors are told without the lock, so: collect one, release, tell, go on
		Shot copy;
		Damage d = {};
		size_t at = 0;
		bool damaged = false, written = false;
		{
			Hold h(registry);
			Record *r = o->blocks;
			while (r && !damaged && !written) {
				if (!whole && r->why == Why::Alive && r->depth < depth) break; // newest first: the rest is older
				if (r->why == Why::Alive) {
					d = guards(r);
					if (d.under || d.over) shoot(r, &copy), damaged = true;
					mark_dead(r, why, here, false);
				} else {
					if (!whole && r->depth < depth) { r = r->onext; continue; }
					written = settle_record(r, &copy, &at);
				}
				if (why == Why::OwnerDied) r->gone = true;
				Record *next = r->onext; // now: one that was forgotten since is not in the list any more
				owner_unlink(r);
				r = next;
			}
			if (!damaged && !written) break;
		}
		if (damaged) report_damage(&copy, d, why == Why::Reset ? "reset" : why == Why::ScopeExit ? "scope exit" : "destroy");
		if (written) report_written(&copy, at);
	}
}

void owner_reset(Owner *o, Why why)
{
	if (!o) return;
	bury(o, why, true, 0);
	o->generation++;
}

void owner_scope_exit(Owner *o, unsigned depth)
{
	if (o) bury(o, Why::ScopeExit, false, depth);
}

void owner_die(Owner *o, Why why)
{
	if (!o || o->dead) return;
	bury(o, why, true, 0);
	const Trace *here = capture_here(6);
	Hold h(registry);
	o->dead = true;
	o->death = here;
	if (o->tool_pool) tools::valgrind(tools::kDestroyPool, (uintptr_t)o);
	o->tool_pool = false;
	if (o->prev_all) o->prev_all->next_all = o->next_all; else all_owners = o->next_all;
	if (o->next_all) o->next_all->prev_all = o->prev_all;
	o->prev_all = nullptr;
	// kept: dead blocks point at it. Reused, oldest first, only after 4096 more died (and then named anew).
	o->next_all = nullptr;
	Owner **tail = &free_owners_first;
	static Owner *last;
	if (*tail) tail = &last->next_all;
	*tail = o;
	last = o;
	dead_owners++;
}

bool any_pinned(Owner *o, unsigned depth, const char *what)
{
	if (!o || !any_pins()) return false;
	Shot copy = {};
	{
		Hold h(registry);
		for (Record *r = o->blocks; r; r = r->onext)
			if (r->why == Why::Alive && r->pins && r->depth >= depth) {
				shoot(r, &copy);
				break;
			}
	}
	if (!copy.p) return false;
	report_pinned(&copy, what);
	return true;
}

size_t live_blocks(const Owner *o)
{
	Hold h(registry);
	return o ? o->live : 0;
}

void each_live(Owner *o, bool (*fn)(void *, Info, void *), void *user)
{
	Hold h(registry);
	for (Record *r = o->blocks, *next; r; r = next) {
		next = r->onext;
		if (r->why == Why::Alive && !fn(r->p, { r->size, (size_t)1 << r->align_log2, r->depth, r }, user)) return;
	}
}

} // namespace deed::check
