/* Fixed buffers, their shared view, and the stack fallback. */
#include "torture.h"
#include <deed/fixed.h>
#include <deed/debug.h>
#include <pthread.h>
static deed_fixed shared_f;
static char *got[4][4000];
static int cnt[4];
static void *grab(void *v)
{
	int k = (int)(intptr_t)v;
	deed_allocator *a = deed_fixed_thread_safe(&shared_f);
	for (;;) {
		size_t al = (size_t)1 << (cnt[k] % 7);
		char *p = deed_alloc_aligned(a, 1 + (size_t)cnt[k] % 50, al);
		if (!p) break;
		if ((uintptr_t)p & (al - 1)) abort();
		memset(p, k + 1, 1 + (size_t)cnt[k] % 50);
		got[k][cnt[k]++] = p;
		if (cnt[k] == 4000) break;
	}
	return NULL;
}
static _Alignas(64) char buf[8192];
static deed_fixed f;
static char *p, *q;

static void fill_and_reset(void)
{

	deed_fixed_init(&f, NULL, 100);
	QUIET(CHECK(!deed_alloc(&f.allocator, 1)));
	CHECK(deed_fixed_left(&f) == 0 && !deed_fixed_owns(&f, buf));
	deed_fixed_destroy(&f);
	deed_fixed_init(&f, buf, 0);
	QUIET(CHECK(!deed_alloc(&f.allocator, 0)));
	deed_fixed_destroy(&f);
	deed_fixed_init(&f, buf + 1, sizeof buf - 1);
	for (int r = 0; r < 3; r++) {
		size_t sum = 0;
		char *last = NULL;
		int n = 0;
		for (;; n++) {
			size_t al = (size_t)1 << n % 9, sz = (size_t)(n * 13 % 70);
			char *p;
			QUIET(p = deed_zalloc_aligned(&f.allocator, sz, al));
			if (!p) break;
			CHECK(!((uintptr_t)p & (al - 1)) && p >= buf + 1 && p + sz <= buf + sizeof buf && p != last);
			CHECK(deed_fixed_owns(&f, p) && deed_fixed_owns_range(&f, p, sz) && deed_fixed_is_last(&f, p, sz ? sz : 1));
			for (size_t i = 0; i < sz; i++) CHECK(!p[i]);
			memset(p, 1, sz);
			last = p;
			sum += sz;
		}
		CHECK(n > 20 && deed_fixed_used(&f) + deed_fixed_left(&f) == sizeof buf - 1 && deed_fixed_used(&f) >= sum);
		QUIET(deed_fixed_reset(&f));
		CHECK(deed_fixed_used(&f) == 0);
	}
	QUIET(CHECK(!deed_alloc(&f.allocator, SIZE_MAX)));
	QUIET(CHECK(!deed_alloc(&f.allocator, DEED_MAX_SIZE)));
	QUIET(CHECK(!deed_alloc(&f.allocator, sizeof buf)));
	QUIET(CHECK(!deed_alloc_aligned(&f.allocator, 1, (size_t)1 << 62)));
	QUIET(CHECK(!deed_alloc_aligned(&f.allocator, 1, (size_t)1 << 40)));
	REPORT(DEED_ERROR_BAD_ARGUMENT, CHECK(!deed_alloc_aligned(&f.allocator, 1, 24)));
	CHECK(!deed_fixed_owns(&f, buf) && deed_fixed_owns(&f, buf + 1) && deed_fixed_owns(&f, buf + sizeof buf - 1) &&
	      !deed_fixed_owns(&f, buf + sizeof buf) && !deed_fixed_owns(&f, NULL) && !deed_fixed_owns_range(&f, buf + 1, sizeof buf) &&
	      deed_fixed_owns_range(&f, buf + 1, sizeof buf - 1) && !deed_fixed_owns_range(&f, buf + 10, SIZE_MAX) &&
	      !deed_fixed_owns_range(&f, buf + 10, SIZE_MAX - 5));
	p = deed_alloc(&f.allocator, 100);
	memset(p, 3, 100);
	QUIET(q = deed_realloc(&f.allocator, p, 100, 300));
	CHECK(q == p && q[99] == 3);
	QUIET(CHECK(deed_resize(&f.allocator, q, 300, 400)));
	QUIET(CHECK(!deed_resize(&f.allocator, q, 400, 9000)));
	QUIET(CHECK(!deed_realloc(&f.allocator, q, 400, 9000)));
	CHECK(q[99] == 3);
}

