// The generic interface: argument checks once, for every allocator.
#include <deed/allocator.h>
#include <deed/heap.h>
#include <deed/scope.h>
#include "base/util.h"
#include "check/check.h"
#include "platform/platform.h"
#include <stdio.h>

namespace deed {

static inline bool is_usable(const deed_allocator *a) { return __builtin_expect(a && a->magic == DEED_ALLOCATOR_MAGIC && a->ops, 1); }
bool usable(const deed_allocator *a)
{
	if (is_usable(a)) return true;
#ifdef DEED_CHECKED
	if (a && !a->magic && a->ops && a->check) {
		check::stale_owner((check::Owner *)a->check, "call");
		return false;
	}
#endif
	if (a) failf(DEED_ERROR_BAD_ARGUMENT, a, "the allocator %p is not initialised, or destroyed", (const void *)a);
	else failf(DEED_ERROR_BAD_ARGUMENT, a, "the allocator is NULL");
	return false;
}

namespace {

inline bool good_align(size_t *align)
{
	if (!*align) *align = DEED_DEFAULT_ALIGN;
	if (__builtin_expect(is_pow2(*align), 1)) return true;
	failf(DEED_ERROR_BAD_ARGUMENT, nullptr, "alignment %zu is no power of two", *align);
	return false;
}

__attribute__((always_inline)) inline void *acquire(deed_allocator *a, size_t size, size_t align, bool zero)
{
	if ((!is_usable(a) && !usable(a)) || !good_align(&align)) return nullptr;
	if (!size) size = 1;
	void *p = nullptr;
	if (size <= DEED_MAX_SIZE && align <= DEED_MAX_SIZE / 2) p = zero ? a->ops->zalloc(a, size, align) : a->ops->alloc(a, size, align);
	return __builtin_expect(p != nullptr, 1) ? p : out_of_memory(a, size);
}

} // namespace

deed_allocator *given(deed_allocator *a, const void *who, const char *what)
{
	if (__builtin_expect(a != nullptr, 1)) return a;
	failf(DEED_ERROR_BAD_ARGUMENT, who, "%s needs an allocator behind it (NULL given); the heap is used", what);
	return deed_heap();
}
} // namespace deed

using namespace deed;

void *deed_alloc(deed_allocator *a, size_t size)
{
	DEED_ENTRY;
	return acquire(a, size, DEED_DEFAULT_ALIGN, false);
}
void *deed_alloc_aligned(deed_allocator *a, size_t size, size_t align)
{
	DEED_ENTRY;
	return acquire(a, size, align, false);
}
void *deed_zalloc(deed_allocator *a, size_t size)
{
	DEED_ENTRY;
	return acquire(a, size, DEED_DEFAULT_ALIGN, true);
}
void *deed_zalloc_aligned(deed_allocator *a, size_t size, size_t align)
{
	DEED_ENTRY;
	return acquire(a, size, align, true);
}
static void *array(deed_allocator *a, size_t count, size_t size, size_t align, bool zero)
{
	size_t n;
	if (mul_overflows(count, size, &n)) return usable(a) ? out_of_memory(a, SIZE_MAX) : nullptr;
	return acquire(a, n, align, zero);
}
void *deed_alloc_array(deed_allocator *a, size_t count, size_t size)
{
	DEED_ENTRY;
	return array(a, count, size, DEED_DEFAULT_ALIGN, false);
}
void *deed_zalloc_array(deed_allocator *a, size_t count, size_t size)
{
	DEED_ENTRY;
	return array(a, count, size, DEED_DEFAULT_ALIGN, true);
}
void *deed_alloc_array_aligned(deed_allocator *a, size_t count, size_t size, size_t align)
{
	DEED_ENTRY;
	return array(a, count, size, align, false);
}
void *deed_zalloc_array_aligned(deed_allocator *a, size_t count, size_t size, size_t align)
{
	DEED_ENTRY;
	return array(a, count, size, align, true);
}

