// Pages from the system. A header of 64 bytes, or one alignment, stands before each block and says its extent.
#include <deed/heap.h>
#include "base/ops.h"
#include "platform/platform.h"

namespace deed {
namespace {

struct Head { size_t mapped, front; };

struct Page {
	[[maybe_unused]] static constexpr bool reuses = true;
	static Head *head(void *p) { return (Head *)p - 1; }
	static void *alloc(deed_allocator *, size_t n, size_t al)
	{
		size_t front = al < 64 ? 64 : al, page = platform::page_size(), total;
		if (__builtin_add_overflow(n, front + page - 1, &total)) return nullptr;
		total &= ~(page - 1);
		char *m = (char *)platform::map(total, al);
		if (!m) return nullptr;
		void *p = m + front;
		*head(p) = { total, front };
		return p;
	}
	static void *zalloc(deed_allocator *s, size_t n, size_t al) { return alloc(s, n, al); }
	static void *grow(void *p, size_t n, bool may_move)
	{
		Head h = *head(p);
		size_t page = platform::page_size(), total;
		if (__builtin_add_overflow(n, h.front + page - 1, &total)) return nullptr;
		total &= ~(page - 1);
		if (total == h.mapped) return p;
		char *m = (char *)platform::remap((char *)p - h.front, h.mapped, total, may_move);
		if (!m) return nullptr;
		p = m + h.front;
		head(p)->mapped = total;
		return p;
	}
	static bool resize(deed_allocator *, void *p, size_t, size_t n, size_t) { return grow(p, n, false) != nullptr; }
#ifndef DEED_CHECKED
	static void *regrow(deed_allocator *s, void *p, size_t, size_t n, size_t al)
	{
		Head h = *head(p);
		if (h.front <= platform::page_size() && al <= platform::page_size()) return grow(p, n, true);
		if (grow(p, n, false)) return p; // a greater alignment would be lost by a move
		void *q = alloc(s, n, al);
		if (!q) return nullptr;
		size_t have = h.mapped - h.front;
		memcpy(q, p, have < n ? have : n);
		release(s, p, 0, al);
		return q;
	}
#endif
	static void release(deed_allocator *, void *p, size_t, size_t)
	{
		Head h = *head(p);
		platform::unmap((char *)p - h.front, h.mapped);
	}
#ifdef DEED_CHECKED
	static void retire(deed_allocator *s, void *p, size_t n, size_t al)
	{
		check::settle(p);
		size_t f = check::front(al);
		tools::open((char *)p - f, check::padded(n, al));
		release(s, (char *)p - f, 0, f);
	}
#endif
};
constexpr deed_allocator_ops page_ops = Ops<Page>::table();
deed_allocator page_instance = { &page_ops, DEED_THREAD_SAFE, DEED_ALLOCATOR_MAGIC, nullptr };
} // namespace
} // namespace deed

deed_allocator *deed_page(void)
{
#ifdef DEED_CHECKED
	using namespace deed;
	if (__builtin_expect(!__atomic_load_n(&page_instance.check, __ATOMIC_ACQUIRE), 0)) {
		DEED_ENTRY;
		check::Owner *o = check::owner_new("page", nullptr, &page_instance);
		void *none = nullptr;
		if (!__atomic_compare_exchange_n(&page_instance.check, &none, (void *)o, false, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE)) check::owner_die(o);
	}
#endif
	return &deed::page_instance;
}