static void last_block(void)
{
	char *r = deed_alloc(&f.allocator, 5);
	QUIET(q = deed_realloc(&f.allocator, q, 400, 500));
	CHECK(q && q != p && q[99] == 3);
	QUIET(deed_free(&f.allocator, r));
	size_t u = deed_fixed_used(&f);
	p = deed_alloc(&f.allocator, 64);
	deed_free_sized(&f.allocator, p, 64, 0);
	CHECK(deed_fixed_used(&f) <= u + 128);
}

/* NOLINTBEGIN(ownership-double-free,ownership-use-after-free): wrong on purpose: the library must tell it */
static void misuse(void)
{
	if (deed_is_checked()) {
		QUIET(deed_fixed_reset(&f));
		p = deed_alloc(&f.allocator, 20);
		REPORT(DEED_ERROR_WRONG_SIZE, deed_free_sized(&f.allocator, p, 21, 0), "born");
		REPORT(DEED_ERROR_INVALID_FREE, deed_free(&f.allocator, p + 3));
		deed_free(&f.allocator, p);
		REPORT(DEED_ERROR_DOUBLE_FREE, deed_free(&f.allocator, p), "family fixed", "born", "died");
		p = deed_alloc(&f.allocator, 20);
		p[20] = 1;
		REPORT(DEED_ERROR_OVERFLOW, deed_fixed_reset(&f), "byte 1 after");
		REPORT(DEED_ERROR_DOUBLE_FREE, deed_free(&f.allocator, p), "reset", "born", "died");
		p = deed_alloc(&f.allocator, 20);
		deed_free(&f.allocator, p);
		p[19] = 2;
		REPORT(DEED_ERROR_USE_AFTER_FREE, deed_fixed_reset(&f), "byte 19");
		p = deed_alloc(&f.allocator, 20);
		REPORT(DEED_ERROR_WRONG_FAMILY, deed_free(deed_heap(), p), "family fixed");
		p[-3] = 1;
		REPORT(DEED_ERROR_UNDERFLOW, deed_fixed_destroy(&f), "byte 3 before", "destroy");
		REPORT(DEED_ERROR_USE_AFTER_FREE, CHECK(!deed_alloc(&f.allocator, 3)), "destroyed");
		REPORT(DEED_ERROR_USE_AFTER_FREE, deed_fixed_reset(&f), "destroyed");
		REPORT(DEED_ERROR_DOUBLE_FREE, deed_free(deed_heap(), p), "destroyed");
	} else {
		deed_fixed_destroy(&f);
		REPORT(DEED_ERROR_BAD_ARGUMENT, CHECK(!deed_alloc(&f.allocator, 3)), "destroyed");
		REPORT(DEED_ERROR_BAD_ARGUMENT, CHECK(!deed_alloc(&f.shared, 3)), "destroyed");
	}
	QUIET(deed_fixed_destroy(&f));
	QUIET(deed_fixed_destroy(NULL));
}
/* NOLINTEND(ownership-double-free,ownership-use-after-free) */

static void view(void)
{
	/* the view */
	static char big[300000];
	deed_fixed_init(&shared_f, big, sizeof big);
	pthread_t th[4];
	for (int i = 0; i < 4; i++) pthread_create(&th[i], NULL, grab, (void *)(intptr_t)i);
	for (int i = 0; i < 4; i++) pthread_join(th[i], NULL);
	for (int k = 0; k < 4; k++)
		for (int i = 0; i < cnt[k]; i++)
			for (int j = 0; j < 1 + i % 50; j++)
				if (got[k][i][j] != k + 1) {
					CHECK(!"overlap");
					k = 3;
					break;
				}
	deed_allocator *v = deed_fixed_thread_safe(&shared_f);
	QUIET(CHECK(!deed_alloc(v, 100000)));
	QUIET(deed_fixed_reset(&shared_f));
	p = deed_alloc(v, 10);
	QUIET(CHECK(!deed_resize(v, p, 10, 11)));
	memcpy(p, "123456789", 10);
	QUIET(q = deed_realloc(v, p, 10, 20));
	CHECK(q && q != p && !strcmp(q, "123456789"));
	QUIET(deed_free(v, q));
	QUIET(deed_fixed_destroy(&shared_f));
}

