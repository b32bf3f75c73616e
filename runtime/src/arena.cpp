#include <deed/arena.h>
#include <deed/heap.h>
#include "base/arena_page.h"
#include "base/ops.h"
#include <pthread.h>

struct deed_arena_page {
	deed_arena_page *next;
	size_t size; // of the whole, this header included
};

namespace deed {
namespace {
using PageHead = deed_arena_page;
constexpr size_t kHead = 16, kLargest = 4u << 20;
static_assert(sizeof(PageHead) == kHead);

deed_arena *of(deed_allocator *s) { return (deed_arena *)s; }
uint8_t *first(PageHead *p) { return (uint8_t *)p + kHead; }
uint8_t *last(PageHead *p) { return (uint8_t *)p + p->size; }

PageHead *page_new(deed_arena *a, size_t size)
{
	// from the table: the policy of a failing backing is not the arena's
	PageHead *p = (PageHead *)a->backing->ops->alloc(a->backing, size, 16);
	if (!p) return nullptr;
	p->next = nullptr;
	p->size = size;
	if (check::on) tools::close(first(p), size - kHead);
	return p;
}
void page_free(deed_arena *a, PageHead *p)
{
	size_t n = p->size;
	if (check::on) tools::open(p, n);
	a->backing->ops->release(a->backing, p, n, 16);
}
void free_list(deed_arena *a, PageHead *p)
{
	for (PageHead *n; p; p = n) n = p->next, page_free(a, p);
}

void use(deed_arena *a, PageHead *p)
{
	p->next = a->pages;
	a->pages = p;
	a->cur = first(p);
	a->end = last(p);
}

} // namespace

bool arena_page(deed_arena *a, size_t need)
{
	PageHead **s = &a->spare;
	while (*s && (*s)->size - kHead < need) s = &(*s)->next;
	PageHead *p = *s;
	if (p) {
		*s = p->next;
	} else {
		size_t want = a->next_size;
		if (want - kHead < need) want = need + kHead;
		else if (a->next_size < kLargest) a->next_size *= 2;
		p = page_new(a, want);
		if (!p) return false;
	}
	use(a, p);
	return true;
}

namespace {
bool my_thread(const deed_arena *a, const char *what)
{
	if (!a->thread || __builtin_expect(a->thread == (uintptr_t)pthread_self(), 1)) return true;
	failf(DEED_ERROR_WRONG_THREAD, a, "%s by the temporary allocator of another thread (%p)", what, (const void *)&a->allocator);
	return false;
}

// room for n bytes at alignment al in the current page, or a page of its own
void *slow(deed_arena *a, size_t n, size_t al)
{
	if (!my_thread(a, "allocation")) return nullptr;
	if (a->scoped_only && !a->depth) {
		failf(DEED_ERROR_OUTSIDE_SCOPE, a, "the temporary allocator is used outside any scope");
		return nullptr;
	}
	size_t need;
	if (__builtin_add_overflow(n, al > 16 ? al : 0, &need) || need > DEED_MAX_SIZE - kHead - 16) return nullptr;
	need = align_up(need, 16);
	if (a->pages && need > a->page_size / 2 && need > (a->next_size - kHead) / 4) { // big: leaves the current page in use
		PageHead *p = page_new(a, need + kHead);
		if (!p) return nullptr;
		p->next = a->big;
		a->big = p;
		return (void *)align_up(addr(first(p)), al);
	}
	if (!arena_page(a, need)) return nullptr;
	uint8_t *r = (uint8_t *)align_up(addr(a->cur), al);
	a->cur = r + align_up(n, 16);
	return r;
}

struct Arena {
	[[maybe_unused]] static constexpr bool reuses = false;
	static void *alloc(deed_allocator *s, size_t n, size_t al)
	{
		deed_arena *a = of(s);
		if (al < 16) al = 16;
		uint8_t *r = (uint8_t *)align_up(addr(a->cur), al);
		size_t need = align_up(n, 16);
		if (a->cur && r <= a->end && need - 1 < (size_t)(a->end - r)) {
			a->cur = r + need;
			return r;
		}
		return slow(a, n, al);
	}
	static bool resize(deed_allocator *s, void *p, size_t o, size_t n, size_t)
	{
		deed_arena *a = of(s);
		size_t on = align_up(o, 16), nn = align_up(n, 16);
		if ((uint8_t *)p + on != a->cur) return nn <= on;
		if (nn > (size_t)(a->end - (uint8_t *)p)) return false;
		if (check::on && nn < on) return true; // nothing is reused before a reset
		a->cur = (uint8_t *)p + nn;
		return true;
	}
#ifndef DEED_CHECKED
	static void *regrow(deed_allocator *s, void *p, size_t o, size_t n, size_t al)
	{
		if (resize(s, p, o, n, al)) return p;
		deed_arena *a = of(s);
		PageHead **at = &a->big, *outer = a->depth ? a->marks[a->depth - 1].big : nullptr; // pages of outer scopes stay
		for (int k = 0; k < 8 && *at && *at != outer && p != first(*at); k++) at = &(*at)->next;
		PageHead *b = *at;
		bool ours = b && b != outer && p == first(b) && al <= 16;
		if (ours && n > o && n <= DEED_MAX_SIZE / 2) { // a page of its own: the backing may know a cheaper way than a copy
			size_t want = align_up(n, 16) + kHead;
			PageHead *q = (PageHead *)a->backing->ops->regrow(a->backing, b, b->size, want, 16);
			if (!q) return nullptr;
			q->size = want;
			*at = q;
			return first(q);
		}
		void *q = alloc(s, n, al);
		if (!q) return nullptr;
		memcpy(q, p, o < n ? o : n);
		release(s, p, o, al);
		return q;
	}
#endif
	static void release(deed_allocator *s, void *p, size_t n, size_t)
	{
		deed_arena *a = of(s);
		if (n && (uint8_t *)p + align_up(n, 16) == a->cur) a->cur = (uint8_t *)p;
	}
	static unsigned depth(deed_allocator *s) { return of(s)->depth; }
	static bool allowed(deed_allocator *s, const char *what) { return my_thread(of(s), what); }
};
unsigned enter(deed_allocator *s) { return deed_arena_enter(of(s)); }
void leave(deed_allocator *s, unsigned d) { deed_arena_exit(of(s), d); }
unsigned depth(deed_allocator *s) { return of(s)->depth; }
constexpr deed_allocator_ops ops = Ops<Arena>::table(enter, leave, depth);

#ifdef DEED_CHECKED
check::Owner *owner(deed_arena *a) { return (check::Owner *)a->allocator.check; }
#endif

// everything goes, of `keep` bytes of pages at most
void empty(deed_arena *a, size_t keep)
{
	PageHead *lists[3] = { a->pages, a->big, a->spare };
	PageHead *kept = nullptr, **tail = &kept;
	for (PageHead *p : lists)
		for (PageHead *n; p; p = n) {
			n = p->next;
			if (p->size <= keep) {
				keep -= p->size;
				if (check::on) tools::close(first(p), p->size - kHead);
				p->next = nullptr;
				*tail = p;
				tail = &p->next;
			} else {
				page_free(a, p);
			}
		}
	a->pages = a->big = nullptr;
	a->spare = kept;
	a->cur = a->end = nullptr;
	if (kept && !a->scoped_only) {
		a->spare = kept->next;
		use(a, kept);
	}
}

void start(deed_arena *a, deed_allocator *backing, size_t page_size)
{
	if (!page_size) page_size = DEED_ARENA_PAGE;
	if (page_size < 256) page_size = 256;
	if (page_size > DEED_MAX_SIZE / 4) page_size = DEED_MAX_SIZE / 4;
	a->cur = a->end = nullptr;
	a->pages = a->big = a->spare = nullptr;
	a->backing = backing;
	a->page_size = a->next_size = align_up(page_size, 16);
	a->depth = 0;
	a->scoped_only = false;
	a->thread = 0;
	deed_allocator_init(&a->allocator, &ops, DEED_IS_ARENA | DEED_NEEDS_SIZE);
}
} // namespace
} // namespace deed

