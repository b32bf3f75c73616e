// The thread's temporary arena: made at its first use, gone with its thread.
#include <deed/heap.h>
#include <deed/scope.h>
#include "check/check.h"
#include <pthread.h>
#include <stdlib.h>

namespace deed {
namespace {
thread_local deed_arena *mine;
pthread_key_t key;
pthread_once_t once = PTHREAD_ONCE_INIT;
bool have_key;

void drop(void *p)
{
	deed_arena *a = (deed_arena *)p;
	mine = nullptr;
	deed_arena_destroy(a);
	free(a);
}
void make_key() { have_key = pthread_key_create(&key, drop) == 0; }

__attribute__((noinline)) deed_arena *make()
{
	DEED_ENTRY;
	pthread_once(&once, make_key);
	deed_arena *a = (deed_arena *)malloc(sizeof *a);
	if (!a) return nullptr;
	deed_arena_init(a, deed_heap_raw(), (size_t)256 << 10);
	a->scoped_only = true;
	a->thread = (uintptr_t)pthread_self();
	a->allocator.flags |= DEED_IS_TEMP;
#ifdef DEED_CHECKED
	((check::Owner *)a->allocator.check)->family = "temp";
#endif
	if (have_key) pthread_setspecific(key, a);
	return mine = a;
}

// The last thread to live is not told to go, and dlclose takes the code away: both end here.
__attribute__((destructor)) void finish()
{
	if (!have_key) return;
	pthread_key_delete(key);
	have_key = false;
	if (mine) drop(mine);
}
} // namespace
} // namespace deed

deed_allocator *deed_temp_allocator(void)
{
	deed_arena *a = deed::mine;
	if (__builtin_expect(!a, 0)) a = deed::make();
	return a ? &a->allocator : nullptr;
}
