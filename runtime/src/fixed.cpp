#include <deed/fixed.h>
#include "base/ops.h"

namespace deed {
namespace {

deed_fixed *of(deed_allocator *s) { return (deed_fixed *)s; }
deed_fixed *of_shared(deed_allocator *s) { return (deed_fixed *)((char *)s - offsetof(deed_fixed, shared)); }

struct Fixed {
	[[maybe_unused]] static constexpr bool reuses = false;
	static void *alloc(deed_allocator *s, size_t n, size_t al)
	{
		deed_fixed *f = of(s);
		uintptr_t p = align_up(addr(f->cur), al);
		if (p < addr(f->cur) || p > addr(f->end) || n > addr(f->end) - p) return nullptr;
		uint8_t *r = f->cur + (p - addr(f->cur));
		f->cur = r + n;
		return r;
	}
	static bool resize(deed_allocator *s, void *p, size_t o, size_t n, size_t)
	{
		deed_fixed *f = of(s);
		if ((uint8_t *)p + o != f->cur) return n <= o;
		if (n > (size_t)(f->end - (uint8_t *)p)) return false;
		if (check::on && n < o) return true;
		f->cur = (uint8_t *)p + n;
		return true;
	}
	static void release(deed_allocator *s, void *p, size_t n, size_t)
	{
		deed_fixed *f = of(s);
		if (n && (uint8_t *)p + n == f->cur) f->cur = (uint8_t *)p;
	}
};
struct Shared {
	[[maybe_unused]] static constexpr bool reuses = false;
	static void *alloc(deed_allocator *s, size_t n, size_t al)
	{
		deed_fixed *f = of_shared(s);
		uint8_t *cur = __atomic_load_n(&f->cur, __ATOMIC_RELAXED);
		for (;;) {
			uintptr_t p = align_up(addr(cur), al);
			if (p < addr(cur) || p > addr(f->end) || n > addr(f->end) - p) return nullptr;
			uint8_t *r = cur + (p - addr(cur));
			if (__atomic_compare_exchange_n(&f->cur, &cur, r + n, true, __ATOMIC_ACQ_REL, __ATOMIC_RELAXED)) return r;
		}
	}
	static bool resize(deed_allocator *, void *, size_t, size_t, size_t) { return false; }
	static void release(deed_allocator *, void *, size_t, size_t) {}
};
constexpr deed_allocator_ops fixed_ops = Ops<Fixed>::table(), shared_ops = Ops<Shared>::table();

deed_stack_fallback *of_sf(deed_allocator *s) { return (deed_stack_fallback *)s; }
deed_allocator *side(deed_allocator *s, void *p)
{
	deed_stack_fallback *f = of_sf(s);
	return deed_fixed_owns(&f->fixed, p) ? &f->fixed.allocator : f->backing;
}
void *sf_make(deed_allocator *s, size_t n, size_t al, bool zero)
{
	deed_stack_fallback *f = of_sf(s);
	for (deed_allocator *a : { &f->fixed.allocator, f->backing })
		if (void *p = zero ? a->ops->zalloc(a, n, al) : a->ops->alloc(a, n, al)) return p;
	return nullptr;
}
void *sf_alloc(deed_allocator *s, size_t n, size_t al) { return sf_make(s, n, al, false); }
void *sf_zalloc(deed_allocator *s, size_t n, size_t al) { return sf_make(s, n, al, true); }
bool sf_resize(deed_allocator *s, void *p, size_t o, size_t n, size_t al)
{
	deed_allocator *a = side(s, p);
	if (!o && !check::on && (a->flags & DEED_NEEDS_SIZE)) return false;
	return a->ops->resize(a, p, o, n, al);
}
void *sf_regrow(deed_allocator *s, void *p, size_t o, size_t n, size_t al)
{
	deed_allocator *a = side(s, p), *backing = of_sf(s)->backing;
#ifdef DEED_CHECKED
	if (a != backing) { // said once, and with the true size: it may be on its way to the backing
		check::Info i;
		if (!check::expect((check::Owner *)a->check, p, o, al, &i, "realloc") || !check::may_die(p)) return nullptr;
		o = i.size;
	}
#endif
	if (void *q = a->ops->regrow(a, p, o, n, al)) return q;
	if (a == backing) return nullptr;
	void *q = backing->ops->alloc(backing, n, al); // the buffer is full: on to the backing
	if (!q) return nullptr;
	memcpy(q, p, o < n ? o : n);
	a->ops->release(a, p, o, al);
	return q;
}
void sf_release(deed_allocator *s, void *p, size_t n, size_t al)
{
	deed_allocator *a = side(s, p);
	a->ops->release(a, p, n, al);
}
constexpr deed_allocator_ops sf_ops = { sf_alloc, sf_zalloc, sf_regrow, sf_resize, sf_release, nullptr, nullptr, nullptr };
} // namespace
} // namespace deed

