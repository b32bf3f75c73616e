// The ownership assertions and transfer notes of deed/assert.h.
#include <deed/ar_assert.h>
#include <deed/context.h>
#include "base/context_hooks.h"
#include "base/fork.h"
#include "check/table.h"

#ifdef DEED_CHECKED
namespace deed::check {
namespace {

struct Borrow { const void *variable, *block, *value; uint32_t generation; const char *file; int line; };
// The variables that were borrowed into, by their addresses. Nobody says when one is gone, so the set that is full loses its
// oldest; from then on a variable that is not found there may have been lost, and is not judged.
struct Borrows { Borrow way[8]; uint32_t next; bool lost; };
Borrows borrows[1 << 12];
Lock borrow_lock;
__attribute__((constructor(105))) void guard_borrows() { fork_guard(borrow_lock); }
Borrows &borrows_near(const void *variable) { return borrows[(addr(variable) * 0x9e3779b97f4a7c15ull) >> 52]; }
Borrow *find_borrow(Borrows &set, const void *variable)
{
	for (Borrow &b : set.way)
		if (b.variable == variable) return &b;
	return nullptr;
}
void remember_borrow(const Borrow &b)
{
	Hold h(borrow_lock);
	Borrows &set = borrows_near(b.variable);
	Borrow *at = find_borrow(set, b.variable);
	if (!at) {
		at = &set.way[set.next++ % 8];
		if (at->variable) set.lost = true;
	}
	*at = b;
}

void failed(const void *p, const char *name, const char *expr, const char *why, const char *file, int line)
{
	if (events_on) event("assert-failed", p, 0, name, nullptr, file, line);
	char buf[4096];
	Text t(buf, sizeof buf);
	t.add("%s:%d: deed: assertion: %s(%s): %s\n", file, line, name, expr, why);
	if (p) describe(p, t), describe_parent(p, t);
	else t.add("  the value is NULL\n");
	describe_here(t);
	fail(DEED_ERROR_ASSERTION, p, file, line, buf);
}

void held(const void *p, const char *name, const char *file, int line)
{
	if (events_on) event("assert-held", p, 0, name, nullptr, file, line);
}

const char *why_not_alive(const Record *r)
{
	return !r ? "the pointer does not start a block of Deed" : "the block is dead";
}
// NULL when p is alive and not on its way to another owner
const char *not_owned(const void *p)
{
	Hold h(registry);
	Record *r = find(p);
	if (!r || r->why != Why::Alive) return why_not_alive(r);
	if (r->transferred) return "the block was transferred away and not taken over";
	extra_for(r).asserts++;
	return nullptr;
}

void note(Record *r, const Trace *where, bool away, const void *holder)
{
	Extra &x = extra_for(r);
	x.transfer = where;
	x.holder = holder;
	r->transferred = away;
}

} // namespace
} // namespace deed::check

using namespace deed::check;

void deed_assert_owned_(const void *p, const char *expr, const char *file, int line)
{
	DEED_ENTRY;
	const char *why = p ? not_owned(p) : "the value is NULL";
	why ? failed(p, "DEED_ASSERT_OWNED", expr, why, file, line) : held(p, "DEED_ASSERT_OWNED", file, line);
}

void deed_assert_owned_by_(const void *p, const void *owner, const char *expr, const char *file, int line)
{
	DEED_ENTRY;
	const char *why = p ? not_owned(p) : "the value is NULL";
	if (!why) {
		bool ok, context;
		{
			deed::Hold h(registry);
			Record *r = find(p);
			ok = r && (extra_of(r).holder == owner || r->owner->id == owner);
			context = r && !__builtin_strcmp(r->owner->family, "context");
		}
		if (!ok && !(context && deed::context_is_above(owner, p))) why = "another owner has the block";
	}
	why ? failed(p, "DEED_ASSERT_OWNED_BY", expr, why, file, line) : held(p, "DEED_ASSERT_OWNED_BY", file, line);
}