using namespace deed;

void deed_arena_init(deed_arena *a, deed_allocator *backing, size_t page_size)
{
	DEED_ENTRY;
	start(a, given(backing, a, "an arena"), page_size);
#ifdef DEED_CHECKED
	a->allocator.check = check::owner_new("arena", nullptr, &a->allocator);
#endif
}

void deed_arena_destroy(deed_arena *a)
{
	DEED_ENTRY;
	if (!a || a->allocator.magic != DEED_ALLOCATOR_MAGIC) return;
#ifdef DEED_CHECKED
	check::any_pinned(owner(a), 0, "destruction");
	check::owner_die(owner(a));
#endif
	a->depth = 0;
	empty(a, 0);
	a->allocator.magic = 0;
}

deed_arena *deed_arena_create(deed_allocator *backing, size_t page_size)
{
	DEED_ENTRY;
	deed_arena *a = (deed_arena *)deed_alloc(backing, sizeof *a);
	if (a) deed_arena_init(a, backing, page_size);
	return a;
}
void deed_arena_delete(deed_arena *a)
{
	DEED_ENTRY;
	if (!a) return;
	deed_allocator *b = a->backing;
	deed_arena_destroy(a);
	deed_free(b, a);
}

static bool in_scope(deed_arena *a, const char *what)
{
	if (!a->depth) return false;
	failf(DEED_ERROR_SCOPE_DEPTH, a, "%s of an arena inside a scope (depth %u)", what, a->depth);
	return true;
}

bool deed_arena_reset(deed_arena *a, deed_reset_mode mode, size_t limit)
{
	DEED_ENTRY;
	if (!a || !usable(&a->allocator) || in_scope(a, "reset")) return false;
#ifdef DEED_CHECKED
	if (check::any_pinned(owner(a), 0, "reset")) return false;
	check::owner_reset(owner(a));
#endif
	empty(a, mode == DEED_RESET_FREE_ALL ? 0 : mode == DEED_RESET_RETAIN_CAPACITY ? SIZE_MAX : limit);
	if (mode == DEED_RESET_FREE_ALL) a->next_size = a->page_size;
	return true;
}

