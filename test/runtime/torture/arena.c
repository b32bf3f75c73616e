/* Arenas, scopes and the temporary allocator. */
#include "torture.h"
#include <deed/scope.h>
#include <deed/debug.h>
#include <deed/failing.h>
#include <pthread.h>
static void *other_thread(void *a) { return deed_alloc(a, 100); }
static int ret_in_scope(int k)
{
	for (int i = 0; i < 10; i++) DEED_SCOPE(deed_temp, m)
		{
			if (!deed_alloc(m, 10)) return -1;
			if (i == k) return (int)deed_scope_depth(m);
		}
	return 0;
}
static unsigned nest(unsigned n, deed_allocator *a)
{
	unsigned d = 0;
	DEED_SCOPE(a, m)
	{
		(void)!deed_alloc(m, 100);
		d = deed_scope_depth(m);
		if (n > 1) d = nest(n - 1, a);
	}
	return d;
}
static deed_arena a;
static char *p, *q, *o;

static void pages_and_resets(void)
{

	size_t pages[] = { 0, 1, 255, 256, 257, 4096, 65536, 1u << 20, SIZE_MAX, DEED_MAX_SIZE };
	for (unsigned i = 0; i < sizeof pages / sizeof *pages; i++) {
		deed_arena_init(&a, deed_heap(), pages[i]);
		CHECK(deed_arena_used(&a) == 0);
		for (int r = 0; r < 3; r++) {
			void *first = NULL;
			char *ps[200];
			for (int k = 0; k < 200 && pages[i] < (1u << 30); k++) {
				size_t n = (size_t)(k * k * 7 % 5000), al = (size_t)1 << k % 13;
				QUIET(ps[k] = deed_alloc_aligned(&a.allocator, n, al));
				CHECK(ps[k] && !((uintptr_t)ps[k] & (al - 1)));
				memset(ps[k], k, n ? n : 1);
				if (!first) first = ps[k];
				CHECK(deed_arena_owns(&a, ps[k]));
			}
			if (first)
				for (int k = 0; k < 200; k++) {
					size_t n = (size_t)(k * k * 7 % 5000);
					for (size_t j = 0; j < n; j++)
						if (ps[k][j] != (char)k) {
							CHECK(!"moved or overlapped");
							break;
						}
				}
			size_t cap = deed_arena_capacity(&a), used = deed_arena_used(&a);
			CHECK(cap >= used);
			if (r == 0) {
				QUIET(CHECK(deed_arena_reset(&a, DEED_RESET_RETAIN_CAPACITY, 0)));
				CHECK(deed_arena_used(&a) == 0 && deed_arena_capacity(&a) == cap);
			}
			if (r == 1) {
				QUIET(CHECK(deed_arena_reset(&a, DEED_RESET_RETAIN_LIMIT, 10000)));
				CHECK(deed_arena_used(&a) == 0 && deed_arena_capacity(&a) <= 10000);
			}
			if (r == 2) {
				QUIET(CHECK(deed_arena_reset(&a, DEED_RESET_FREE_ALL, 0)));
				CHECK(deed_arena_used(&a) == 0 && deed_arena_capacity(&a) == 0);
			}
		}
		QUIET(CHECK(!deed_arena_alloc(&a, SIZE_MAX)));
		QUIET(CHECK(!deed_arena_alloc(&a, SIZE_MAX - 14)));
		QUIET(CHECK(!deed_arena_alloc(&a, SIZE_MAX - 16)));
		QUIET(CHECK(!deed_arena_alloc(&a, DEED_MAX_SIZE)));
		QUIET(CHECK(!deed_arena_alloc_aligned(&a, 1, (size_t)1 << 62)));
		REPORT(DEED_ERROR_BAD_ARGUMENT, CHECK(!deed_arena_alloc_aligned(&a, 1, 3)));
		QUIET(deed_arena_destroy(&a));
		QUIET(deed_arena_destroy(&a));
	}
}

