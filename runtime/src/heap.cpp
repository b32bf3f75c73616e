// The C library's malloc behind the interface; checked: with a quarantine, so that freed blocks stay recognisable.
#include <deed/heap.h>
#include "base/fork.h"
#include "base/ops.h"
#include <malloc.h>
#include <stdlib.h>

namespace deed {
namespace {

struct Heap {
	[[maybe_unused]] static constexpr bool reuses = true;
	static void *alloc(deed_allocator *, size_t n, size_t al)
	{
		if (al <= 16) return malloc(n);
		void *p = nullptr;
		return posix_memalign(&p, al, n) ? nullptr : p;
	}
	static void *zalloc(deed_allocator *s, size_t n, size_t al)
	{
		if (al <= 16) return calloc(1, n);
		void *p = alloc(s, n, al);
		return p ? memset(p, 0, n) : nullptr;
	}
	static bool resize(deed_allocator *, void *, size_t, size_t, size_t) { return false; }
#ifndef DEED_CHECKED
	static void *regrow(deed_allocator *s, void *p, size_t o, size_t n, size_t al)
	{
		if (al <= 16) return realloc(p, n);
		if (!o) o = malloc_usable_size(p); // realloc might move it off its alignment, and then not back
		void *q = alloc(s, n, al);
		if (!q) return nullptr;
		memcpy(q, p, o < n ? o : n);
		::free(p);
		return q;
	}
#endif
	static void release(deed_allocator *, void *p, size_t, size_t) { free(p); }
#ifdef DEED_CHECKED
	// Freed blocks wait here; when one leaves it is looked at for late writes, and only then freed.
	struct Waiting { void *p; size_t bytes; uint32_t front; };
	static constexpr unsigned kBlocks = 512;
	static constexpr size_t kBytes = 4u << 20;
	static Waiting ring[kBlocks];
	static unsigned head, used;
	static size_t bytes;
	static Lock lock;
	static void drop(const Waiting &w)
	{
		check::settle(w.p);
		tools::open((char *)w.p - w.front, w.bytes);
		free((char *)w.p - w.front);
	}
	static void retire(deed_allocator *, void *p, size_t n, size_t al)
	{
		Waiting in = { p, check::padded(n, al), (uint32_t)check::front(al) }, out;
		bool more;
		do { // as many leave as must, one at a time; the new one comes in with the first
			{
				Hold h(lock);
				out.p = nullptr;
				if (used && (used == kBlocks || bytes + in.bytes > kBytes)) {
					out = ring[head];
					bytes -= out.bytes;
					head = (head + 1) % kBlocks;
					used--;
				}
				if (in.p) ring[(head + used++) % kBlocks] = in;
				bytes += in.bytes;
				in = {};
				more = bytes > kBytes;
				check::soon(ring[(head + 1) % kBlocks].p);
			}
			if (out.p) drop(out);
		} while (out.p && __builtin_expect(more, 0));
	}
#endif
};
#ifdef DEED_CHECKED
Heap::Waiting Heap::ring[kBlocks];
unsigned Heap::head, Heap::used;
size_t Heap::bytes;
Lock Heap::lock;
__attribute__((constructor(105))) void guard() { fork_guard(Heap::lock); }
#endif

struct Raw {
	static bool fits(size_t al)
	{
		if (al <= 16) return true;
		failf(DEED_ERROR_BAD_ARGUMENT, nullptr, "deed_heap_raw has no alignment above 16 (%zu asked)", al);
		return false;
	}
	static void *alloc(deed_allocator *, size_t n, size_t al) { return fits(al) ? malloc(n) : nullptr; }
	static void *zalloc(deed_allocator *, size_t n, size_t al) { return fits(al) ? calloc(1, n) : nullptr; }
	static void *regrow(deed_allocator *, void *p, size_t, size_t n, size_t al) { return fits(al) ? realloc(p, n) : nullptr; }
	static bool resize(deed_allocator *, void *, size_t, size_t, size_t) { return false; }
	static void release(deed_allocator *, void *p, size_t, size_t) { free(p); }
};
constexpr deed_allocator_ops heap_ops = Ops<Heap>::table();
constexpr deed_allocator_ops raw_ops = { Raw::alloc, Raw::zalloc, Raw::regrow, Raw::resize, Raw::release, nullptr, nullptr, nullptr };
deed_allocator heap_instance = { &heap_ops, DEED_THREAD_SAFE, DEED_ALLOCATOR_MAGIC, nullptr };
deed_allocator raw_instance = { &raw_ops, DEED_THREAD_SAFE, DEED_ALLOCATOR_MAGIC, nullptr };
} // namespace
} // namespace deed

deed_allocator *deed_heap(void)
{
#ifdef DEED_CHECKED
	using namespace deed;
	if (__builtin_expect(!__atomic_load_n(&heap_instance.check, __ATOMIC_ACQUIRE), 0)) {
		DEED_ENTRY;
		check::Owner *o = check::owner_new("heap", nullptr, &heap_instance);
		void *none = nullptr;
		if (!__atomic_compare_exchange_n(&heap_instance.check, &none, (void *)o, false, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE)) check::owner_die(o);
	}
#endif
	return &deed::heap_instance;
}
deed_allocator *deed_heap_raw(void) { return &deed::raw_instance; }
