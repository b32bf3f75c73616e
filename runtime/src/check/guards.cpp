// The bytes around a block and in a dead one: what they must be, and what is said when they are not.
#include "check/guards.h"

namespace deed::check {

__attribute__((no_sanitize("address"))) size_t first_other_slow(const char *p, size_t n, unsigned char b)
{
	size_t i = 0;
	while (i < n && (unsigned char)p[i] == b) i++;
	return i;
}

Damage guards_slow(const Record *r)
{
	const char *f = r->p - r->front, *b = r->p + r->size;
	tools::open(f, r->front);
	tools::open(b, kRear);
	Damage d = { false, false, 0 };
	size_t under = first_other(f, r->front, kGuard), over = first_other(b, kRear, kGuard);
	if (under < r->front) {
		size_t last = r->front; // the damaged byte nearest to the block
		while (last && (unsigned char)f[last - 1] == kGuard) last--;
		d.under = true;
		d.at = r->front - last + 1;
	} else if (over < kRear) {
		d.over = true;
		d.at = over + 1;
	}
	return d;
}
void arm_slow(const Record *r)
{
	tools::open(r->p - r->front, r->front);
	tools::open(r->p + r->size, kRear);
	__builtin_memset(r->p - r->front, kGuard, r->front);
	__builtin_memset(r->p + r->size, kGuard, kRear);
	tools::close(r->p - r->front, r->front);
	tools::close(r->p + r->size, kRear);
}
void report_damage(const Shot *copy, Damage d, const char *what)
{
	char buf[4096];
	Text t(buf, sizeof buf);
	t.add("deed: %s: byte %zu %s a block of %zu bytes was written (found at %s)\n", d.under ? "underflow" : "overflow", d.at,
	      d.under ? "before" : "after", copy->size, what);
	show(copy, copy->p, t);
	describe_here(t);
	fail(d.under ? DEED_ERROR_UNDERFLOW : DEED_ERROR_OVERFLOW, copy->p, nullptr, 0, buf);
}
void report_pinned(const Shot *copy, const char *what)
{
	char buf[4096];
	Text t(buf, sizeof buf);
	t.add("deed: borrowed: %s of %p while %u scoped borrow(s) of it are alive\n", what, (void *)copy->p, copy->pins);
	show(copy, copy->p, t);
	describe_here(t);
	fail(DEED_ERROR_BORROWED, copy->p, nullptr, 0, buf);
}
void report_written(const Shot *copy, size_t at)
{
	char buf[4096];
	Text t(buf, sizeof buf);
	t.add("deed: use-after-free: byte %zu of a dead block of %zu bytes was written\n", at, copy->size);
	show(copy, copy->p, t);
	describe_here(t);
	fail(DEED_ERROR_USE_AFTER_FREE, copy->p, nullptr, 0, buf);
}

} // namespace deed::check
