/* Pools. */
#include "torture.h"
#include <deed/pool.h>
#include <deed/failing.h>
#include <deed/debug.h>
static deed_pool p;
static deed_debug d;

static void refused(void)
{

	deed_debug_init(&d, NULL, NULL);
	QUIET(CHECK(!deed_pool_init(&p, deed_heap(), 0, 0, NULL)));
	QUIET(deed_pool_destroy(&p));
	QUIET(CHECK(!deed_pool_init(&p, deed_heap(), SIZE_MAX, 0, NULL)));
	QUIET(deed_pool_destroy(&p));
	QUIET(CHECK(!deed_pool_init(&p, deed_heap(), DEED_MAX_SIZE, 0, NULL)));
	QUIET(deed_pool_destroy(&p));
	REPORT(DEED_ERROR_BAD_ARGUMENT, CHECK(!deed_pool_init(&p, deed_heap(), 10, 3, NULL)), "power of two");
	QUIET(deed_pool_destroy(&p));
	deed_pool_options huge = { .preheat = SIZE_MAX };
	QUIET(CHECK(!deed_pool_init(&p, deed_heap(), 64, 0, &huge)));
	QUIET(CHECK(!deed_pool_create(&p)));
	QUIET(deed_pool_destroy(&p));
	REPORT(DEED_ERROR_BAD_ARGUMENT, (void)!deed_pool_init(&p, NULL, 64, 0, NULL), "behind it");
	QUIET(deed_pool_destroy(&p));
	QUIET(deed_pool_destroy(&p));
	QUIET(deed_pool_destroy(NULL));
}

static void shapes(void)
{
	for (size_t al = 1; al <= 65536; al *= 4)
		for (size_t sz = 1; sz < 3000; sz = sz * 3 + 1) {
			deed_pool_options o = { .preheat = 10, .page_size = 300 };
			if (!deed_pool_init(&p, &d.allocator, sz, al, &o)) {
				CHECK(0);
				continue;
			}
			char *v[50];
			for (int i = 0; i < 50; i++) {
				QUIET(v[i] = deed_pool_create(&p));
				CHECK(v[i] && !((uintptr_t)v[i] & (al - 1)));
				memset(v[i], i, sz);
			}
			CHECK(deed_pool_live(&p) == 50);
			for (int i = 0; i < 50; i++)
				for (size_t j = 0; j < sz; j++)
					if (v[i][j] != i) {
						CHECK(0);
						i = 50;
						break;
					}
			for (int i = 0; i < 50; i += 2) QUIET(deed_pool_free(&p, v[i]));
			CHECK(deed_pool_live(&p) == 25);
			for (int i = 48; i >= 0; i -= 2) {
				char *x;
				QUIET(x = deed_pool_create(&p));
				CHECK(x == v[i]);
			}
			for (int m = 0; m < 3; m++) {
				QUIET(CHECK(deed_pool_reset(&p, (deed_reset_mode)m, 1000)));
				CHECK(deed_pool_live(&p) == 0);
				for (int i = 0; i < 20; i++) {
					QUIET(v[i] = deed_pool_create(&p));
					CHECK(v[i]);
					memset(v[i], 1, sz);
				}
			}
			QUIET(deed_pool_destroy(&p));
		}
}