static void growth(void)
{
	/* growth of the last block in place, not of others */
	deed_arena_init(&a, deed_heap(), 65536);
	p = deed_alloc(&a.allocator, 100);
	memset(p, 7, 100);
	QUIET(q = deed_realloc(&a.allocator, p, 100, 5000));
	CHECK(q == p);
	QUIET(CHECK(deed_resize(&a.allocator, q, 5000, 6000)));
	char *r = deed_alloc(&a.allocator, 10);
	QUIET(CHECK(!deed_resize(&a.allocator, q, 6000, 7000)));
	QUIET(CHECK(deed_resize(&a.allocator, q, 6000, 500)));
	QUIET(q = deed_realloc(&a.allocator, q, 500, 6000));
	CHECK(q[99] == 7);
	(void)r;
	if (!deed_is_checked()) {
		REPORT(DEED_ERROR_BAD_ARGUMENT, CHECK(!deed_realloc(&a.allocator, q, 0, 60000)), "old size");
		QUIET(CHECK(!deed_resize(&a.allocator, q, 0, 1)));
	} else {
		QUIET(q = deed_realloc(&a.allocator, q, 0, 60000));
		CHECK(q && q[99] == 7);
	}
	char *z = deed_arena_alloc(&a, 0), *z2 = deed_arena_alloc(&a, 0);
	CHECK(z && z2 && z != z2);
}

static void reset_inside_a_scope(void)
{
	/* reset inside a scope */
	unsigned d = deed_arena_enter(&a);
	CHECK(d == 1);
	REPORT(DEED_ERROR_SCOPE_DEPTH, CHECK(!deed_arena_reset(&a, DEED_RESET_FREE_ALL, 0)), "scope");
	REPORT(
		DEED_ERROR_SCOPE_DEPTH,
		{
			deed_arena_state s = deed_arena_detach(&a);
			CHECK(!s.pages);
		},
		"scope");
	deed_arena_exit(&a, d);
	REPORT(DEED_ERROR_SCOPE_DEPTH, deed_arena_exit(&a, 1));
	REPORT(DEED_ERROR_SCOPE_DEPTH, deed_arena_exit(&a, 77));
	QUIET(deed_arena_exit(&a, 0));
}

static void depth(void)
{
	/* 32 deep and 33 */
	QUIET(CHECK(nest(32, &a.allocator) == 32));
	CHECK(deed_scope_depth(&a.allocator) == 0);
	REPORT(DEED_ERROR_SCOPE_DEPTH, CHECK(nest(33, &a.allocator) == 32), "32");
	CHECK(deed_scope_depth(&a.allocator) == 0);
	QUIET(CHECK(nest(32, deed_temp) == 32));
	REPORT(DEED_ERROR_SCOPE_DEPTH, nest(33, deed_temp));
	CHECK(deed_scope_depth(deed_temp) == 0);
	/* exit of an outer depth ends the inner ones */
	for (int i = 0; i < 5; i++) (void)deed_arena_enter(&a);
	p = deed_arena_alloc(&a, 50);
	QUIET(deed_arena_exit(&a, 1));
	CHECK(deed_scope_depth(&a.allocator) == 0);
	CREPORT(DEED_ERROR_DOUBLE_FREE, deed_free(&a.allocator, p), "scope", "born", "died");
	/* nested p2 stays, p3 dies; outer block untouched by big inner page */
	o = deed_arena_alloc(&a, 100);
	memset(o, 9, 100);
	DEED_SCOPE(&a.allocator, t1)
	{
		char *p2 = deed_alloc(t1, 100000);
		memset(p2, 1, 100000);
		DEED_SCOPE(t1, t2)
		{
			char *p3 = deed_alloc(t2, 10000);
			memset(p3, 2, 10000);
		}
		for (int i = 0; i < 100000; i++)
			if (p2[i] != 1) {
				CHECK(0);
				break;
			}
	}
	for (int i = 0; i < 100; i++) CHECK(o[i] == 9);
}

