#include <deed/failing.h>
#include "base/util.h"
#include "check/check.h"
#include "platform/platform.h"

namespace deed {
namespace {
deed_failing *of(deed_allocator *s) { return (deed_failing *)s; }
bool induced(deed_failing *f, size_t *count, size_t index)
{
	size_t k = *count;
	bool fail = f->once ? k == index && !f->failed : k >= index;
	if (!fail) return false;
	if (!f->failed) platform::stack_walk(__builtin_frame_address(0), f->failure_stack, 16);
	f->failed = true;
	return true;
}
void *make(deed_allocator *s, size_t n, size_t al, bool zero)
{
	deed_failing *f = of(s);
	if (induced(f, &f->allocations, f->fail_index)) return nullptr;
	void *p = zero ? f->child->ops->zalloc(f->child, n, al) : f->child->ops->alloc(f->child, n, al);
	if (!p) return nullptr;
	f->allocations++;
	f->allocated_bytes += n;
	return p;
}
void *alloc(deed_allocator *s, size_t n, size_t al) { return make(s, n, al, false); }
void *zalloc(deed_allocator *s, size_t n, size_t al) { return make(s, n, al, true); }
void *regrow(deed_allocator *s, void *p, size_t o, size_t n, size_t al)
{
	deed_failing *f = of(s);
	if (induced(f, &f->resizes, f->resize_fail_index) || induced(f, &f->allocations, f->fail_index)) return nullptr;
	void *q = f->child->ops->regrow(f->child, p, o, n, al);
	if (!q) return nullptr;
	f->resizes++;
	f->allocations++;
	f->allocated_bytes += n;
	f->freed_bytes += o;
	f->frees++;
	return q;
}
bool resize(deed_allocator *s, void *p, size_t o, size_t n, size_t al)
{
	deed_failing *f = of(s);
	if (induced(f, &f->resizes, f->resize_fail_index) || !f->child->ops->resize(f->child, p, o, n, al)) return false;
	f->resizes++;
	f->allocated_bytes += n;
	f->freed_bytes += o;
	return true;
}
void release(deed_allocator *s, void *p, size_t n, size_t al)
{
	deed_failing *f = of(s);
	f->frees++;
	f->freed_bytes += n;
	f->child->ops->release(f->child, p, n, al);
}
constexpr deed_allocator_ops ops = { alloc, zalloc, regrow, resize, release, nullptr, nullptr, nullptr };
} // namespace
} // namespace deed

void deed_failing_init(deed_failing *f, deed_allocator *child, size_t fail_index, size_t resize_fail_index)
{
	DEED_ENTRY;
	*f = deed_failing{};
	child = deed::given(child, f, "a failing allocator");
	deed_allocator_init(&f->allocator, &deed::ops, child->flags & ~(uint32_t)(DEED_IS_TEMP | DEED_THREAD_SAFE));
	f->child = child;
	f->fail_index = fail_index;
	f->resize_fail_index = resize_fail_index;
}
void deed_failing_stack_text(const deed_failing *f, char *buffer, size_t n)
{
	if (!n) return;
	deed::Text t(buffer, n);
	for (unsigned i = 0; f->failed && i < 16 && f->failure_stack[i]; i++) {
		char name[256];
		deed::platform::symbolise(f->failure_stack[i], name, sizeof name);
		t.add("    #%u %s\n", i, name);
	}
}
