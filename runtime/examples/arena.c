/* One arena for a loop of requests, reset after each. */
#include <deed/arena.h>
#include <deed/heap.h>
#include <stdio.h>

static int handle(deed_allocator *arena, int request)
{
	char *text = deed_asprintf(arena, "request %d", request);
	int *parts = DEED_NEW_ARRAY(arena, int, 100);
	if (!text || !parts) return -1;
	parts[99] = request;
	return parts[99];
}
int main(void)
{
	deed_arena arena;
	deed_arena_init(&arena, deed_heap(), 0);
	int sum = 0;
	for (int i = 0; i < 1000; i++) {
		sum += handle(&arena.allocator, i);
		deed_arena_reset(&arena, DEED_RESET_RETAIN_LIMIT, 1 << 20);
	}
	printf("%d, capacity %zu\n", sum, deed_arena_capacity(&arena));
	deed_arena_destroy(&arena);
	return sum == 499500 ? 0 : 1;
}
