// What AddressSanitizer, LeakSanitizer and Valgrind are told about memory that Deed hands out and takes back.
// ASan and LSan are reached through weak references: the checked library serves programs with and without them.
#pragma once
#include <stddef.h>
#include <stdint.h>

extern "C" {
__attribute__((weak)) void __asan_poison_memory_region(void const volatile *, size_t);
__attribute__((weak)) void __asan_unpoison_memory_region(void const volatile *, size_t);
__attribute__((weak)) void __tsan_acquire(void *);
__attribute__((weak)) void __lsan_register_root_region(const void *, size_t);
__attribute__((weak)) void __lsan_unregister_root_region(const void *, size_t);
}

#if defined(__SANITIZE_ADDRESS__)
#define DEED_WITH_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define DEED_WITH_ASAN 1
#endif
#endif

#if defined(DEED_CHECKED) || defined(DEED_WITH_ASAN)
#define DEED_TOOLS 1
#else
#define DEED_TOOLS 0
#endif

namespace deed::tools {

// Valgrind's client request: a sequence that does nothing on a real processor.
inline uintptr_t valgrind(uintptr_t request, uintptr_t a = 0, uintptr_t b = 0, uintptr_t c = 0)
{
	uintptr_t result = 0;
#if defined(__x86_64__)
	volatile uintptr_t args[6] = { request, a, b, c, 0, 0 };
	__asm__ volatile("rolq $3, %%rdi; rolq $13, %%rdi; rolq $61, %%rdi; rolq $51, %%rdi; xchgq %%rbx, %%rbx"
	                 : "=d"(result) : "a"(&args[0]), "0"(result) : "cc", "memory");
#else
	(void)request, (void)a, (void)b, (void)c;
#endif
	return result;
}
constexpr uintptr_t kRunning = 0x1001, kCreatePool = 0x1303, kDestroyPool = 0x1304, kPoolAlloc = 0x1305, kPoolFree = 0x1306;
constexpr uintptr_t kNoAccess = 0x4d430000, kUndefined = 0x4d430001, kDefined = 0x4d430002;

// Set before main (tools.cpp): a tool that wants to be told is there.
extern __attribute__((visibility("hidden"))) bool listening, listening_valgrind;
extern __attribute__((visibility("hidden"))) bool told; // that, or the events of blocks are written down
inline bool on_valgrind() { return DEED_TOOLS && __builtin_expect(listening_valgrind, 0); }

// A checker that wants to see every block runs the program.
inline bool watched() { return __asan_poison_memory_region || __tsan_acquire || valgrind(kRunning); }

// tools.cpp: the long ways, for when somebody listens
__attribute__((cold, noinline)) void tell_closed(const void *p, size_t n);
__attribute__((cold, noinline)) void tell_open(const void *p, size_t n);
__attribute__((cold, noinline)) void tell_fresh(const void *p, size_t n);
__attribute__((cold, noinline)) void tell_pool(uintptr_t request, const void *pool, const void *p, size_t n = 0);

// Nobody may touch [p, p+n).
__attribute__((always_inline)) inline void close(const void *p, size_t n)
{
	if (DEED_TOOLS && __builtin_expect(listening, 0)) tell_closed(p, n);
}
// The library itself reads or writes it.
__attribute__((always_inline)) inline void open(const void *p, size_t n)
{
	if (DEED_TOOLS && __builtin_expect(listening, 0)) tell_open(p, n);
}
// Handed out: may be written, its contents mean nothing yet.
__attribute__((always_inline)) inline void fresh(const void *p, size_t n)
{
	if (DEED_TOOLS && __builtin_expect(listening, 0)) tell_fresh(p, n);
}
// Memory from the system in which pointers to malloc's blocks may stand.
inline void root(const void *p, size_t n)
{
#if DEED_TOOLS
	if (__lsan_register_root_region) __lsan_register_root_region(p, n);
#else
	(void)p, (void)n;
#endif
}
inline void unroot(const void *p, size_t n)
{
#if DEED_TOOLS
	if (__lsan_unregister_root_region) __lsan_unregister_root_region(p, n);
#else
	(void)p, (void)n;
#endif
}

} // namespace deed::tools
