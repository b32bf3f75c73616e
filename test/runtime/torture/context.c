/* Contexts. */
#include "torture.h"
#include <deed/context.h>
#include <deed/cleanup.h>
#include <pthread.h>
#include <unistd.h>
static int refuse(void *p)
{
	(void)p;
	return -1;
}
static int fired;
static int count(void *p)
{
	(void)p;
	fired++;
	return 0;
}
static void *dtor_alloc_ctx;
static int dtor_allocs(void *p)
{
	fired++;
	void *x = deed_context_alloc(dtor_alloc_ctx, 100);
	(void)x;
	(void)p;
	return 0;
}
static void *victim;
static int dtor_frees_sibling(void *p)
{
	(void)p;
	fired++;
	if (victim) {
		void *v = victim;
		victim = NULL;
		deed_context_free(v);
	}
	return 0;
}
static int dtor_frees_self(void *p)
{
	fired++;
	return deed_context_free(p) == 0 ? 0 : 0;
}
static void *dtor_target;
static int dtor_moves_out(void *p)
{
	fired++;
	deed_context_steal(dtor_target, p);
	return -1;
}
static int dtor_clears(void *p)
{
	fired++;
	deed_context_set_destructor(p, NULL);
	return 0;
}
static void *mover(void *v)
{
	void **x = v;
	for (int i = 0; i < 2000; i++) {
		void *c = deed_context_create(NULL, "t");
		for (int k = 0; k < 20; k++) (void)!deed_context_alloc(c, (size_t)k * 37);
		void *o = __atomic_exchange_n(x, c, __ATOMIC_ACQ_REL);
		if (o) deed_context_free(o);
		void *q = deed_context_alloc(NULL, 20);
		deed_context_free(q);
	}
	return NULL;
}
static void *r;

static void sizes(void)
{
	char *p, *q;
	QUIET(r = deed_context_create(NULL, NULL));
	MUST(r);
	CHECK(!deed_context_name(r));
	deed_context_set_name(r, "root");
	CHECK(!strcmp(deed_context_name(r), "root"));
	size_t big[] = { SIZE_MAX,    SIZE_MAX - 1,  SIZE_MAX - 23,	SIZE_MAX - 24,	 SIZE_MAX - 64,	 SIZE_MAX / 2,
			 PTRDIFF_MAX, DEED_MAX_SIZE, DEED_MAX_SIZE - 1, (size_t)1 << 60, (size_t)1 << 48 };
	for (unsigned i = 0; i < sizeof big / sizeof *big; i++) {
		QUIET(CHECK(!deed_context_alloc(r, big[i])));
		QUIET(CHECK(!deed_context_zalloc(r, big[i])));
		QUIET(CHECK(!deed_context_alloc_named(r, big[i], "x")));
		QUIET(CHECK(!deed_context_array(r, big[i], 3, NULL)));
		QUIET(CHECK(!deed_context_pool(r, big[i], 10)));
		QUIET(CHECK(!deed_context_pool(r, 10, big[i])));
		QUIET(MUST(!deed_context_alloc(NULL, big[i])));
		QUIET(CHECK(!deed_context_dupe(r, "x", big[i])));
	}
	CHECK(deed_context_total_blocks(r) == 1);
	for (size_t n = 0; n < 200000; n = n * 3 / 2 + 1) {
		QUIET(p = deed_context_alloc(r, n));
		CHECK(p && !((uintptr_t)p & 15) && deed_context_size(p) == n);
		memset(p, 1, n);
		QUIET(q = deed_context_zalloc(r, n));
		for (size_t i = 0; i < n; i++)
			if (q[i]) {
				CHECK(0);
				break;
			}
		QUIET(q = deed_context_realloc(r, q, n * 2 + 1));
		CHECK(q && deed_context_size(q) == n * 2 + 1);
		QUIET(MUST(!deed_context_realloc(r, q, SIZE_MAX)));
		QUIET(MUST(!deed_context_realloc(r, q, DEED_MAX_SIZE)));
		QUIET(q = deed_context_realloc(r, q, 1));
		CHECK(q);
		QUIET(CHECK(deed_context_free(q) == 0));
		for (size_t i = 0; i < n; i++)
			if (p[i] != 1) {
				CHECK(0);
				break;
			}
	}
	QUIET(deed_context_free_children(r));
	CHECK(deed_context_total_blocks(r) == 1 && deed_context_total_size(r) == 0);
}

