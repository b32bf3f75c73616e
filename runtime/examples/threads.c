/* smp: the general allocator for many threads; locked: any allocator made safe. */
#include <deed/arena.h>
#include <deed/heap.h>
#include <deed/locked.h>
#include <deed/smp.h>
#include <pthread.h>

static void *work(void *mut_log)
{
	for (int i = 0; i < 1000; i++) {
		void *p = deed_alloc(deed_smp(), 100);
		if (!p) return mut_log;
		deed_free(deed_smp(), p);
	}
	return deed_strdup((deed_allocator *)mut_log, "done") ? NULL : mut_log;
}
int main(void)
{
	deed_arena arena;
	deed_arena_init(&arena, deed_heap(), 0);
	deed_locked log;
	deed_locked_init(&log, &arena.allocator);
	pthread_t t[2];
	int bad = 0;
	for (int i = 0; i < 2; i++) bad |= pthread_create(&t[i], NULL, work, &log.allocator);
	for (int i = 0; i < 2 && !bad; i++) {
		void *r;
		pthread_join(t[i], &r);
		bad |= r != NULL;
	}
	deed_locked_destroy(&log);
	deed_arena_destroy(&arena);
	return bad;
}