void deed_assert_child_of_(const void *p, const void *ctx, const char *expr, const char *file, int line)
{
	DEED_ENTRY;
	const char *why = p ? not_owned(p) : "the value is NULL";
	if (!why) {
		bool context;
		{
			deed::Hold h(registry);
			Record *r = find(p);
			context = r && !__builtin_strcmp(r->owner->family, "context");
		}
		if (!context) why = "the block is not on a context";
		else if (!deed::context_is_above(ctx, p)) why = "the context does not stand above the block";
	}
	why ? failed(p, "DEED_ASSERT_CHILD_OF", expr, why, file, line) : held(p, "DEED_ASSERT_CHILD_OF", file, line);
}

void deed_assert_transferred_(const void *p, const char *expr, const char *file, int line)
{
	DEED_ENTRY;
	if (p) failed(p, "DEED_ASSERT_TRANSFERRED", expr, "the variable still has its value", file, line);
	else held(p, "DEED_ASSERT_TRANSFERRED", file, line);
}

static const char *dead_block(const void *p, bool unknown_is_fine)
{
	deed::Hold h(registry);
	Record *r = find(p);
	if ((!r || r->gone) && unknown_is_fine) return nullptr;
	if (!r || r->why != Why::Alive) return why_not_alive(r);
	return nullptr;
}

void deed_assert_not_used_after_free_(const void *p, const char *expr, const char *file, int line)
{
	DEED_ENTRY;
	const char *why = p ? dead_block(p, false) : nullptr;
	why ? failed(p, "DEED_ASSERT_NOT_USED_AFTER_FREE", expr, why, file, line) : held(p, "DEED_ASSERT_NOT_USED_AFTER_FREE", file, line);
}

void deed_assert_family_(const void *p, const char *family, const char *expr, const char *file, int line)
{
	DEED_ENTRY;
	const char *why = p ? dead_block(p, false) : "the value is NULL";
	if (!why) {
		deed::Hold h(registry);
		Record *r = find(p);
		if (__builtin_strcmp(r->owner->family, family)) why = "the block is of another family";
	}
	why ? failed(p, "DEED_ASSERT_FAMILY", expr, why, file, line) : held(p, "DEED_ASSERT_FAMILY", file, line);
}

void deed_assert_no_leaks_(const void *owner, const char *expr, const char *file, int line)
{
	DEED_ENTRY;
	Owner *o;
	bool known = false;
	size_t live = 0;
	{
		deed::Hold h(registry);
		for (o = all_owners; o && o->id != owner; o = o->next_all) {}
		if (o) known = true, live = o->live;
	}
	bool context = false;
	{
		deed::Hold h(registry);
		Record *r = find(owner);
		if (r && r->why == Why::Alive && !__builtin_strcmp(r->owner->family, "context")) context = true;
	}
	if (context) {
		const void *child = deed::context_first_child(owner);
		char why[96];
		if (child) __builtin_snprintf(why, sizeof why, "%zu block(s) of the context are alive; the last child:", deed_context_total_blocks(owner) - 1);
		if (child) failed(child, "DEED_ASSERT_NO_LEAKS", expr, why, file, line);
		else held(owner, "DEED_ASSERT_NO_LEAKS", file, line);
	} else if (!known) {
		failed(owner, "DEED_ASSERT_NO_LEAKS", expr, "not a living allocator or context", file, line);
	} else if (live) {
		const void *p = nullptr;
		{
			deed::Hold h(registry);
			for (Record *r = o->blocks; r && !p; r = r->onext)
				if (r->why == Why::Alive) p = r->p;
		}
		char why[96];
		__builtin_snprintf(why, sizeof why, "%zu block(s) of the allocator are alive; one of them:", live);
		failed(p, "DEED_ASSERT_NO_LEAKS", expr, why, file, line);
	} else {
		held(owner, "DEED_ASSERT_NO_LEAKS", file, line);
	}
}

void *deed_note_transfer_(void *p, const char *file, int line)
{
	DEED_ENTRY;
	if (!p) return p;
	const char *why = not_owned(p);
	if (why) {
		failed(p, "DEED_TRANSFER", "p", why, file, line);
		return p;
	}
	const Trace *here = capture_here(6);
	{
		deed::Hold h(registry);
		if (Record *r = find(p)) note(r, here, true, nullptr);
	}
	if (events_on) event("transfer", p, 0, nullptr, nullptr, file, line);
	return p;
}