static void nulls(void)
{
	QUIET(CHECK(deed_context_free(NULL) == -1));
	QUIET(deed_context_free_children(NULL));
	QUIET(CHECK(!deed_context_steal(r, NULL)));
	QUIET(CHECK(!deed_context_reference(r, NULL)));
	QUIET(CHECK(deed_context_unlink(r, NULL) == -1));
	QUIET(CHECK(!deed_context_parent(NULL) && !deed_context_name(NULL) && !deed_context_size(NULL) && !deed_context_total_size(NULL) &&
		    !deed_context_total_blocks(NULL) && !deed_context_find(NULL, "x") && !deed_context_is_parent(NULL, r) &&
		    !deed_context_is_parent(r, NULL) && deed_context_references(NULL) == 0 && deed_context_set_destructor(NULL, count) == -1 &&
		    deed_context_set_limit(NULL, 5) == -1 && deed_context_report(NULL, stdout, DEED_REPORT_TEXT) == -1 &&
		    deed_context_report(r, NULL, DEED_REPORT_TEXT) == -1 && !deed_context_allocator(NULL)));
	deed_context_set_name(NULL, "x");
	deed_context_set_oom_panic(NULL, true);
}

static void deep_and_wide(void)
{
	void *x, *c;
	char *p = NULL;
	/* deep tree: 200000 deep */
	x = r;
	for (int i = 0; i < 200000; i++) x = deed_context_alloc(x, 8);
	CHECK(deed_context_is_parent(r, x) || 1);
	QUIET(deed_context_free_children(r));
	CHECK(deed_context_total_blocks(r) == 1);
	x = r;
	for (int i = 0; i < 20000; i++) {
		x = deed_context_alloc(x, 8);
		if (i % 100 == 0) deed_context_set_destructor(x, count);
	}
	fired = 0;
	QUIET(deed_context_free_children(r));
	CHECK(fired == 200);
	/* wide */
	for (int i = 0; i < 50000; i++) { p = deed_context_alloc_named(r, 10, "w"); }
	c = p;
	CHECK(deed_context_parent(c) == r);
	QUIET(deed_context_free_children(r));
}

/* NOLINTBEGIN(ownership-use-after-free): a destructor refuses: the block lives on, below the parent of what was freed */
static void refusals(void)
{
	void *c, *r2;
	char *p;
	/* refuse */
	c = deed_context_create(r, "mid");
	p = deed_context_alloc(c, 10);
	deed_context_set_destructor(p, refuse);
	QUIET(CHECK(deed_context_free(p) == -1));
	QUIET(CHECK(deed_context_free(c) == 0));
	CHECK(deed_context_parent(p) == r);
	deed_context_set_destructor(p, NULL);
	QUIET(CHECK(deed_context_free(p) == 0));
	p = deed_context_alloc(r, 10);
	deed_context_set_destructor(p, refuse);
	r2 = deed_context_create(NULL, "r2");
	c = deed_context_steal(r2, p);
	CHECK(c == p);
	QUIET(CHECK(deed_context_free(r2) == 0));
	CHECK(deed_context_parent(p) == NULL);
	CHECK(deed_context_size(p) == 10);
	deed_context_set_destructor(p, count);
	fired = 0;
	QUIET(CHECK(deed_context_free(p) == 0));
	CHECK(fired == 1);
}
/* NOLINTEND(ownership-use-after-free) */

