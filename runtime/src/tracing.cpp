#include <deed/tracing.h>
#include "base/json.h"
#include "check/check.h"

namespace deed {
namespace {
deed_tracing *of(deed_allocator *s) { return (deed_tracing *)s; }
void log(deed_tracing *t, const char *what, const void *p, size_t size, const void *from = nullptr)
{
	Json j;
	j.text("event", what);
	j.pointer("p", p);
	if (from) j.pointer("from", from);
	if (size) j.number("size", size);
	j.text("owner", t->name ? t->name : "");
	j.write(t->fd);
}
void *made(deed_tracing *t, void *p, size_t n)
{
	log(t, p ? "acquire" : "fail", p, n);
	return p;
}
void *alloc(deed_allocator *s, size_t n, size_t al) { return made(of(s), of(s)->child->ops->alloc(of(s)->child, n, al), n); }
void *zalloc(deed_allocator *s, size_t n, size_t al) { return made(of(s), of(s)->child->ops->zalloc(of(s)->child, n, al), n); }
void *regrow(deed_allocator *s, void *p, size_t o, size_t n, size_t al)
{
	void *q = of(s)->child->ops->regrow(of(s)->child, p, o, n, al);
	log(of(s), q ? "resize" : "fail", q ? q : p, n, p);
	return q;
}
bool resize(deed_allocator *s, void *p, size_t o, size_t n, size_t al)
{
	bool ok = of(s)->child->ops->resize(of(s)->child, p, o, n, al);
	if (ok) log(of(s), "resize", p, n);
	return ok;
}
void release(deed_allocator *s, void *p, size_t n, size_t al)
{
	log(of(s), "release", p, n);
	of(s)->child->ops->release(of(s)->child, p, n, al);
}
constexpr deed_allocator_ops ops = { alloc, zalloc, regrow, resize, release, nullptr, nullptr, nullptr };
} // namespace
} // namespace deed

void deed_tracing_init(deed_tracing *t, deed_allocator *child, int fd, const char *name)
{
	DEED_ENTRY;
	t->child = child = deed::given(child, t, "a tracing allocator");
	t->fd = fd;
	t->name = name;
	deed_allocator_init(&t->allocator, &deed::ops, child->flags & ~(uint32_t)DEED_IS_TEMP);
}
