/* Whole pages: one large buffer that grows. */
#include <deed/heap.h>
#include <string.h>

int main(void)
{
	size_t n = 1 << 20;
	char *p = (char *)deed_alloc(deed_page(), n);
	if (!p) return 1;
	memset(p, 1, n);
	char *q = (char *)deed_realloc(deed_page(), p, n, 4 * n);
	if (!q) {
		deed_free(deed_page(), p); /* a failed realloc leaves p alone */
		return 1;
	}
	int ok = q[n - 1] == 1;
	deed_free(deed_page(), q);
	return ok ? 0 : 1;
}
