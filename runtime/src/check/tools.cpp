#include "check/tools.h"

namespace deed::tools {
bool listening, listening_valgrind, told;
__attribute__((constructor(101))) static void listen()
{
	listening_valgrind = valgrind(kRunning) != 0;
	listening = listening_valgrind || __asan_poison_memory_region;
	if (listening) told = true;
}

void tell_closed(const void *p, size_t n)
{
	if (__asan_poison_memory_region) __asan_poison_memory_region(p, n);
	if (listening_valgrind) valgrind(kNoAccess, (uintptr_t)p, n);
}
void tell_open(const void *p, size_t n)
{
	if (__asan_unpoison_memory_region) __asan_unpoison_memory_region(p, n);
	if (listening_valgrind) valgrind(kDefined, (uintptr_t)p, n);
}
void tell_fresh(const void *p, size_t n)
{
	if (__asan_unpoison_memory_region) __asan_unpoison_memory_region(p, n);
	if (listening_valgrind) valgrind(kUndefined, (uintptr_t)p, n);
}
void tell_pool(uintptr_t request, const void *pool, const void *p, size_t n) { valgrind(request, (uintptr_t)pool, (uintptr_t)p, n); }
} // namespace deed::tools
