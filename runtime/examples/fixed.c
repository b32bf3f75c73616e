/* No heap at all: a buffer on the stack; and one that goes on elsewhere when it is full. */
#include <deed/fixed.h>
#include <deed/heap.h>
#include <stdio.h>

int main(void)
{
	char buffer[512];
	deed_fixed fixed;
	deed_fixed_init(&fixed, buffer, sizeof buffer);
	char *s = deed_asprintf(&fixed.allocator, "%d of %zu bytes", 1, sizeof buffer);
	int inside = deed_fixed_owns(&fixed, s), full = deed_alloc(&fixed.allocator, 1000) == NULL;
	puts(s ? s : "full");
	deed_fixed_destroy(&fixed);

	DEED_STACK_FALLBACK(scratch, 256, deed_heap());
	void *big = deed_alloc(scratch, 10000);
	int ok = big != NULL;
	deed_free(scratch, big);
	return inside && full && ok ? 0 : 1;
}
