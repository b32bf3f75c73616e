/* Every allocation of a function made to fail, one after the other. */
#include <deed/cleanup.h>
#include <deed/testing.h>

static int two_buffers(deed_allocator *gpa, void *arg)
{
	(void)arg;
	char *a = (char *)deed_alloc(gpa, 100);
	DEED_DEFER_FREE(gpa, a);
	if (!a) return -1;
	char *b = (char *)deed_alloc(gpa, 200);
	DEED_DEFER_FREE(gpa, b);
	return b ? 0 : -1;
}
int main(void)
{
	deed_failure_result r;
	bool ok = deed_check_all_failures(two_buffers, NULL, NULL, &r) && r.allocations == 2;
	return ok && deed_testing_leaks("testing.c") == 0 ? 0 : 1;
}