void *deed_note_take_(void *p, const void *owner, const char *file, int line)
{
	DEED_ENTRY;
	if (!p) return p;
	if (const char *why = dead_block(p, false)) {
		failed(p, "DEED_TAKE", "p", why, file, line);
		return p;
	}
	const Trace *here = capture_here(6);
	{
		deed::Hold h(registry);
		if (Record *r = find(p)) note(r, here, false, owner);
	}
	if (events_on) event("take", p, 0, nullptr, owner, file, line);
	return p;
}

void deed_note_borrow_(const void *variable, const void *value, const char *file, int line)
{
	DEED_ENTRY;
	const void *block = nullptr;
	uint32_t generation = 0;
	bool alive = false;
	if (value) {
		deed::Hold h(registry);
		Record *r = find(value);
		if (!r) r = find_inside(value);
		if (r && r->why == Why::Alive) alive = true, block = r->p, generation = r->generation;
	}
	if (value && !alive) failed(value, "DEED_BORROW", "r", "the owner is not alive", file, line);
	remember_borrow({ variable, block, value, generation, file, line });
	if (events_on) event("borrow", value, 0, nullptr, nullptr, file, line);
}

void deed_assert_borrow_valid_(const void *variable, const void *value, const char *expr, const char *file, int line)
{
	DEED_ENTRY;
	Borrow b = {};
	{
		deed::Hold h(borrow_lock);
		Borrows &set = borrows_near(variable);
		if (const Borrow *at = find_borrow(set, variable)) b = *at;
		else if (set.lost) return; // it may have been lost: nothing is claimed
	}
	const char *why = nullptr;
	if (b.variable != variable || b.value != value) {
		why = "the variable's value was not set by DEED_BORROW";
	} else if (value) {
		deed::Hold h(registry);
		Record *r = find(b.block);
		if (!r || r->why != Why::Alive) why = "the owner is dead";
		else if (r->generation != b.generation) why = "the owner died, and another block was born in its place";
		else if (r->transferred) why = "the owner was transferred away";
	}
	why ? failed(b.block ? b.block : value, "DEED_ASSERT_BORROW_VALID", expr, why, file, line) : held(value, "DEED_ASSERT_BORROW_VALID", file, line);
}

void *deed_pin_(const void *p, const char *file, int line)
{
	DEED_ENTRY;
	if (!p) return nullptr;
	{
		deed::Hold h(registry);
		Record *r = find(p);
		if (!r) r = find_inside(p);
		if (r && r->why == Why::Alive) {
			r->pins++;
			pins_change(1);
			return r->p;
		}
	}
	failed(p, "DEED_BORROW_SCOPE", "p", "the owner is not alive", file, line);
	return nullptr;
}

void deed_unpin_(void *pinned)
{
	if (!pinned) return;
	deed::Hold h(registry);
	Record *r = find(pinned);
	if (r && r->pins) r->pins--, pins_change(-1);
}

void deed_ar_ownership_(const void *p, const char *expr, const char *file, int line)
{
	DEED_ENTRY;
	const char *why = nullptr;
	if (!p) {
		why = "the value is NULL";
	} else {
		bool known;
		{
			deed::Hold h(registry);
			Record *r = find(p);
			known = r && !r->gone;
		}
		if (known) why = not_owned(p);
	}
	why ? failed(p, "AR_ASSERT_OWNERSHIP", expr, why, file, line) : held(p, "AR_ASSERT_OWNERSHIP", file, line);
}

void deed_ar_not_used_after_free_(const void *p, const char *expr, const char *file, int line)
{
	DEED_ENTRY;
	const char *why = p ? dead_block(p, true) : nullptr;
	why ? failed(p, "AR_ASSERT_NOT_USED_AFTER_FREE", expr, why, file, line) : held(p, "AR_ASSERT_NOT_USED_AFTER_FREE", file, line);
}
#endif