static void not_growable(void)
{
	/* fixed: 50 and no more, also after resets */
	deed_pool_options fx = { .preheat = 50, .fixed = true };
	CHECK(deed_pool_init(&p, &d.allocator, 24, 0, &fx));
	for (int m = 0; m < 4; m++) {
		for (int i = 0; i < 50; i++) QUIET(CHECK(deed_pool_create(&p) != NULL));
		QUIET(CHECK(!deed_pool_create(&p)));
		QUIET(CHECK(!deed_pool_preheat(&p, 1)));
		QUIET(CHECK(deed_pool_reset(&p, (deed_reset_mode)(m % 3), 10)));
	}
	/* as an allocator: bigger or more aligned: NULL */
	QUIET(CHECK(!deed_alloc(&p.allocator, 33)));
	QUIET(CHECK(!deed_alloc_aligned(&p.allocator, 8, 64)));
	char *a;
	QUIET(a = deed_alloc(&p.allocator, 3));
	CHECK(a);
	QUIET(CHECK(deed_resize(&p.allocator, a, 3, 20)));
	QUIET(a = deed_realloc(&p.allocator, a, 20, 24));
	CHECK(a);
	QUIET(MUST(!deed_realloc(&p.allocator, a, 24, 1000)));
	QUIET(deed_free(&p.allocator, a));
	QUIET(deed_pool_free(&p, NULL));
	deed_pool_options fx0 = { .preheat = 0, .fixed = true };
	deed_pool p0;
	CHECK(deed_pool_init(&p0, &d.allocator, 24, 0, &fx0));
	QUIET(CHECK(!deed_pool_create(&p0)));
	deed_pool_destroy(&p0);
}

/* NOLINTBEGIN(ownership-double-free,ownership-release-mismatch,ownership-use-after-free): wrong on purpose: the library must tell it */
static void misuse(void)
{
	if (deed_is_checked()) {
		char *x = deed_pool_create(&p);
		REPORT(DEED_ERROR_INVALID_FREE, deed_pool_free(&p, x + 8), "inside", "family pool");
		deed_pool_free(&p, x);
		REPORT(DEED_ERROR_DOUBLE_FREE, deed_pool_free(&p, x), "born", "died");
		x[3] = 1;
		t_n = 0;
		char *y = deed_pool_create(&p);
		CHECK(y == x && t_n == 1 && t_kind == DEED_ERROR_USE_AFTER_FREE && strstr(t_msg, "byte 3 "));
		y[24] = 0;
		REPORT(DEED_ERROR_OVERFLOW, deed_pool_free(&p, y));
		y = deed_pool_create(&p);
		y[-1] = 0;
		REPORT(DEED_ERROR_UNDERFLOW, (void)deed_pool_reset(&p, DEED_RESET_RETAIN_CAPACITY, 0));
		REPORT(DEED_ERROR_DOUBLE_FREE, deed_pool_free(&p, y), "reset", "born", "died");
		deed_pool p2;
		CHECK(deed_pool_init(&p2, &d.allocator, 24, 0, NULL));
		y = deed_pool_create(&p2);
		REPORT(DEED_ERROR_WRONG_FAMILY, deed_pool_free(&p, y), "instance");
		REPORT(DEED_ERROR_WRONG_FAMILY, deed_free(deed_heap(), y), "family pool");
		REPORT(DEED_ERROR_WRONG_SIZE, deed_free_sized(&p2.allocator, y, 25, 0));
		deed_pool_destroy(&p2);
		REPORT(DEED_ERROR_USE_AFTER_FREE, CHECK(!deed_pool_create(&p2)), "destroyed", "born");
		REPORT(DEED_ERROR_USE_AFTER_FREE, deed_pool_free(&p2, y), "destroyed");
		REPORT(DEED_ERROR_USE_AFTER_FREE, CHECK(!deed_pool_reset(&p2, DEED_RESET_FREE_ALL, 0)), "destroyed");
		REPORT(DEED_ERROR_USE_AFTER_FREE, CHECK(!deed_pool_preheat(&p2, 3)), "destroyed");
	}
	QUIET(deed_pool_destroy(&p));
}
/* NOLINTEND(ownership-double-free,ownership-release-mismatch,ownership-use-after-free) */

static void failing(void)
{
	deed_failing f;
	for (size_t k = 0; k < 5; k++) {
		deed_failing_init(&f, &d.allocator, k, DEED_NEVER);
		deed_pool_options o = { .preheat = 1000, .page_size = 256 };
		bool ok = deed_pool_init(&p, &f.allocator, 200, 0, &o);
		CHECK(!ok);
		QUIET(CHECK(!deed_pool_create(&p)));
		QUIET(deed_pool_destroy(&p));
	}
	QUIET(CHECK(deed_debug_destroy(&d) == 0));
}

int main(void)
{
	START;
	refused();
	shapes();
	not_growable();
	misuse();
	failing();
	END;
}