static void busy_destructors(void)
{
	void *c;
	char *p;
	/* destructors that do things */
	dtor_alloc_ctx = r;
	p = deed_context_alloc(r, 10);
	deed_context_set_destructor(p, dtor_allocs);
	fired = 0;
	QUIET(CHECK(deed_context_free(p) == 0));
	CHECK(fired == 1 && deed_context_total_blocks(r) == 2);
	deed_context_free_children(r);
	c = deed_context_create(r, "c");
	p = deed_context_alloc(c, 10);
	deed_context_set_destructor(p, dtor_frees_sibling);
	victim = NULL;
	fired = 0;
	QUIET(CHECK(deed_context_free(c) == 0));
	CHECK(fired == 1 && deed_context_total_blocks(r) == 1);
	p = deed_context_alloc(r, 10);
	deed_context_set_destructor(p, dtor_frees_self);
	fired = 0;
	QUIET((void)deed_context_free(p));
	CHECK(fired == 1);
	c = deed_context_create(r, "c");
	dtor_target = r;
	p = deed_context_alloc(c, 10);
	deed_context_set_destructor(p, dtor_moves_out);
	fired = 0;
	QUIET(CHECK(deed_context_free(c) == 0));
	CHECK(deed_context_parent(p) == r && fired == 1);
	deed_context_set_destructor(p, dtor_clears);
	QUIET(CHECK(deed_context_free(p) == 0));
	CHECK(fired == 2);
	c = deed_context_create(r, "parent freed in child's destructor");
	victim = c;
	p = deed_context_alloc(c, 10);
	deed_context_set_destructor(p, dtor_frees_sibling);
	fired = 0;
	QUIET(CHECK(deed_context_free(c) == 0));
	CHECK(fired == 1);
}

/* NOLINTBEGIN(ownership-steal-borrowed): wrong on purpose: the library must tell it */
static void steal_loops(void)
{
	void *c, *x, *y;
	/* steal loops */
	c = deed_context_create(r, "a");
	x = deed_context_create(c, "b");
	y = deed_context_create(x, "c");
	REPORT(DEED_ERROR_BAD_ARGUMENT, CHECK(!deed_context_steal(y, c)), "below");
	REPORT(DEED_ERROR_BAD_ARGUMENT, CHECK(!deed_context_steal(x, c)));
	QUIET(CHECK(deed_context_steal(c, c) == c));
	QUIET(CHECK(deed_context_steal(NULL, x) == x));
	CHECK(!deed_context_parent(x));
	QUIET(CHECK(deed_context_free(x) == 0));
	deed_context_free_children(r);
}
/* NOLINTEND(ownership-steal-borrowed) */

/* NOLINTBEGIN(ownership-temporary-not-freed,ownership-use-after-free,ownership-wrong-parent): what has several parents ends with the last of them */
static void references(void)
{
	void *c, *x, *r2;
	/* references, loops of references */
	c = deed_context_create(r, "a");
	x = deed_context_create(r, "b");
	QUIET(CHECK(deed_context_reference(c, x) == x));
	CHECK(deed_context_references(x) == 1);
	QUIET(CHECK(deed_context_free(x) == -1));
	QUIET(CHECK(deed_context_unlink(r, x) == 0));
	CHECK(deed_context_parent(x) == c);
	QUIET(CHECK(deed_context_unlink(r, x) == -1));
	QUIET(CHECK(deed_context_free(c) == 0));
	CHECK(deed_context_total_blocks(r) == 1);
	c = deed_context_create(r, "a");
	x = deed_context_create(r, "b");
	(void)!deed_context_reference(c, x);
	(void)!deed_context_reference(x, c);
	fired = 0;
	deed_context_set_destructor(c, count);
	deed_context_set_destructor(x, count);
	QUIET(deed_context_free_children(r));
	CHECK(fired == 2 && deed_context_total_blocks(r) == 1);
	x = deed_context_create(r, "self");
	(void)!deed_context_reference(x, x);
	deed_context_set_destructor(x, count);
	fired = 0;
	QUIET(deed_context_free_children(r));
	CHECK(fired == 1 && deed_context_total_blocks(r) == 1);
	x = deed_context_create(r, "many");
	for (int i = 0; i < 1000; i++) (void)!deed_context_reference(deed_context_create(r, "h"), x);
	CHECK(deed_context_references(x) == 1000);
	QUIET(deed_context_free_children(r));
	CHECK(deed_context_total_blocks(r) == 1);
	/* reference over trees */
	r2 = deed_context_create(NULL, "other");
	x = deed_context_alloc(r2, 10);
	(void)!deed_context_reference(r, x);
	QUIET(CHECK(deed_context_free(r2) == 0));
	strcpy(x, "alive");
	CHECK(deed_context_parent(x) == r);
	deed_context_free_children(r);
}
/* NOLINTEND(ownership-temporary-not-freed,ownership-use-after-free,ownership-wrong-parent) */