/* NOLINTBEGIN(ownership-cross-scope-realloc,ownership-double-free,ownership-release-mismatch,ownership-use-after-free): wrong on purpose: the library must tell it */
static void misuse(void)
{
	if (deed_is_checked()) {
		DEED_SCOPE(&a.allocator, s1)
		{
			char *b = deed_alloc(s1, 100);
			DEED_SCOPE(&a.allocator, s2)
			{
				REPORT(DEED_ERROR_CROSS_SCOPE, CHECK(!deed_realloc(s2, b, 100, 200)), "scope 2", "scope 1", "born");
				REPORT(DEED_ERROR_CROSS_SCOPE, deed_free(s2, b), "born");
				REPORT(DEED_ERROR_CROSS_SCOPE, CHECK(!deed_resize(s2, b, 100, 50)));
				REPORT(DEED_ERROR_CROSS_SCOPE, deed_free(s2, o));
			}
			QUIET(b = deed_realloc(s1, b, 100, 200));
		}
		/* overflow found at the scope's exit, at reset, at destroy */
		t_n = 0;
		DEED_SCOPE(&a.allocator, s1)
		{
			char *b = deed_alloc(s1, 33);
			b[33] = 0;
		}
		CHECK(t_n == 1 && t_kind == DEED_ERROR_OVERFLOW && strstr(t_msg, "scope exit"));
		char *b = deed_alloc(&a.allocator, 33);
		b[-1] = 0;
		REPORT(DEED_ERROR_UNDERFLOW, (void)deed_arena_reset(&a, DEED_RESET_RETAIN_CAPACITY, 0), "reset", "born");
		b = deed_alloc(&a.allocator, 10);
		(void)deed_arena_reset(&a, DEED_RESET_RETAIN_CAPACITY, 0);
		REPORT(DEED_ERROR_DOUBLE_FREE, deed_free(&a.allocator, b), "reset", "born", "died");
		REPORT(DEED_ERROR_USE_AFTER_FREE, CHECK(!deed_realloc(&a.allocator, b, 10, 20)), "reset", "died");
		b = deed_alloc(&a.allocator, 40);
		deed_free(&a.allocator, b);
		((char *)HIDE(b))[3] = 1;
		REPORT(DEED_ERROR_USE_AFTER_FREE, (void)deed_arena_reset(&a, DEED_RESET_FREE_ALL, 0), "byte 3", "born", "died");
		/* wrong instance */
		deed_arena a2;
		deed_arena_init(&a2, deed_heap(), 0);
		b = deed_alloc(&a2.allocator, 10);
		REPORT(DEED_ERROR_WRONG_FAMILY, deed_free(&a.allocator, b), "instance", "born");
		deed_arena_destroy(&a2);
		REPORT(DEED_ERROR_USE_AFTER_FREE, CHECK(!deed_alloc(&a2.allocator, 3)), "destroyed", "born");
		REPORT(DEED_ERROR_DOUBLE_FREE, deed_free(&a.allocator, b), "destroyed");
		REPORT(DEED_ERROR_USE_AFTER_FREE, CHECK(!deed_arena_alloc(&a2, 3)), "destroyed");
		REPORT(DEED_ERROR_USE_AFTER_FREE, CHECK(!deed_arena_reset(&a2, DEED_RESET_FREE_ALL, 0)), "destroyed");
		REPORT(DEED_ERROR_USE_AFTER_FREE, CHECK(!deed_arena_enter(&a2)), "destroyed");
		QUIET(deed_arena_exit(&a2, 0));
	} else {
		deed_arena a2;
		deed_arena_init(&a2, deed_heap(), 0);
		deed_arena_destroy(&a2);
		REPORT(DEED_ERROR_BAD_ARGUMENT, CHECK(!deed_arena_alloc(&a2, 3)), "destroyed");
		REPORT(DEED_ERROR_BAD_ARGUMENT, CHECK(!deed_alloc(&a2.allocator, 3)), "destroyed");
	}
}
/* NOLINTEND(ownership-cross-scope-realloc,ownership-double-free,ownership-release-mismatch,ownership-use-after-free) */

static void detach(void)
{
	deed_arena_destroy(&a);
	/* detach / promote */
	char *p;
	deed_arena_init(&a, deed_heap(), 4096);
	p = deed_alloc(&a.allocator, 100);
	strcpy(p, "kept");
	deed_arena_state st = deed_arena_detach(&a);
	CHECK(!strcmp(p, "kept"));
	REPORT(DEED_ERROR_BAD_ARGUMENT, CHECK(!deed_alloc(&a.allocator, 3)));
	deed_arena b2;
	deed_arena_promote(&b2, &st, deed_heap(), 4096);
	CHECK(!strcmp(p, "kept") && deed_arena_owns(&b2, p));
	QUIET(p = deed_realloc(&b2.allocator, p, 100, 200));
	CHECK(!strcmp(p, "kept"));
	QUIET(deed_arena_destroy(&b2));
	deed_arena_state none = { 0 };
	deed_arena_promote(&b2, &none, deed_heap(), 0);
	QUIET(CHECK(deed_arena_alloc(&b2, 10) != NULL));
	QUIET(deed_arena_destroy(&b2));
}

