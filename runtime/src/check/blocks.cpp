// The life of one block: birth, the checks of each call, death, and what changes in between.
#include "check/life.h"

namespace deed::check {

void birth_slow(Owner *o, char *p, size_t size, size_t align, size_t gap, bool zeroed, unsigned depth, const Trace *here)
{
	Shot copy;
	size_t at;
	bool written;
	{
		Hold h(registry);
		Record *r;
		written = insert(o, p, size, align, gap, depth, here, &r, &copy, &at);
		tools::open(p - gap, gap + size + kRear);
		arm(r);
		__builtin_memset(p, zeroed ? 0 : kFresh, size);
		if (o->tool_pool) tools::tell_pool(tools::kPoolAlloc, o, p, size);
		if (!zeroed) tools::fresh(p, size);
		else tools::open(p, size);
	}
	if (__builtin_expect(written, 0)) report_written(&copy, at);
	if (__builtin_expect(events_on, 0)) event("acquire", p, size, o->family, o->id, nullptr, 0);
}

__attribute__((cold, noinline)) static bool unexpected(Owner *o, const void *p, size_t size, size_t align, Info *out, const char *what)
{
	char buf[4096];
	Text t(buf, sizeof buf);
	deed_error_kind kind;
	{
		registry.lock();
		Record *r = find(p);
		if (as_told(r, o, size, align)) { // by now
			*out = info(r);
			registry.unlock();
			return true;
		}
		Shot copy = {};
		const char *rest = "";
		if (!r) r = find_inside(p);
		if (r) shoot(r, &copy);
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

bool expect(Owner *o, const void *p, size_t size, size_t align, Info *out, const char *what)
{
	{
		Hold h(registry);
		Record *r = find(p);
		if (__builtin_expect(as_told(r, o, size, align), 1)) {
			*out = info(r);
			return true;
		}
	}
	return unexpected(o, p, size, align, out, what);
}

bool verify(const void *p, const char *what)
{
	Shot copy;
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
		shoot(r, &copy);
		arm(r);
	}
	report_damage(&copy, d, what);
	return false;
}

bool may_die(const void *p)
{
	Shot copy;
	{
		Hold h(registry);
		Record *r = find(p);
		if (!r || r->why != Why::Alive || !r->pins) return true;
		shoot(r, &copy);
	}
	report_pinned(&copy, "free");
	return false;
}

const Trace *death_of(const Owner *o) { return capture_here(o->frames, kDeath); }

bool die(const void *p, Why why, const Trace *where)
{
	Shot copy;
	Damage d;
	Owner *o;
	{
		registry.lock();
		Record *r = find(p);
		if (__builtin_expect(!r || r->why != Why::Alive || r->pins, 0)) {
			bool pinned = r && r->why == Why::Alive;
			registry.unlock();
			return pinned ? may_die(p) : true;
		}
		o = r->owner;
		d = guards(r);
		if (__builtin_expect(d.under || d.over, 0)) shoot(r, &copy);
		mark_dead(r, why, where ? where : capture_here(o->frames, kDeath), true);
		registry.unlock();
	}
	if (__builtin_expect(d.under || d.over, 0)) report_damage(&copy, d, "free");
	if (__builtin_expect(events_on, 0)) event("release", p, 0, o->family, o->id, nullptr, 0);
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

void settle(const void *p)
{
	Shot copy;
	size_t at = 0;
	bool written;
	{
		Hold h(registry);
		Record *r = find(p);
		if (!r || r->why == Why::Alive) return;
		written = settle_record(r, &copy, &at);
		r->gone = true;
		if (r->owner->retain) owner_unlink(r); // else when it is forgotten, or reborn
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
		tools::tell_pool(tools::kPoolFree, r->owner, p);
		tools::tell_pool(tools::kPoolAlloc, r->owner, p, new_size);
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
	if (a->extra) {
		Extra &x = extra_for(b);
		x = extra_at(a);
		x.asserts = 0;
	}
	b->depth = a->depth;
}

void set_type(const void *p, const char *type)
{
	Hold h(registry);
	if (Record *r = find(p)) extra_for(r).type = type;
}

bool dead_info(const void *p, Info *out)
{
	Hold h(registry);
	Record *r = find(p);
	if (!r || r->why == Why::Alive) return false;
	*out = info(r);
	return true;
}

} // namespace deed::check