/* NOLINTBEGIN(ownership-double-free,ownership-use-after-free): wrong on purpose: the library must tell it */
static void fallback(void)
{
	/* fallback */
	deed_debug d;
	deed_debug_init(&d, NULL, NULL);
	{
		DEED_STACK_FALLBACK(sf, 900, &d.allocator);
		char *s = deed_alloc(sf, 100), *big1 = deed_alloc(sf, 1000);
		CHECK((char *)&sf_buffer <= s && s < (char *)&sf_buffer + 900);
		CHECK(!((uintptr_t)s & 15));
		CHECK(deed_debug_used(&d) >= 1000);
		memset(s, 4, 100);
		QUIET(s = deed_realloc(sf, s, 100, 200));
		CHECK((char *)&sf_buffer <= s && s < (char *)&sf_buffer + 900);
		QUIET(s = deed_realloc(sf, s, 200, 2000));
		CHECK(!((char *)&sf_buffer <= s && s < (char *)&sf_buffer + 900));
		for (int i = 0; i < 100; i++) CHECK(s[i] == 4);
		QUIET(s = deed_realloc(sf, s, 2000, 50));
		for (int i = 0; i < 50; i++) CHECK(s[i] == 4);
		char *w = deed_alloc_aligned(sf, 10, 128);
		CHECK(w && !((uintptr_t)w & 127));
		QUIET(deed_free(sf, w));
		QUIET(deed_free(sf, s));
		QUIET(deed_free(sf, big1));
		char *t = deed_strdup(sf, "abc");
		CHECK(deed_is_checked() || deed_block_describe(t, NULL) == false);
		if (deed_is_checked()) {
			char *n;
			QUIET(n = deed_realloc(sf, t, 0, 5000));
			CHECK(n && !strcmp(n, "abc"));
			t = n;
			char *o = deed_alloc(sf, 30);
			if ((char *)&sf_buffer <= o && o < (char *)&sf_buffer + 900) {
				strcpy(o, "xyz");
				REPORT(DEED_ERROR_WRONG_SIZE, CHECK(!deed_realloc(sf, o, 31, 4000)), "31");
				CHECK(!strcmp(o, "xyz"));
				deed_free(sf, o);
				REPORT(DEED_ERROR_USE_AFTER_FREE, CHECK(!deed_realloc(sf, o, 30, 4000)), "died");
				REPORT(DEED_ERROR_DOUBLE_FREE, deed_free(sf, o));
			} else
				CHECK(!"not on the stack");
		} else
			REPORT(DEED_ERROR_BAD_ARGUMENT, MUST(!deed_realloc(sf, t, 0, 5000)));
		QUIET(deed_free(sf, t));
		QUIET(CHECK(!deed_alloc(sf, SIZE_MAX)));
		QUIET(CHECK(!deed_alloc(sf, DEED_MAX_SIZE)));
	}
	QUIET(CHECK(deed_debug_destroy(&d) == 0));
}
/* NOLINTEND(ownership-double-free,ownership-use-after-free) */

static void no_backing(void)
{
	deed_stack_fallback s2;
	REPORT(DEED_ERROR_BAD_ARGUMENT, deed_stack_fallback_init(&s2, buf, sizeof buf, NULL));
	QUIET(deed_stack_fallback_destroy(&s2));
	QUIET(deed_stack_fallback_destroy(NULL));
}

int main(void)
{
	START;
	fill_and_reset();
	last_block();
	misuse();
	view();
	fallback();
	no_backing();
	END;
}
