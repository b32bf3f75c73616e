/* What goes through an allocator, as JSON lines. */
#include <deed/heap.h>
#include <deed/tracing.h>

int main(void)
{
	deed_tracing trace;
	deed_tracing_init(&trace, deed_heap(), 1, "example");
	void *p = deed_alloc(&trace.allocator, 24);
	if (!p) return 1;
	deed_free(&trace.allocator, p);
	return 0;
}
