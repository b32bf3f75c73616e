// The C library's malloc behind the interface; checked: with a quarantine, so that freed blocks stay recognisable.
#include <deed/heap.h>
#include "base/ops.h"
#include <malloc.h>
#include <stdlib.h>

namespace deed {
namespace {

#ifdef DEED_CHECKED
// Freed blocks wait here. A new one of the same size takes the place of one that waited while kAge others died; what
// nobody took while kWindow died goes back to malloc. Either way the dead bytes are looked at for late writes: in the
// first case by the birth.
class Quarantine {
	struct Waiting { check::Record *record; uint32_t cls, bytes; uint64_t next; const char *p; }; // record NULL: it left; p: for LeakSanitizer to follow
	static constexpr uint64_t kAge = 512, kWindow = 1000, kRing = 1024;
	static constexpr size_t kBytes = 4u << 20, kClasses = 32;
	Waiting ring[kRing] = {};
	uint64_t head = 1, tail = 1;                        // deaths, counted; each stands at its number, modulo the window
	uint64_t first[kClasses] = {}, last[kClasses] = {}; // of each class, oldest first; 0: none
	size_t bytes = 0;

	// Few classes, 64 bytes apart: what waits beyond its age, for want of a new block of its class, costs cache.
	static size_t usable(size_t cls) { return cls * 64 - 8; }
	static uint32_t class_of(size_t total)
	{
		size_t c = (total + 8 + 63) / 64;
		return c < kClasses && !tools::listening ? (uint32_t)c : 0; // a checker wants to see each block
	}
	static size_t front(const check::Record *r) { return r->front == 16 ? 16 : (size_t)1 << r->align_log2; }
	static size_t total(const check::Record *r) { return front(r) + r->size + check::kRear; }
	check::Record *leave(uint64_t at)
	{
		Waiting &w = ring[at % kRing];
		check::Record *r = w.record;
		bytes -= w.bytes;
		w.record = nullptr;
		if (w.cls) first[w.cls] = w.next; // the oldest of all is the oldest of its class
		return r;
	}
	static __attribute__((noinline)) void drop(check::Record *r)
	{
		char *p = r->p, *raw = p - front(r);
		const size_t n = total(r);
		check::settle(p);
		tools::open(raw, n);
		free(raw);
	}

public:
	static void *make(size_t total)
	{
		const uint32_t c = class_of(total);
		return malloc(c ? usable(c) : total);
	}
	// The registry is held. NULL: none that waited long enough.
	__attribute__((always_inline)) inline check::Record *take(size_t total)
	{
		const uint32_t c = class_of(total);
		const uint64_t at = first[c];
		if (__builtin_expect(!at || tail - at < kAge, 0)) return nullptr;
		check::Record *r = leave(at);
		if (const uint64_t next = first[c]) { // of this class: what is needed of it, and the record of the one behind
			const Waiting &w = ring[next % kRing];
			const char *p = w.record->p;
			for (int i = -16; i < 176; i += 64) __builtin_prefetch(p + i);
			__builtin_prefetch(check::word_of(p));
			__builtin_prefetch(ring[w.next % kRing].record);
		}
		return r;
	}
	// The registry is held. The block comes in. Gives one that has to leave, perhaps the same, or NULL.
	__attribute__((always_inline)) inline check::Record *put(check::Record *in)
	{
		const size_t n = total(in);
		if (__builtin_expect(n > kBytes, 0)) return in;
		const uint32_t c = in->front == 16 ? class_of(n) : 0;
		ring[tail % kRing] = { in, c, (uint32_t)n, 0, in->p };
		bytes += n;
		if (__builtin_expect(c != 0, 1)) {
			*(first[c] ? &ring[last[c] % kRing].next : &first[c]) = tail;
			last[c] = tail;
		}
		tail++;
		if (!ring[head % kRing].record) head += full(); // the oldest lives again: the usual case
		return __builtin_expect(full(), 0) ? oldest() : nullptr;
	}
	// Gives back the memory of r, and of as many more as have to leave.
	__attribute__((noinline)) void let_go(check::Record *r)
	{
		while (r) {
			drop(r);
			Hold h(check::registry);
			r = full() ? oldest() : nullptr;
		}
	}

private:
	bool full() const { return tail - head > kWindow || bytes > kBytes; }
	__attribute__((cold, noinline)) check::Record *oldest()
	{
		while (head != tail && !ring[head % kRing].record) head++;
		return full() ? leave(head++) : nullptr;
	}
};
Quarantine quarantine;
#endif

struct Heap {
	[[maybe_unused]] static constexpr bool reuses = true;
	static void *alloc(deed_allocator *, size_t n, size_t al)
	{
#ifdef DEED_CHECKED
		if (al <= 16) return quarantine.make(n);
#else
		if (al <= 16) return malloc(n);
#endif
		void *p = nullptr;
		return posix_memalign(&p, al, n) ? nullptr : p;
	}
	static bool resize(deed_allocator *, void *, size_t, size_t, size_t) { return false; }
#ifdef DEED_CHECKED
	__attribute__((always_inline)) static inline check::Record *again(size_t n) { return quarantine.take(check::padded(n, 16)); }
	__attribute__((always_inline)) static inline check::Record *wait(check::Record *r) { return quarantine.put(r); }
	static void let_go(check::Record *r) { quarantine.let_go(r); }
#else
	static void *zalloc(deed_allocator *s, size_t n, size_t al)
	{
		if (al <= 16) return calloc(1, n);
		void *p = alloc(s, n, al);
		return p ? memset(p, 0, n) : nullptr;
	}
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
};

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

#ifdef DEED_CHECKED
static __attribute__((cold, noinline)) void first_use()
{
	using namespace deed;
	DEED_ENTRY;
	check::Owner *o = check::owner_new("heap", nullptr, &heap_instance);
	void *none = nullptr;
	if (!__atomic_compare_exchange_n(&heap_instance.check, &none, (void *)o, false, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE)) check::owner_die(o);
}
#endif
deed_allocator *deed_heap(void)
{
#ifdef DEED_CHECKED
	if (__builtin_expect(!__atomic_load_n(&deed::heap_instance.check, __ATOMIC_ACQUIRE), 0)) first_use();
#endif
	return &deed::heap_instance;
}
deed_allocator *deed_heap_raw(void) { return &deed::raw_instance; }