void *deed_realloc_aligned(deed_allocator *a, void *p, size_t old_size, size_t new_size, size_t align)
{
	DEED_ENTRY;
	if (!p) return new_size ? acquire(a, new_size, align, false) : nullptr;
	if (!usable(a) || !good_align(&align)) return nullptr;
	if (!new_size) {
		a->ops->release(a, p, old_size, align);
		return nullptr;
	}
	if ((a->flags & DEED_NEEDS_SIZE) && !old_size && !check::on) {
		failf(DEED_ERROR_BAD_ARGUMENT, p, "this allocator needs the old size to reallocate %p", p);
		return nullptr;
	}
	void *q = new_size <= DEED_MAX_SIZE && align <= DEED_MAX_SIZE / 2 ? a->ops->regrow(a, p, old_size, new_size, align) : nullptr;
	return q ? q : out_of_memory(a, new_size);
}
void *deed_realloc(deed_allocator *a, void *p, size_t old_size, size_t new_size)
{
	DEED_ENTRY;
	return deed_realloc_aligned(a, p, old_size, new_size, DEED_DEFAULT_ALIGN);
}
void *deed_realloc_array(deed_allocator *a, void *p, size_t old_count, size_t new_count, size_t size)
{
	DEED_ENTRY;
	size_t o, n;
	if (mul_overflows(new_count, size, &n) || mul_overflows(old_count, size, &o)) return usable(a) ? out_of_memory(a, SIZE_MAX) : nullptr;
	return deed_realloc_aligned(a, p, o, n, DEED_DEFAULT_ALIGN);
}
bool deed_resize_aligned(deed_allocator *a, void *p, size_t old_size, size_t new_size, size_t align)
{
	DEED_ENTRY;
	if (!p || !usable(a) || !good_align(&align) || !new_size || new_size > DEED_MAX_SIZE) return false;
	if ((a->flags & DEED_NEEDS_SIZE) && !old_size && !check::on) return false;
	return a->ops->resize(a, p, old_size, new_size, align);
}
bool deed_resize(deed_allocator *a, void *p, size_t old_size, size_t new_size)
{
	DEED_ENTRY;
	return deed_resize_aligned(a, p, old_size, new_size, DEED_DEFAULT_ALIGN);
}
void deed_free_sized(deed_allocator *a, void *p, size_t size, size_t align)
{
	DEED_ENTRY;
	if (!p || !usable(a)) return;
	if (align && !good_align(&align)) return;
	a->ops->release(a, p, size, align ? align : 1);
}
void deed_free(deed_allocator *a, void *p)
{
	DEED_ENTRY;
	if (p && (is_usable(a) || usable(a))) a->ops->release(a, p, 0, 1);
}

void *deed_dupe(deed_allocator *a, const void *data, size_t size)
{
	DEED_ENTRY;
	if (!data) return nullptr;
	void *p = acquire(a, size, DEED_DEFAULT_ALIGN, false);
	if (p) memcpy(p, data, size);
	return p;
}
static char *copy_text(deed_allocator *a, const char *text, size_t n)
{
	char *p = n < SIZE_MAX ? (char *)acquire(a, n + 1, DEED_DEFAULT_ALIGN, false) : nullptr;
	if (!p) return nullptr;
	memcpy(p, text, n);
	p[n] = 0;
	return p;
}
char *deed_strdup(deed_allocator *a, const char *text)
{
	DEED_ENTRY;
	return text ? copy_text(a, text, strlen(text)) : nullptr;
}
char *deed_strndup(deed_allocator *a, const char *text, size_t max)
{
	DEED_ENTRY;
	return text ? copy_text(a, text, strnlen(text, max)) : nullptr;
}
void *deed_alloc_sentinel(deed_allocator *a, size_t count, size_t size, const void *sentinel)
{
	DEED_ENTRY;
	size_t n, total;
	if (mul_overflows(count, size, &n) || __builtin_add_overflow(n, size, &total)) return usable(a) ? out_of_memory(a, SIZE_MAX) : nullptr;
	char *p = (char *)acquire(a, total, DEED_DEFAULT_ALIGN, false);
	if (p && sentinel) memcpy(p + n, sentinel, size);
	else if (p) memset(p + n, 0, size);
	return p;
}
char *deed_vasprintf(deed_allocator *a, const char *format, va_list args)
{
	DEED_ENTRY;
	va_list again;
	va_copy(again, args);
	char small[256];
	int n = vsnprintf(small, sizeof small, format, args);
	char *p = nullptr;
	if (n >= 0) p = (char *)acquire(a, (size_t)n + 1, DEED_DEFAULT_ALIGN, false);
	if (p && (size_t)n < sizeof small) memcpy(p, small, (size_t)n + 1);
	else if (p) vsnprintf(p, (size_t)n + 1, format, again);
	va_end(again);
	return p;
}
char *deed_asprintf(deed_allocator *a, const char *format, ...)
{
	DEED_ENTRY;
	va_list ap;
	va_start(ap, format);
	char *p = deed_vasprintf(a, format, ap);
	va_end(ap);
	return p;
}

size_t deed_page_size(void) { return platform::page_size(); }

unsigned deed_scope_enter(deed_allocator *a)
{
	DEED_ENTRY;
	if (!usable(a)) return 0;
	if (!a->ops->scope_enter) {
		failf(DEED_ERROR_BAD_ARGUMENT, a, "the allocator %p has no scopes", (void *)a);
		return 0;
	}
	return a->ops->scope_enter(a);
}
deed_allocator *deed_scope_begin_(deed_allocator *a, unsigned *depth)
{
	*depth = deed_scope_enter(a);
	return a;
}
void deed_scope_exit(deed_allocator *a, unsigned depth)
{
	DEED_ENTRY;
	if (depth && usable(a) && a->ops->scope_exit) a->ops->scope_exit(a, depth);
}
unsigned deed_scope_depth(deed_allocator *a)
{
	return a && a->magic == DEED_ALLOCATOR_MAGIC && a->ops->scope_depth ? a->ops->scope_depth(a) : 0;
}
