/* Leaks found with the place of their birth; failures injected. */
#include <deed/debug.h>
#include <deed/failing.h>

int main(void)
{
	deed_debug debug;
	deed_debug_options options = { .stack_frames = 10, .memory_limit = 1 << 20, .name = "example" };
	deed_debug_init(&debug, NULL, &options);
	void *p = deed_alloc(&debug.allocator, 100), *too_much = deed_alloc(&debug.allocator, 2 << 20);
	deed_free(&debug.allocator, p);

	deed_failing failing;
	deed_failing_init(&failing, &debug.allocator, 1, DEED_NEVER);
	void *first = deed_alloc(&failing.allocator, 8), *second = deed_alloc(&failing.allocator, 8);
	deed_free(&failing.allocator, first);
	int ok = p && !too_much && first && !second;
	return deed_debug_destroy(&debug) == 0 && ok ? 0 : 1;
}