static void pools(void)
{
	char *p;
	/* pools */
	void *pool;
	QUIET(pool = deed_context_pool(r, 32, 4096));
	CHECK(pool && deed_context_size(pool) == 32);
	for (int i = 0; i < 100; i++) {
		QUIET(p = deed_context_alloc(pool, (size_t)i * 3));
		memset(p, i, (size_t)i * 3);
		QUIET(p = deed_context_realloc(pool, p, (size_t)i * 5 + 1));
		CHECK(p);
		for (int k = 0; k < i * 3; k++)
			if (p[k] != (char)i) {
				CHECK(0);
				break;
			}
		if (i % 3 == 0)
			QUIET(deed_context_free(p));
		else if (i % 3 == 1)
			QUIET(deed_context_steal(r, p));
	}
	QUIET(MUST(!deed_context_realloc(r, pool, 10)));
	QUIET(CHECK(deed_context_free(pool) == 0));
	CHECK(deed_context_total_blocks(r) == 34);
	QUIET(deed_context_free_children(r));
}

static void limits(void)
{
	void *c, *x;
	char *p;
	/* limits */
	c = deed_context_create(r, "lim");
	CHECK(deed_context_set_limit(c, 10000) == 0);
	int k = 0;
	while (deed_context_alloc(c, 1000)) k++;
	CHECK(k == 9);
	QUIET(CHECK(!deed_context_alloc(c, 2000)));
	deed_context_free_children(c);
	p = deed_context_alloc(c, 5000);
	CHECK(p);
	QUIET(MUST(!deed_context_realloc(c, p, 20000)));
	CHECK(deed_context_size(p) == 5000);
	x = deed_context_create(c, "in");
	CHECK(deed_context_set_limit(x, 100) == 0);
	QUIET(CHECK(!deed_context_alloc(x, 200)));
	CHECK(deed_context_set_limit(x, 0) == 0);
	CHECK(deed_context_alloc(x, 200));
	deed_context_free(c);
}

static void names_and_reports(void)
{
	/* names, find, cast, report */
	struct foo {
		int a;
	} *f = DEED_CTX_NEW(r, struct foo);
	CHECK(DEED_CTX_CAST(f, struct foo) == f && !DEED_CTX_CAST(f, struct bar) && deed_context_find(deed_context_alloc(f, 3), "struct foo") == f);
	deed_context_set_name(f, "we\"ird\n\\<>{}");
	for (int m = 0; m < 3; m++) {
		char *b;
		size_t bn;
		FILE *mf = open_memstream(&b, &bn);
		CHECK(deed_context_report(r, mf, (deed_report_format)m) == 0);
		fclose(mf);
		CHECK(bn > 20);
		if (m == 2) { CHECK(strstr(b, "we\\\"ird")); }
		free(b);
	}
	FILE *full = fopen("/dev/full", "w");
	setvbuf(full, NULL, _IONBF, 0);
	CHECK(deed_context_report(r, full, DEED_REPORT_JSON) == -1);
	fclose(full);
}

static void strings_and_allocator(void)
{
	char *p;
	/* strings */
	QUIET(p = deed_context_strdup(r, "abc"));
	CHECK(!strcmp(p, "abc"));
	QUIET(p = deed_context_strndup(r, "abc", 2));
	CHECK(!strcmp(p, "ab"));
	QUIET(CHECK(!deed_context_strdup(r, NULL)));
	QUIET(p = deed_context_asprintf(r, "%s-%05000d", "x", 4));
	CHECK(strlen(p) == 5002);
	/* allocator */
	deed_allocator *al;
	QUIET(al = deed_context_allocator(r));
	QUIET(p = deed_alloc(al, 100));
	CHECK(deed_context_parent(p) == r);
	QUIET(p = deed_realloc(al, p, 100, 50000));
	QUIET(CHECK(!deed_alloc_aligned(al, 10, 64)));
	QUIET(CHECK(!deed_alloc(al, SIZE_MAX)));
	QUIET(deed_free(al, p));
	QUIET(deed_free(al, deed_alloc(al, 0)));
	void *mv = deed_context_alloc(r, 3);
	void *got = DEED_CTX_MOVE(NULL, mv);
	CHECK(!mv && got);
	DEED_CTX_FREE(got);
	CHECK(!got);
}

