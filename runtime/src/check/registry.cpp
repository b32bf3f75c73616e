// The table of all blocks, by address; the lists of each owner; births, deaths and the checks at each.
#include "base/fork.h"
#include "check/internal.h"
#include "platform/platform.h"
#include <stdlib.h>

namespace deed::check {
Lock registry;
Owner *all_owners;
namespace {

constexpr size_t kDeadKept = 1 << 11; // dead blocks remembered, over all owners
Record **table;
size_t mask, count, dead_count;
Record *free_records, *dead_first, *dead_last;
Owner *free_owners_first;
size_t dead_owners;

size_t slot(const void *p)
{
	uintptr_t x = addr(p) >> 3;
	return (size_t)((x * 0x9e3779b97f4a7c15ull) >> 20) & mask;
}

__attribute__((constructor(103))) void guard() { fork_guard(registry); }

void grow()
{
	size_t n = mask ? (mask + 1) * 2 : 1 << 13;
	Record **t = (Record **)platform::map(n * sizeof *t, 1);
	if (!t) oom_panic(n * sizeof *t);
	Record **old = table;
	size_t old_n = mask ? mask + 1 : 0;
	table = t;
	mask = n - 1;
	for (size_t i = 0; i < old_n; i++)
		for (Record *r = old[i], *next; r; r = next) {
			next = r->hnext;
			Record **s = &table[slot(r->p)];
			r->hnext = *s;
			*s = r;
		}
	if (old_n) platform::unmap(old, old_n * sizeof *old);
}

void table_remove(Record *r)
{
	Record **s = &table[slot(r->p)];
	while (*s != r) s = &(*s)->hnext;
	*s = r->hnext;
	count--;
}

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
void dead_unlink(Record *r)
{
	if (r->dprev) r->dprev->dnext = r->dnext; else dead_first = r->dnext;
	if (r->dnext) r->dnext->dprev = r->dprev; else dead_last = r->dprev;
	r->dnext = r->dprev = nullptr;
	dead_count--;
}
void forget(Record *r) // a dead record goes for good
{
	dead_unlink(r);
	owner_unlink(r);
	table_remove(r);
	r->hnext = free_records;
	free_records = r;
}

void mark_dead(Record *r, Why why, const Trace *where, bool pattern)
{
	r->why = why;
	r->death = where;
	r->owner->live--;
	r->patterned = pattern;
	if (r->owner->tool_pool) tools::valgrind(tools::kPoolFree, (uintptr_t)r->owner, (uintptr_t)r->p);
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
		forget(r);
	}
}

Record *insert(Owner *o, char *p, size_t size, size_t align, size_t front_bytes, unsigned depth)
{
	if (count >= mask / 2) grow(); // short chains: each step of one is a cache miss
	uint32_t generation = 1;
	if (Record *old = find(p)) {
		generation = old->generation + 1;
		if (old->why == Why::Alive) mark_dead(old, Why::OwnerDied, nullptr, false); // an owner that Deed did not see die
		forget(old);
	}
	trim_dead();
	Record *r = free_records;
	if (r) {
		free_records = r->hnext;
	} else {
		r = (Record *)core_alloc(sizeof *r * 64);
		for (int i = 1; i < 64; i++) r[i].hnext = free_records, free_records = &r[i];
	}
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
	Record **s = &table[slot(p)];
	r->hnext = *s;
	*s = r;
	count++;
	owner_link(o, r);
	o->live++;
	return r;
}

} // namespace

Record *find(const void *p)
{
	if (!mask) return nullptr;
	for (Record *r = table[slot(p)]; r; r = r->hnext)
		if (r->p == p) return r;
	return nullptr;
}