using namespace deed;

void deed_fixed_init(deed_fixed *f, void *buffer, size_t size)
{
	DEED_ENTRY;
	f->base = f->cur = (uint8_t *)buffer;
	f->end = buffer ? f->base + size : f->base;
	deed_allocator_init(&f->allocator, &fixed_ops, DEED_IS_ARENA | DEED_NEEDS_SIZE);
	deed_allocator_init(&f->shared, &shared_ops, DEED_IS_ARENA | DEED_NEEDS_SIZE | DEED_THREAD_SAFE);
#ifdef DEED_CHECKED
	f->allocator.check = f->shared.check = check::owner_new("fixed", nullptr, &f->allocator);
	tools::close(f->base, (size_t)(f->end - f->base));
#endif
}
void deed_fixed_destroy(deed_fixed *f)
{
	DEED_ENTRY;
	if (!f || f->allocator.magic != DEED_ALLOCATOR_MAGIC) return;
#ifdef DEED_CHECKED
	check::any_pinned((check::Owner *)f->allocator.check, 0, "destruction");
	check::owner_die((check::Owner *)f->allocator.check);
	tools::fresh(f->base, (size_t)(f->end - f->base));
#endif
	f->allocator.magic = f->shared.magic = 0;
}
void deed_fixed_reset(deed_fixed *f)
{
	DEED_ENTRY;
	if (!usable(&f->allocator)) return;
#ifdef DEED_CHECKED
	if (check::any_pinned((check::Owner *)f->allocator.check, 0, "reset")) return;
	check::owner_reset((check::Owner *)f->allocator.check);
	tools::close(f->base, (size_t)(f->end - f->base));
#endif
	f->cur = f->base;
}
bool deed_fixed_owns(const deed_fixed *f, const void *p) { return addr(p) >= addr(f->base) && addr(p) < addr(f->end); }
bool deed_fixed_owns_range(const deed_fixed *f, const void *p, size_t size)
{
	return addr(p) >= addr(f->base) && addr(p) <= addr(f->end) && size <= addr(f->end) - addr(p);
}
bool deed_fixed_is_last(const deed_fixed *f, const void *p, size_t size)
{
#ifdef DEED_CHECKED
	size += check::kRear;
#endif
	return (const uint8_t *)p + size == f->cur;
}
size_t deed_fixed_used(const deed_fixed *f) { return (size_t)(f->cur - f->base); }
size_t deed_fixed_left(const deed_fixed *f) { return (size_t)(f->end - f->cur); }
deed_allocator *deed_fixed_thread_safe(deed_fixed *f) { return &f->shared; }

void deed_stack_fallback_init(deed_stack_fallback *s, void *buffer, size_t size, deed_allocator *backing)
{
	DEED_ENTRY;
	deed_fixed_init(&s->fixed, buffer, size);
	s->backing = given(backing, s, "a stack fallback");
	deed_allocator_init(&s->allocator, &sf_ops, DEED_NEEDS_SIZE);
}
void deed_stack_fallback_destroy(deed_stack_fallback *s)
{
	DEED_ENTRY;
	if (!s || s->allocator.magic != DEED_ALLOCATOR_MAGIC) return;
	deed_fixed_destroy(&s->fixed);
	s->allocator.magic = 0;
}
