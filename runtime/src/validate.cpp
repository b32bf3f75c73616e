#include <deed/validate.h>
#include "base/util.h"
#include "check/check.h"
#include <stdlib.h>

struct deed_validate_block_ { uintptr_t p; size_t size, align; };

namespace deed {
namespace {
using Block = deed_validate_block_;
deed_validate *of(deed_allocator *s) { return (deed_validate *)s; }

// the index of the first block that starts above p
size_t above(const deed_validate *v, uintptr_t p)
{
	size_t lo = 0, hi = v->count;
	while (lo < hi) {
		size_t mid = (lo + hi) / 2;
		if (v->blocks[mid].p <= p) lo = mid + 1; else hi = mid;
	}
	return lo;
}
Block *find(deed_validate *v, const void *p)
{
	size_t i = above(v, addr(p));
	return i && v->blocks[i - 1].p == addr(p) ? &v->blocks[i - 1] : nullptr;
}
bool insert(deed_validate *v, void *p, size_t n, size_t al)
{
	size_t i = above(v, addr(p));
	if (addr(p) & (al - 1)) failf(DEED_ERROR_CORRUPTION, p, "the allocator gave %p, not aligned to %zu", p, al);
	if (i && v->blocks[i - 1].p + v->blocks[i - 1].size > addr(p))
		failf(DEED_ERROR_CORRUPTION, p, "the allocator gave %p (%zu bytes), inside the living block %p (%zu bytes)", p, n, (void *)v->blocks[i - 1].p, v->blocks[i - 1].size);
	if (i < v->count && addr(p) + n > v->blocks[i].p)
		failf(DEED_ERROR_CORRUPTION, p, "the allocator gave %p (%zu bytes), which reaches into the living block %p", p, n, (void *)v->blocks[i].p);
	if (v->count == v->capacity) {
		size_t cap = v->capacity ? v->capacity * 2 : 64;
		Block *b = (Block *)realloc(v->blocks, cap * sizeof *b);
		if (!b) return false;
		v->blocks = b;
		v->capacity = cap;
	}
	memmove(v->blocks + i + 1, v->blocks + i, (v->count - i) * sizeof(Block));
	v->blocks[i] = { addr(p), n, al };
	v->count++;
	return true;
}
void erase(deed_validate *v, Block *b)
{
	size_t i = (size_t)(b - v->blocks);
	memmove(b, b + 1, (v->count - i - 1) * sizeof(Block));
	v->count--;
}
// the caller's side
Block *known(deed_validate *v, const void *p, size_t n, size_t al, const char *what)
{
	Block *b = find(v, p);
	if (!b) {
		failf(DEED_ERROR_BAD_ARGUMENT, p, "%s of %p, which is no living block of the allocator", what, p);
	} else if (n && n != b->size) {
		failf(DEED_ERROR_BAD_ARGUMENT, p, "%s of %p with size %zu; it has %zu bytes", what, p, n, b->size);
		b = nullptr;
	} else if (al > 16 && al != b->align) {
		failf(DEED_ERROR_BAD_ARGUMENT, p, "%s of %p with alignment %zu; it was asked with %zu", what, p, al, b->align);
		b = nullptr;
	}
	return b;
}

void *make(deed_allocator *s, size_t n, size_t al, bool zero)
{
	deed_validate *v = of(s);
	void *p = zero ? v->child->ops->zalloc(v->child, n, al) : v->child->ops->alloc(v->child, n, al);
	if (!p) return nullptr;
	for (size_t i = 0; zero && i < n; i++)
		if (((unsigned char *)p)[i]) {
			failf(DEED_ERROR_CORRUPTION, p, "the allocator's zeroed block %p is not zero at byte %zu", p, i);
			break;
		}
	if (insert(v, p, n, al)) return p;
	v->child->ops->release(v->child, p, n, al);
	return nullptr;
}
void *alloc(deed_allocator *s, size_t n, size_t al) { return make(s, n, al, false); }
void *zalloc(deed_allocator *s, size_t n, size_t al) { return make(s, n, al, true); }
void *regrow(deed_allocator *s, void *p, size_t o, size_t n, size_t al)
{
	deed_validate *v = of(s);
	Block *b = known(v, p, o, al, "realloc");
	if (!b) return nullptr;
	size_t keep = b->size < n ? b->size : n;
	unsigned char *copy = (unsigned char *)malloc(keep);
	if (copy) memcpy(copy, p, keep);
	void *q = v->child->ops->regrow(v->child, p, b->size, n, b->align);
	if (copy && memcmp(copy, q ? q : p, keep))
		failf(DEED_ERROR_CORRUPTION, p, q ? "realloc of %p lost its contents" : "a failed realloc of %p changed the block", p);
	free(copy);
	if (!q) return nullptr;
	size_t align = b->align;
	erase(v, b);
	insert(v, q, n, align);
	return q;
}
bool resize(deed_allocator *s, void *p, size_t o, size_t n, size_t al)
{
	deed_validate *v = of(s);
	Block *b = known(v, p, o, al, "resize");
	if (!b || !v->child->ops->resize(v->child, p, b->size, n, b->align)) return false;
	size_t align = b->align;
	erase(v, b);
	insert(v, p, n, align); // overlaps are found here
	return true;
}
void release(deed_allocator *s, void *p, size_t n, size_t al)
{
	deed_validate *v = of(s);
	Block *b = known(v, p, n, al, "free");
	if (!b) return;
	Block copy = *b;
	erase(v, b);
	v->child->ops->release(v->child, p, copy.size, copy.align);
}
constexpr deed_allocator_ops ops = { alloc, zalloc, regrow, resize, release, nullptr, nullptr, nullptr };
} // namespace
} // namespace deed

void deed_validate_init(deed_validate *v, deed_allocator *child)
{
	DEED_ENTRY;
	*v = deed_validate{};
	v->child = child = deed::given(child, v, "a validating allocator");
	deed_allocator_init(&v->allocator, &deed::ops, child->flags & ~(uint32_t)(DEED_IS_TEMP | DEED_THREAD_SAFE));
}
size_t deed_validate_destroy(deed_validate *v)
{
	if (!v || v->allocator.magic != DEED_ALLOCATOR_MAGIC) return 0;
	size_t n = v->count;
	free(v->blocks);
	v->blocks = nullptr;
	v->count = v->capacity = 0;
	v->allocator.magic = 0;
	return n;
}