Record *find_inside(const void *p)
{
	Record *best = nullptr; // the innermost, living before dead
	for (size_t i = 0; mask && i <= mask; i++)
		for (Record *r = table[i]; r; r = r->hnext)
			if (addr(p) > addr(r->p) && addr(p) < addr(r->p) + r->size) {
				bool better = !best || (best->why == Why::Alive) < (r->why == Why::Alive) ||
				              ((best->why == Why::Alive) == (r->why == Why::Alive) && r->size < best->size);
				if (better) best = r;
			}
	return best;
}

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
		Record copy;
		Damage d = {};
		size_t at = 0;
		bool damaged = false, written = false;
		{
			Hold h(registry);
			Record *r = o->blocks;
			while (r && !damaged && !written) {
				Record *next = r->onext;
				if (!whole && r->why == Why::Alive && r->depth < depth) break; // newest first: the rest is older
				if (r->why == Why::Alive) {
					d = guards(r);
					if (d.under || d.over) copy = *r, damaged = true;
					mark_dead(r, why, here, false);
				} else {
					if (!whole && r->depth < depth) { r = next; continue; }
					written = settle_record(r, &copy, &at);
				}
				r->gone = why == Why::OwnerDied;
				owner_unlink(r);
				r->owner = o;
				if (whole) o->blocks = next;
				r = next;
			}
			if (!damaged && !written) {
				trim_dead();
				break;
			}
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

void birth_at(Owner *o, void *payload, size_t size, size_t align, size_t gap, bool zeroed)
{
	const Trace *here = capture_here(o->frames);
	char *p = (char *)payload;
	Record copy;
	size_t at = 0;
	bool written = false;
	{
		Hold h(registry);
		if (Record *old = find(p))
			if (old->why != Why::Alive) written = settle_record(old, &copy, &at);
		Record *r = insert(o, p, size, align, gap, 0);
		r->birth = here;
		tools::open(p - gap, gap + size + kRear);
		arm(r);
		if (zeroed) __builtin_memset(p, 0, size);
		else __builtin_memset(p, kFresh, size);
		if (o->tool_pool) tools::valgrind(tools::kPoolAlloc, (uintptr_t)o, (uintptr_t)p, size);
		if (!zeroed) tools::fresh(p, size);
		else tools::open(p, size);
	}
	if (written) report_written(&copy, at);
	if (events_on) event("acquire", p, size, o->family, o->id, nullptr, 0);
}

void *birth(Owner *o, void *raw, size_t size, size_t align, bool zeroed, unsigned depth)
{
	char *p = (char *)raw + front(align);
	birth_at(o, p, size, align, front(align), zeroed);
	if (depth) {
		Hold h(registry);
		if (Record *r = find(p)) r->depth = (uint8_t)depth;
	}
	return p;
}

bool expect(Owner *o, const void *p, size_t size, size_t align, Info *out, const char *what)
{
	char buf[4096];
	Text t(buf, sizeof buf);
	deed_error_kind kind;
	{
		registry.lock();
		Record *r = find(p);
		if (__builtin_expect(r && r->why == Why::Alive && r->owner == o && (!size || size == r->size) && (!align || align <= (size_t)1 << r->align_log2 || align <= 16), 1)) {
			*out = { r->size, (size_t)1 << r->align_log2, r->depth };
			registry.unlock();
			return true;
		}
		Record copy = {};
		const char *rest = "";
		if (!r) r = find_inside(p);
		if (r) copy = *r;
		if (!r) {
			kind = DEED_ERROR_INVALID_FREE;
			t.add("deed: invalid-free: %s of %p, which is no block of Deed\n", what, p);
		} else if (r->p != p && r->why == Why::Alive) {
			kind = DEED_ERROR_INVALID_FREE;
			t.add("deed: invalid-free: %s of %p, %zu bytes inside a block of %zu bytes\n", what, p, (size_t)((const char *)p - r->p), r->size);
		} else if (r->why != Why::Alive) {
			bool freeing = !__builtin_strcmp(what, "free");
			kind = freeing ? DEED_ERROR_DOUBLE_FREE : DEED_ERROR_USE_AFTER_FREE;
			t.add("deed: %s: %s of %p, which is dead\n", deed_error_name(kind), what, p);
		} else if (r->owner != o) {
			kind = DEED_ERROR_WRONG_FAMILY;
			rest = __builtin_strcmp(r->owner->family, o->family) ? "" : " (another instance)";
			t.add("deed: wrong-family: %s of %p, a block of family %s, by the allocator of family %s%s\n", what, p, r->owner->family, o->family, rest);
		} else if (size && size != r->size) {
			kind = DEED_ERROR_WRONG_SIZE;
			t.add("deed: wrong-size: %s of %p with size %zu; the block has %zu bytes\n", what, p, size, r->size);
		} else {
			kind = DEED_ERROR_WRONG_SIZE;
			t.add("deed: wrong-size: %s of %p with alignment %zu; the block was aligned to %zu\n", what, p, align, (size_t)1 << r->align_log2);
		}
		registry.unlock();
		if (copy.p) show(&copy, p, t);
	}
	describe_here(t);
	fail(kind, p, nullptr, 0, buf);
	return false;
}

bool verify(const void *p, const char *what)
{
	Record copy;
	Damage d;
	{
		Hold h(registry);
		Record *r = find(p);
		if (!r || r->why != Why::Alive) return true;
		d = guards(r);
		if (!d.under && !d.over) {
			tools::close(r->p - r->front, r->front);
			tools::close(r->p + r->size, kRear);
			return true;
		}
		copy = *r;
		arm(r);
	}
	report_damage(&copy, d, what);
	return false;
}

bool may_die(const void *p)
{
	Record copy;
	{
		Hold h(registry);
		Record *r = find(p);
		if (!r || r->why != Why::Alive || !r->pins) return true;
		copy = *r;
	}
	char buf[4096];
	Text t(buf, sizeof buf);
	t.add("deed: borrowed: free of %p while %u scoped borrow(s) of it are alive\n", p, copy.pins);
	show(&copy, p, t);
	describe_here(t);
	fail(DEED_ERROR_BORROWED, p, nullptr, 0, buf);
	return false;
}

bool die(const void *p, Why why)
{
	Record copy;
	Damage d;
	Owner *o;
	{
		registry.lock();
		Record *r = find(p);
		if (!r || r->why != Why::Alive || r->pins) {
			bool pinned = r && r->why == Why::Alive;
			registry.unlock();
			return pinned ? may_die(p) : true;
		}
		o = r->owner;
		d = guards(r);
		if (d.under || d.over) copy = *r;
		mark_dead(r, why, capture_here(o->frames), true);
		registry.unlock();
	}
	if (d.under || d.over) report_damage(&copy, d, "free");
	if (events_on) event("release", p, 0, o->family, o->id, nullptr, 0);
	return true;
}

bool intact(const void *p)
{
	Hold h(registry);
	Record *r = find(p);
	if (!r || r->why != Why::Alive) return true;
	Damage d = guards(r);
	return !d.under && !d.over;
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
	Record **s = &table[slot(to)];
	r->hnext = *s;
	*s = r;
	count++;
}

void settle(const void *p)
{
	Record copy;
	size_t at = 0;
	bool written;
	{
		Hold h(registry);
		Record *r = find(p);
		if (!r || r->why == Why::Alive) return;
		written = settle_record(r, &copy, &at);
		r->gone = true;
		owner_unlink(r);
		trim_dead();
	}
	if (written) report_written(&copy, at);
}

void resized(const void *p, size_t new_size, bool)
{
	Hold h(registry);
	Record *r = find(p);
	if (!r) return;
	size_t old = r->size;
	tools::open(r->p + old, kRear);
	r->size = new_size;
	if (r->owner->tool_pool) {
		tools::valgrind(tools::kPoolFree, (uintptr_t)r->owner, (uintptr_t)p);
		tools::valgrind(tools::kPoolAlloc, (uintptr_t)r->owner, (uintptr_t)p, new_size);
		tools::open(r->p, new_size < old ? new_size : old);
	}
	tools::open(r->p + (old < new_size ? old : new_size), old < new_size ? new_size - old : 0);
	if (new_size > old) {
		__builtin_memset(r->p + old, kFresh, new_size - old);
		tools::fresh(r->p + old, new_size - old);
	}
	arm(r);
}

void moved(const void *from, const void *to)
{
	Hold h(registry);
	Record *a = find(from), *b = find(to);
	if (!a || !b) return;
	b->birth = a->birth;
	b->transfer = a->transfer;
	b->holder = a->holder;
	b->type = a->type;
	b->depth = a->depth;
}

void set_type(const void *p, const char *type)
{
	Hold h(registry);
	if (Record *r = find(p)) r->type = type;
}

void set_family_owner(const void *p, Owner *o)
{
	Hold h(registry);
	Record *r = find(p);
	if (!r || r->owner == o) return;
	if (r->owner->tool_pool) tools::valgrind(tools::kPoolFree, (uintptr_t)r->owner, (uintptr_t)p);
	owner_unlink(r);
	r->owner->live--;
	owner_link(o, r);
	o->live++;
	if (o->tool_pool) {
		tools::valgrind(tools::kPoolAlloc, (uintptr_t)o, (uintptr_t)p, r->size);
		tools::open(p, r->size);
	}
}

size_t live_blocks(const Owner *o)
{
	Hold h(registry);
	return o ? o->live : 0;
}

bool dead_info(const void *p, Info *out)
{
	Hold h(registry);
	Record *r = find(p);
	if (!r || r->why == Why::Alive) return false;
	*out = { r->size, (size_t)1 << r->align_log2, r->depth };
	return true;
}

void each_live(Owner *o, bool (*fn)(void *, Info, void *), void *user)
{
	Hold h(registry);
	for (Record *r = o->blocks, *next; r; r = next) {
		next = r->onext;
		if (r->why == Why::Alive && !fn(r->p, { r->size, (size_t)1 << r->align_log2, r->depth }, user)) return;
	}
}

} // namespace deed::check
