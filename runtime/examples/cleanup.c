/* defer, errdefer, auto. */
#include <deed/cleanup.h>
#include <deed/heap.h>
#include <stdio.h>

DEED_AUTO_DEFINE(FILE, fclose);

struct buffer { char *own_data; size_t n; };

static int buffer_init(deed_allocator *gpa, struct buffer **out, size_t n)
{
	DEED_FALLIBLE;
	struct buffer *b = DEED_NEW(gpa, struct buffer);
	DEED_ERRDEFER_FREE(gpa, b);
	if (!b) return -1;
	b->own_data = (char *)deed_alloc(gpa, n);
	if (!b->own_data) return -1;
	b->n = n;
	*out = b;
	DEED_SUCCEED(0);
}
int main(void)
{
	DEED_AUTO(fclose) FILE *f = fopen("/dev/null", "r");
	struct buffer *b = NULL;
	if (!f || buffer_init(deed_heap(), &b, 64)) return 1;
	DEED_DEFER_FREE(deed_heap(), b);
	char *data = b->own_data;
	DEED_DEFER_FREE(deed_heap(), data);
	struct buffer *huge = NULL;
	DEED_DEFER_FREE(deed_heap(), huge);
	return buffer_init(deed_heap(), &huge, SIZE_MAX) == -1 ? 0 : 1;
}
