#include <deed/locked.h>
#include "base/util.h"
#include "check/check.h"

namespace deed {
namespace {
deed_locked *of(deed_allocator *s) { return (deed_locked *)s; }
struct In {
	deed_locked *l;
	explicit In(deed_allocator *s) : l(of(s)) { pthread_mutex_lock(&l->mutex); }
	~In() { pthread_mutex_unlock(&l->mutex); }
	In(const In &) = delete;
	In &operator=(const In &) = delete;
	deed_allocator *child() const { return l->child; }
};
void *alloc(deed_allocator *s, size_t n, size_t al)
{
	In i(s);
	return i.child()->ops->alloc(i.child(), n, al);
}
void *zalloc(deed_allocator *s, size_t n, size_t al)
{
	In i(s);
	return i.child()->ops->zalloc(i.child(), n, al);
}
void *regrow(deed_allocator *s, void *p, size_t o, size_t n, size_t al)
{
	In i(s);
	return i.child()->ops->regrow(i.child(), p, o, n, al);
}
bool resize(deed_allocator *s, void *p, size_t o, size_t n, size_t al)
{
	In i(s);
	return i.child()->ops->resize(i.child(), p, o, n, al);
}
void release(deed_allocator *s, void *p, size_t n, size_t al)
{
	In i(s);
	i.child()->ops->release(i.child(), p, n, al);
}
constexpr deed_allocator_ops ops = { alloc, zalloc, regrow, resize, release, nullptr, nullptr, nullptr };
} // namespace
} // namespace deed

void deed_locked_init(deed_locked *l, deed_allocator *child)
{
	DEED_ENTRY;
	l->child = child = deed::given(child, l, "a locked allocator");
	pthread_mutex_init(&l->mutex, nullptr);
	deed_allocator_init(&l->allocator, &deed::ops, (child->flags & ~(uint32_t)DEED_IS_TEMP) | DEED_THREAD_SAFE);
}
void deed_locked_destroy(deed_locked *l)
{
	if (!l || l->allocator.magic != DEED_ALLOCATOR_MAGIC) return;
	pthread_mutex_destroy(&l->mutex);
	l->allocator.magic = 0;
}
