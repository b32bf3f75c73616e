// Small helpers that every source uses: sizes, alignment, a lock, thread-exit safe text.
#pragma once
#include <deed/allocator.h>
#include <deed/report.h>
#include <initializer_list>
#include <sched.h>
#include <string.h>

#pragma GCC visibility push(hidden)
namespace deed {

constexpr bool is_pow2(size_t x) { return x && !(x & (x - 1)); }
constexpr size_t align_up(size_t x, size_t a) { return (x + a - 1) & ~(a - 1); }
inline uintptr_t addr(const void *p) { return (uintptr_t)p; }
inline bool mul_overflows(size_t a, size_t b, size_t *out) { return __builtin_mul_overflow(a, b, out); }

#if defined(__GLIBC__)
extern "C" char __libc_single_threaded __attribute__((weak, visibility("default"))); // glibc 2.32: true until the first thread is made
#endif
// A lock for short sections: spins briefly, then yields. Constant-initialised, no destructor. While the process has one
// thread a plain store does: no section makes threads, so what was locked alone is unlocked alone.
class Lock {
	static bool alone()
	{
#if defined(__GLIBC__)
		return &__libc_single_threaded && __libc_single_threaded;
#else
		return false;
#endif
	}
	unsigned char held_ = 0;
	__attribute__((noinline)) void slow()
	{
		for (unsigned n = 0; __atomic_exchange_n(&held_, 1, __ATOMIC_ACQUIRE);)
			if (++n > 64) sched_yield();
	}

public:
	void lock()
	{
		if (alone() && !held_) {
			held_ = 1;
			return;
		}
		if (__builtin_expect(__atomic_exchange_n(&held_, 1, __ATOMIC_ACQUIRE), 0)) slow();
	}
	bool try_lock() { return !__atomic_exchange_n(&held_, 1, __ATOMIC_ACQUIRE); }
	void unlock() { __atomic_store_n(&held_, 0, __ATOMIC_RELEASE); }
};
class Hold {
	Lock &l_;

public:
	explicit Hold(Lock &l) : l_(l) { l.lock(); }
	~Hold() { l_.unlock(); }
	Hold(const Hold &) = delete;
	Hold &operator=(const Hold &) = delete;
};

// Text that never allocates; what does not fit is cut, with "...".
class Text {
	char *buf_;
	size_t cap_, len_ = 0;

public:
	Text(char *buf, size_t cap) : buf_(buf), cap_(cap) { buf_[0] = 0; }
	void add(const char *fmt, ...) __attribute__((format(printf, 2, 3)));
	const char *c_str() const { return buf_; }
	size_t size() const { return len_; }
};

void fail(deed_error_kind kind, const void *block, const char *file, int line, const char *message);
void failf(deed_error_kind kind, const void *block, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
void *out_of_memory(const deed_allocator *a, size_t size); // NULL or does not return
bool usable(const deed_allocator *a);                          // else reported
deed_allocator *given(deed_allocator *a, const void *who, const char *what); // a; the heap, and reported, for NULL
[[noreturn]] void oom_panic(size_t size);

} // namespace deed
#pragma GCC visibility pop