/* NOLINTBEGIN(ownership-double-free): wrong on purpose: the library must tell it */
static void temporary(void)
{
	/* temp */
	REPORT(DEED_ERROR_OUTSIDE_SCOPE, CHECK(!deed_alloc(deed_temp, 10)), "outside");
	REPORT(DEED_ERROR_OUTSIDE_SCOPE, CHECK(!deed_strdup(deed_temp, "x")));
	CHECK(ret_in_scope(4) == 1);
	CHECK(deed_scope_depth(deed_temp) == 0);
	REPORT(DEED_ERROR_OUTSIDE_SCOPE, CHECK(!deed_alloc(deed_temp, 10)));
	DEED_SCOPE(deed_temp, m)
	{
		char *x = deed_alloc(m, 110241024);
		CHECK(x);
		x[110241023] = 1;
		DEED_SCOPE(deed_temp, n)
		{
			char *y = deed_alloc(n, 100);
			y[0] = 1;
		}
		CHECK(x[110241023] == 1);
	}
	if (deed_is_checked()) {
		char *esc = NULL;
		DEED_SCOPE(deed_temp, m) esc = deed_strdup(m, "gone");
		DEED_SCOPE(deed_temp, m)
		{
			REPORT(DEED_ERROR_DOUBLE_FREE, deed_free(m, esc), "family temp", "scope was left", "born", "died");
			REPORT(DEED_ERROR_USE_AFTER_FREE, CHECK(!deed_realloc(m, esc, 5, 10)), "scope was left");
		}
	}
}
/* NOLINTEND(ownership-double-free) */

static void no_scopes_there(void)
{
	REPORT(DEED_ERROR_BAD_ARGUMENT, CHECK(!deed_scope_enter(deed_heap())), "scopes");
	REPORT(DEED_ERROR_BAD_ARGUMENT, CHECK(!deed_scope_enter(NULL)));
	QUIET(CHECK(deed_scope_depth(NULL) == 0));
	QUIET(deed_scope_exit(deed_heap(), 0));
	/* scope on something without scopes: the block still runs once? */
	int runs = 0; REPORT(DEED_ERROR_BAD_ARGUMENT, { DEED_SCOPE(deed_heap(), m) { (void)m; runs++;
}
});
CHECK(runs == 1);
}

static void threads(void)
{
	/* thread misuse */
	pthread_t th;
	void *tp = NULL;
	DEED_SCOPE(deed_temp, m)
	CREPORT(
		DEED_ERROR_WRONG_THREAD,
		{
			/* NOLINTNEXTLINE(ownership-allocator-across-threads): wrong on purpose: the library must tell it */
			pthread_create(&th, NULL, other_thread, m);
			pthread_join(th, &tp);
			CHECK(!tp);
		},
		"another thread");
}

static void backings(void)
{
	/* arena on others; failing backing */
	deed_failing f;
	deed_failing_init(&f, deed_heap(), 0, DEED_NEVER);
	deed_arena_init(&a, &f.allocator, 4096);
	QUIET(CHECK(!deed_arena_alloc(&a, 10)));
	QUIET(CHECK(!deed_arena_alloc(&a, 100000)));
	QUIET(CHECK(deed_arena_reset(&a, DEED_RESET_RETAIN_CAPACITY, 0)));
	QUIET(deed_arena_destroy(&a));
	REPORT(DEED_ERROR_BAD_ARGUMENT, deed_arena_init(&a, NULL, 0), "behind it");
	CHECK(deed_arena_alloc(&a, 10));
	deed_arena_destroy(&a);
	/* leaks under a debug backing */
	deed_debug dbg;
	deed_debug_init(&dbg, NULL, NULL);
	deed_arena_init(&a, &dbg.allocator, 300);
	for (int i = 0; i < 100; i++) DEED_SCOPE(&a.allocator, m)
		{
			(void)!deed_alloc(m, (size_t)i * 100);
			DEED_SCOPE(m, k)(void) !deed_alloc(k, 5000);
		}
	(void)!deed_arena_alloc(&a, 100000);
	deed_arena_reset(&a, DEED_RESET_RETAIN_LIMIT, 1000);
	(void)!deed_arena_alloc(&a, 100);
	deed_arena_destroy(&a);
	QUIET(CHECK(deed_debug_destroy(&dbg) == 0));
	deed_arena *ha;
	QUIET(ha = deed_arena_create(deed_heap(), 0));
	CHECK(deed_arena_alloc(ha, 3));
	QUIET(deed_arena_delete(ha));
	QUIET(deed_arena_delete(NULL));
}

int main(void)
{
	START;
	pages_and_resets();
	growth();
	reset_inside_a_scope();
	depth();
	misuse();
	detach();
	temporary();
	no_scopes_there();
	threads();
	backings();
	END;
}