size_t deed_arena_capacity(const deed_arena *a)
{
	size_t n = 0;
	for (PageHead *l : { a->pages, a->big, a->spare })
		for (; l; l = l->next) n += l->size - kHead;
	return n;
}
size_t deed_arena_used(const deed_arena *a)
{
	size_t n = 0;
	for (PageHead *p = a->pages; p; p = p->next) n += (p == a->pages ? (size_t)(a->cur - first(p)) : p->size - kHead);
	for (PageHead *p = a->big; p; p = p->next) n += p->size - kHead;
	return n;
}
bool deed_arena_owns(const deed_arena *a, const void *p)
{
	for (PageHead *l : { a->pages, a->big, a->spare })
		for (; l; l = l->next)
			if (addr(p) >= addr(first(l)) && addr(p) < addr(last(l))) return true;
	return false;
}

deed_arena_state deed_arena_detach(deed_arena *a)
{
	DEED_ENTRY;
	if (!usable(&a->allocator) || in_scope(a, "detach")) return {};
	deed_arena_state s = { a->pages, a->big, a->spare, a->cur, a->next_size, a->allocator.check };
	a->pages = a->big = a->spare = nullptr;
	a->cur = a->end = nullptr;
	a->allocator.check = nullptr;
	a->allocator.magic = 0;
	return s;
}
void deed_arena_promote(deed_arena *a, deed_arena_state *s, deed_allocator *backing, size_t page_size)
{
	DEED_ENTRY;
	start(a, given(backing, a, "an arena"), page_size);
	a->pages = (PageHead *)s->pages;
	a->big = (PageHead *)s->big;
	a->spare = (PageHead *)s->spare;
	if (s->next_size) a->next_size = s->next_size;
	if (a->pages) a->cur = s->cur, a->end = last(a->pages);
#ifdef DEED_CHECKED
	a->allocator.check = s->check ? s->check : check::owner_new("arena", nullptr, &a->allocator);
	owner(a)->id = &a->allocator;
#endif
	*s = {};
}

unsigned deed_arena_enter(deed_arena *a)
{
	DEED_ENTRY;
	if (!usable(&a->allocator) || !my_thread(a, "scope enter")) return 0;
	if (a->depth == DEED_SCOPE_DEPTH_MAX) {
		failf(DEED_ERROR_SCOPE_DEPTH, a, "more than %u nested scopes; this one's blocks would live as long as the last", DEED_SCOPE_DEPTH_MAX);
		return 0;
	}
	if (!a->pages && !a->depth && a->spare) { // the temporary allocator's page waits out of reach
		PageHead *p = a->spare;
		a->spare = p->next;
		use(a, p);
	}
	a->marks[a->depth] = { a->pages, a->big, a->cur };
	return ++a->depth;
}

void deed_arena_exit(deed_arena *a, unsigned d)
{
	DEED_ENTRY;
	if (!d || !usable(&a->allocator) || !my_thread(a, "scope exit")) return;
	if (d > a->depth) {
		failf(DEED_ERROR_SCOPE_DEPTH, a, "scope %u is left, but only %u are open", d, a->depth);
		return;
	}
#ifdef DEED_CHECKED
	check::any_pinned(owner(a), d, "scope exit");
	check::owner_scope_exit(owner(a), d);
#endif
	deed_arena_mark m = a->marks[d - 1];
	a->depth = d - 1;
	while (a->big != m.big) {
		PageHead *p = a->big;
		a->big = p->next;
		page_free(a, p);
	}
	while (a->pages != m.page) { // one page waits for the next scope, the others go
		PageHead *p = a->pages;
		a->pages = p->next;
		if (!m.page && !a->pages && a->spare) { // the very first page is the one to keep
			page_free(a, a->spare);
			a->spare = nullptr;
		}
		if (a->spare || p->size > (1u << 20)) {
			page_free(a, p);
		} else {
			if (check::on) tools::close(first(p), p->size - kHead);
			p->next = nullptr;
			a->spare = p;
		}
	}
	if (m.page) {
		if (check::on && m.cur < last(m.page)) tools::close(m.cur, (size_t)(last(m.page) - m.cur));
		a->cur = m.cur;
		a->end = last(m.page);
	} else {
		a->cur = a->end = nullptr;
	}
	if (a->scoped_only && !a->depth && a->pages) { // out of reach until the next scope
		PageHead *p = a->pages;
		p->next = a->spare;
		if (a->spare) free_list(a, a->spare), p->next = nullptr;
		a->spare = p;
		a->pages = nullptr;
		a->cur = a->end = nullptr;
	}
}

void *deed_arena_alloc_aligned(deed_arena *a, size_t size, size_t align)
{
	DEED_ENTRY;
	return deed_alloc_aligned(&a->allocator, size, align);
}
void *deed_arena_zalloc_(deed_arena *a, size_t size, size_t align)
{
	DEED_ENTRY;
	return deed_zalloc_aligned(&a->allocator, size, align < 16 ? 16 : align);
}
