/* A function takes its allocators; their names say the contract. */
#include <deed/heap.h>
#include <stdio.h>

/* Caller owns the result (gpa). */
static char *greet(deed_allocator *gpa, const char *ref_name)
{
	return deed_asprintf(gpa, "hello, %s", ref_name);
}
int main(void)
{
	char *own_text = greet(deed_heap(), "deed");
	if (!own_text) return 1;
	puts(own_text);
	DEED_FREE(deed_heap(), own_text);
	return own_text ? 1 : 0;
}
