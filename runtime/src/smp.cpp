#include <deed/smp.h>
#include "base/ops.h"
#include <dlfcn.h>
#include <pthread.h>
#include <malloc.h>
#include <stdlib.h>

namespace deed {
namespace {

struct Table {
	void *(*alloc)(size_t, size_t);
	void *(*zalloc)(size_t, size_t);
	void *(*realloc)(void *, size_t, size_t);
	void (*free)(void *);
	size_t (*usable)(void *);
	const char *name;
};
void *c_alloc(size_t n, size_t al)
{
	if (al <= 16) return malloc(n);
	void *p = nullptr;
	return posix_memalign(&p, al, n) ? nullptr : p;
}
void *c_zalloc(size_t n, size_t al)
{
	if (al <= 16) return calloc(1, n);
	void *p = c_alloc(n, al);
	return p ? memset(p, 0, n) : nullptr;
}
Table table = { c_alloc, c_zalloc, nullptr, free, malloc_usable_size, "libc" };
pthread_once_t once = PTHREAD_ONCE_INIT;

void choose()
{
	const char *e = getenv("DEED_SMP");
	if ((e && !strcmp(e, "libc")) || tools::watched()) return;
	for (const char *file : { "libmimalloc.so.3", "libmimalloc.so.2" }) {
		void *h = dlopen(file, RTLD_NOW | RTLD_LOCAL);
		if (!h) continue;
		Table t = { (void *(*)(size_t, size_t))dlsym(h, "mi_malloc_aligned"), (void *(*)(size_t, size_t))dlsym(h, "mi_zalloc_aligned"),
			    (void *(*)(void *, size_t, size_t))dlsym(h, "mi_realloc_aligned"), (void (*)(void *))dlsym(h, "mi_free"),
			    (size_t (*)(void *))dlsym(h, "mi_usable_size"), "mimalloc" };
		if (t.alloc && t.zalloc && t.realloc && t.free && t.usable) {
			table = t; // the library stays loaded: blocks outlive any reference count
			return;
		}
		dlclose(h);
	}
}

// mimalloc 2.0.9 (Debian 12) takes some blocks of a power of two for aligned that are not: another size helps.
void *aligned(void *(*make)(size_t, size_t), size_t n, size_t al)
{
	void *p = make(n, al);
	if (__builtin_expect(!(addr(p) & (al - 1)), 1)) return p;
	table.free(p);
	p = make(n + al + 8, al);
	if (!(addr(p) & (al - 1))) return p;
	table.free(p);
	return nullptr;
}

struct Smp {
	[[maybe_unused]] static constexpr bool reuses = true;
	static void *alloc(deed_allocator *, size_t n, size_t al) { return aligned(table.alloc, n, al); }
	static void *zalloc(deed_allocator *, size_t n, size_t al) { return aligned(table.zalloc, n, al); }
	static bool resize(deed_allocator *, void *, size_t, size_t, size_t) { return false; }
#ifndef DEED_CHECKED
	static void *regrow(deed_allocator *, void *p, size_t o, size_t n, size_t al)
	{
		if (al <= 16) return table.realloc ? table.realloc(p, n, al) : realloc(p, n);
		if (!o) o = table.usable(p);
		void *q = aligned(table.alloc, n, al);
		if (!q) return nullptr;
		memcpy(q, p, o < n ? o : n);
		table.free(p);
		return q;
	}
#else
	static void retire(deed_allocator *, void *p, size_t n, size_t al)
	{
		check::settle(p);
		tools::open((char *)p - check::front(al), check::padded(n, al));
		table.free((char *)p - check::front(al));
	}
#endif
	static void release(deed_allocator *, void *p, size_t, size_t) { table.free(p); }
};
constexpr deed_allocator_ops ops = Ops<Smp>::table();
deed_allocator instance = { &ops, DEED_THREAD_SAFE, DEED_ALLOCATOR_MAGIC, nullptr };
void start()
{
	choose();
#ifdef DEED_CHECKED
	instance.check = check::owner_new("smp", table.name, &instance);
#endif
}
} // namespace
} // namespace deed

deed_allocator *deed_smp(void)
{
	DEED_ENTRY;
	pthread_once(&deed::once, deed::start);
	return &deed::instance;
}
const char *deed_smp_name(void)
{
	deed_smp();
	return deed::table.name;
}