/* NOLINTBEGIN(ownership-double-free,ownership-release-mismatch,ownership-use-after-free): wrong on purpose: the library must tell it */
static void misuse(void)
{
	void *c;
	char *p, *q;
	/* misuse in both builds: double free of a context block */
	p = deed_context_alloc(r, 10);
	deed_context_free(p);
	if (!deed_is_checked()) {
		REPORT(DEED_ERROR_USE_AFTER_FREE, CHECK(deed_context_free(p) == -1), "after free");
		REPORT(DEED_ERROR_USE_AFTER_FREE, CHECK(!deed_context_alloc(p, 3)), "after free");
		static char junk[64];
		REPORT(DEED_ERROR_CORRUPTION, CHECK(deed_context_free(junk + 32) == -1));
	} else {
		REPORT(DEED_ERROR_DOUBLE_FREE, CHECK(deed_context_free(p) == -1), "family context", "born", "died");
		REPORT(DEED_ERROR_USE_AFTER_FREE, CHECK(!deed_context_alloc(p, 3)), "died");
		REPORT(DEED_ERROR_USE_AFTER_FREE, CHECK(!deed_context_steal(r, p)));
		REPORT(DEED_ERROR_USE_AFTER_FREE, CHECK(!deed_context_size(p)));
		REPORT(DEED_ERROR_USE_AFTER_FREE, CHECK(deed_context_set_destructor(p, count) == -1));
		REPORT(DEED_ERROR_USE_AFTER_FREE, CHECK(!deed_context_reference(r, p)));
		REPORT(DEED_ERROR_USE_AFTER_FREE, CHECK(!deed_context_strdup(p, "x")));
		q = deed_context_alloc(r, 10);
		REPORT(DEED_ERROR_INVALID_FREE, deed_context_free(q + 1), "inside");
		q[10] = 1;
		REPORT(DEED_ERROR_OVERFLOW, deed_context_free(q), "byte 1 after");
		q = deed_context_alloc(r, 10);
		q[-1] = 1;
		REPORT(DEED_ERROR_UNDERFLOW, deed_context_free(q));
		q = malloc(20);
		REPORT(DEED_ERROR_INVALID_FREE, deed_context_free(q));
		free(q);
		q = deed_alloc(deed_heap(), 10);
		REPORT(DEED_ERROR_WRONG_FAMILY, deed_context_free(q), "heap");
		deed_free(deed_heap(), q);
		q = deed_context_alloc(r, 10);
		REPORT(DEED_ERROR_WRONG_FAMILY, deed_free(deed_heap(), q), "family context");
		c = deed_context_create(r, "c");
		q = deed_context_alloc(c, 10);
		deed_context_free(c);
		REPORT(DEED_ERROR_DOUBLE_FREE, deed_context_free(q), "parent", "born", "died");
		q = deed_context_alloc(r, 20);
		deed_context_free(q);
		q[4] = 1;
		t_n = 0;
		CHECK(deed_verify_blocks(NULL) == 1);
		CHECK(t_kind == DEED_ERROR_USE_AFTER_FREE && strstr(t_msg, "byte 4"));
		c = deed_context_create(r, "b");
		q = deed_context_alloc(c, 10);
		{
			DEED_BORROW_SCOPE(char *, bq, q);
			(void)bq;
			REPORT(DEED_ERROR_BORROWED, CHECK(deed_context_free(q) == -1), "born");
			REPORT(DEED_ERROR_BORROWED, CHECK(deed_context_free(c) == -1), "born");
			REPORT(DEED_ERROR_BORROWED, deed_context_free_children(c));
			deed_block_info i;
			CHECK(deed_block_describe(q, &i) && i.alive && deed_context_parent(q) == c);
		}
		QUIET(CHECK(deed_context_free(c) == 0));
	}
}
/* NOLINTEND(ownership-double-free,ownership-release-mismatch,ownership-use-after-free) */

static void threads(void)
{
	deed_context_free(r);
	void *slot = NULL;
	pthread_t th[4];
	for (int i = 0; i < 4; i++) pthread_create(&th[i], NULL, mover, &slot);
	for (int i = 0; i < 4; i++) pthread_join(th[i], NULL);
	if (slot) deed_context_free(slot);
}

int main(void)
{
	START;
	sizes();
	nulls();
	deep_and_wide();
	refusals();
	busy_destructors();
	steal_loops();
	references();
	pools();
	limits();
	names_and_reports();
	strings_and_allocator();
	misuse();
	threads();
	END;
}
