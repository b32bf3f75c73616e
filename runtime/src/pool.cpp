#include <deed/heap.h>
#include <deed/pool.h>
#include "base/arena_page.h"
#include "base/ops.h"

namespace deed {
namespace {

deed_pool *of(deed_allocator *s) { return (deed_pool *)s; }

struct Pool {
	[[maybe_unused]] static constexpr bool reuses = true;
	static void *alloc(deed_allocator *s, size_t n, size_t al)
	{
		deed_pool *p = of(s);
		if (n > p->slot || al > p->align) return nullptr;
		void *o = p->free_list;
		if (o) {
			tools::open(o, sizeof(void *));
			p->free_list = *(void **)o;
		} else {
			if (p->fixed) return nullptr;
			o = carve(p);
			if (!o) return nullptr;
		}
		p->live++;
		return o;
	}
	// from the arena's raw side: slots are no blocks of their own to the checks
	static void *carve(deed_pool *p)
	{
		deed_arena *a = &p->arena;
		uint8_t *r = (uint8_t *)align_up(addr(a->cur), p->align);
		if (a->cur && r <= a->end && p->slot <= (size_t)(a->end - r)) {
			a->cur = r + p->slot;
			p->slots++;
			return r;
		}
		return arena_page(a, p->slot + (p->align > 16 ? p->align : 0)) ? carve(p) : nullptr;
	}
	static bool resize(deed_allocator *s, void *, size_t, size_t n, size_t) { return n <= of(s)->slot; }
	static void release(deed_allocator *s, void *o, size_t, size_t)
	{
		deed_pool *p = of(s);
		tools::open(o, sizeof(void *)); // in the checked build: in the guard before the object
		*(void **)o = p->free_list;
		p->free_list = o;
		p->live--;
	}
};
constexpr deed_allocator_ops ops = Ops<Pool>::table();

// slots stacked so that the lowest comes out first
bool preheat(deed_pool *p, size_t count)
{
	void *chain = nullptr, **list = nullptr;
	size_t k = 0;
	for (; k < count; k++) {
		void *o = Pool::carve(p);
		if (!o) break;
		tools::open(o, sizeof(void *));
		*(void **)o = nullptr;
		if (list) *list = o; else chain = o;
		list = (void **)o;
	}
	if (list) {
		*list = p->free_list;
		p->free_list = chain;
	}
	return k == count;
}
} // namespace
} // namespace deed

using namespace deed;

bool deed_pool_init(deed_pool *p, deed_allocator *backing, size_t size, size_t align, const deed_pool_options *options)
{
	DEED_ENTRY;
	deed_pool_options none = { 0, false, 0 };
	if (!options) options = &none;
	*p = deed_pool{};
	if (!align) align = DEED_DEFAULT_ALIGN;
	if (!is_pow2(align)) {
		failf(DEED_ERROR_BAD_ARGUMENT, p, "alignment %zu is no power of two", align);
		return false;
	}
	if (align < 16) align = 16;
	if (!size || size > DEED_MAX_SIZE / 2 || align > ((size_t)1 << 20)) return false;
	size_t slot = size;
#ifdef DEED_CHECKED
	slot = check::padded(size, align);
#endif
	p->object = size;
	p->align = align;
	p->slot = align_up(slot, align < 16 ? 16 : align);
	deed_arena_init(&p->arena, backing, options->page_size);
	deed_allocator_init(&p->allocator, &ops, 0);
#ifdef DEED_CHECKED
	p->allocator.check = check::owner_new("pool", nullptr, &p->allocator);
#endif
	size_t bytes;
	if (mul_overflows(options->preheat, p->slot, &bytes) || !preheat(p, options->preheat)) {
		deed_arena_reset(&p->arena, DEED_RESET_FREE_ALL, 0);
		p->free_list = nullptr;
		p->slots = 0;
		p->fixed = true;
		return false;
	}
	p->fixed = options->fixed;
	return true;
}
void deed_pool_destroy(deed_pool *p)
{
	DEED_ENTRY;
	if (!p || p->allocator.magic != DEED_ALLOCATOR_MAGIC) return;
#ifdef DEED_CHECKED
	check::any_pinned((check::Owner *)p->allocator.check, 0, "destruction");
	check::owner_die((check::Owner *)p->allocator.check);
#endif
	deed_arena_destroy(&p->arena);
	p->free_list = nullptr;
	p->allocator.magic = 0;
}
bool deed_pool_reset(deed_pool *p, deed_reset_mode mode, size_t limit)
{
	DEED_ENTRY;
	if (!p || !usable(&p->allocator)) return false;
#ifdef DEED_CHECKED
	if (check::any_pinned((check::Owner *)p->allocator.check, 0, "reset")) return false;
	check::owner_reset((check::Owner *)p->allocator.check);
#endif
	size_t again = p->fixed ? p->slots : 0;
	p->free_list = nullptr;
	p->live = p->slots = 0;
	deed_arena_reset(&p->arena, p->fixed ? DEED_RESET_RETAIN_CAPACITY : mode, limit);
	return preheat(p, again);
}
bool deed_pool_preheat(deed_pool *p, size_t count)
{
	DEED_ENTRY;
	size_t bytes;
	return usable(&p->allocator) && !p->fixed && !mul_overflows(count, p->slot, &bytes) && preheat(p, count);
}
void *deed_pool_create_slow_(deed_pool *p)
{
	DEED_ENTRY;
	return deed_alloc_aligned(&p->allocator, p->object, p->align);
}
void deed_pool_destroy_object_(deed_pool *p, void *o)
{
	DEED_ENTRY;
	deed_free(&p->allocator, o);
}
