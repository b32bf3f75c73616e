/* Each call to the C library's malloc and to mmap fails in turn, under whatever the library does with them. */
#include "torture.h"
#include <deed/context.h>
#include <deed/debug.h>
#include <deed/fixed.h>
#include <deed/pool.h>
#include <deed/refcount.h>
#include <deed/scope.h>
#include <deed/smp.h>
#include <deed/talloc.h>
#include <deed/validate.h>
#include <pthread.h>

#if defined(__GLIBC__)
#include "failing_libc.h"

static void use(char *s, size_t n)
{
	if (s) memset(s, 1, n);
}
static void heaps(void)
{
	deed_allocator *all[] = { deed_heap(), deed_heap_raw(), deed_page(), deed_smp() };
	for (int i = 0; i < 4; i++) {
		char *s = deed_alloc(all[i], 100), *t;
		if (s) {
			use(s, 100);
			if ((t = deed_realloc(all[i], s, 100, 100000))) s = t;
			CHECK(s[99] == 1);
			if ((t = deed_realloc(all[i], s, t ? 100000 : 100, 10))) s = t;
			CHECK(s[9] == 1);
		}
		deed_free(all[i], s);
		if (all[i] != deed_heap_raw()) deed_free(all[i], deed_zalloc_aligned(all[i], 100, 4096));
	}
}
static void arenas(void)
{
	deed_arena a;
	deed_arena_init(&a, deed_heap(), 1000);
	for (int i = 0; i < 10; i++) use(deed_arena_alloc(&a, 400), 400);
	use(deed_arena_alloc(&a, 50000), 50000);
	unsigned d = deed_arena_enter(&a);
	use(deed_arena_alloc(&a, 5000), 5000);
	deed_arena_exit(&a, d);
	CHECK(deed_arena_reset(&a, DEED_RESET_RETAIN_CAPACITY, 0));
	use(deed_arena_alloc(&a, 400), 400);
	deed_arena_destroy(&a);
	deed_arena_delete(deed_arena_create(deed_heap(), 0));
}
static void *in_a_thread(void *unused)
{
	(void)unused;
	if (deed_temp)
		DEED_SCOPE(deed_temp, m)
		{
			use(deed_alloc(m, 1000), 1000);
			use(deed_alloc(m, 1000000), 1000000);
		}
	return NULL;
}
static void temporary(void)
{
	pthread_t t;
	long keep = countdown;
	countdown = -1; /* the C library's own for the thread are not ours to test */
	static long inherited;
	inherited = keep;
	CHECK(!pthread_create(&t, NULL, in_a_thread, NULL));
	pthread_join(t, NULL);
	countdown = inherited;
	in_a_thread(NULL);
}
static void pools(void)
{
	deed_pool s;
	deed_pool_options o = { .preheat = 100 };
	bool ok = deed_pool_init(&s, deed_heap(), 48, 0, &o);
	for (int i = 0; ok && i < 2000; i++) use(deed_pool_create(&s), 48);
	if (ok) (void)deed_pool_reset(&s, DEED_RESET_FREE_ALL, 0);
	deed_pool_destroy(&s);
}
static void debugs(void)
{
	deed_debug d;
	deed_debug_init(&d, NULL, NULL);
	char *s = deed_strdup(&d.allocator, "kept"), *t = deed_realloc(&d.allocator, s, s ? 5 : 0, 500);
	if (s) CHECK(!strcmp(t ? t : s, "kept"));
	deed_free(&d.allocator, t ? t : s);
	CHECK(deed_debug_destroy(&d) == 0);
	deed_validate v;
	deed_validate_init(&v, deed_heap());
	char *many[100];
	for (int i = 0; i < 100; i++) many[i] = deed_alloc(&v.allocator, 10);
	for (int i = 0; i < 100; i++) deed_free(&v.allocator, many[i]);
	CHECK(deed_validate_destroy(&v) == 0);
	DEED_STACK_FALLBACK(sf, 64, deed_heap());
	deed_free(sf, deed_alloc(sf, 500));
	int *counted = DEED_RC_NEW(deed_heap(), int, NULL);
	if (counted) DEED_RC_UNREF(counted);
}
static int veto(void *p)
{
	(void)p;
	return -1;
}
static void contexts(void)
{
	void *root = deed_context_create(NULL, "root");
	if (!root) return;
	char *s = deed_context_strdup(root, "kept"), *t;
	if (s) {
		int set = deed_context_set_destructor(s, veto);
		CHECK(deed_context_free(s) == (set == 0 ? -1 : 0));
		if (set == 0) {
			/* NOLINTNEXTLINE(ownership-use-after-free): its destructor refused */
			CHECK(!strcmp(s, "kept"));
			CHECK(deed_context_set_destructor(s, NULL) == 0);
			if ((t = deed_context_realloc(root, s, 200000))) s = t;
			CHECK(!strcmp(s, "kept") && deed_context_parent(s) == root);
			void *other = deed_context_create(NULL, NULL);
			if (other && deed_context_reference(other, s)) CHECK(deed_context_references(s) == 1);
			else CHECK(deed_context_references(s) == 0);
			if (other) CHECK(deed_context_free(other) == 0);
			CHECK(!strcmp(s, "kept"));
			if (deed_context_set_limit(s, 100) == 0) CHECK(!deed_context_alloc(s, 1000));
		}
	}
	void *pool = deed_context_pool(root, 16, 1000);
	if (pool) {
		use(deed_context_alloc(pool, 100), 100);
		use(deed_context_alloc(pool, 10000), 10000);
	}
	deed_allocator *a = deed_context_allocator(root);
	if (a) use(deed_alloc(a, 30000), 30000);
	deed_context_set_name(root, "another");
	for (int i = 0; i < 300; i++) use(deed_context_alloc(root, 900), 900);
	CHECK(deed_context_free(root) == 0);
	use(s = deed_context_alloc(NULL, 30), 30);
	if (s) CHECK(deed_context_free(s) == 0);
}
static int done(int *unused)
{
	(void)unused;
	return 0;
}
static void tallocs(void)
{
	TALLOC_CTX *root = talloc_new(NULL);
	if (!root) return;
	int *n = talloc_zero_array(root, int, 10);
	if (n) {
		talloc_set_destructor(n, done);
		int *more = talloc_realloc(root, n, int, 10000);
		if (more) n = more;
		CHECK(n[9] == 0);
		talloc_set_name(n, "%s", "a name of its own");
	}
	char *s = talloc_asprintf(root, "%d", 1);
	if (s) {
		char *t = talloc_asprintf_append(s, "%0100d", 2);
		if (t) CHECK(strlen(t) == 101);
	}
	char *kept = talloc_strdup(root, "x");
	if (kept) (void)talloc_steal(NULL, kept);
	if (kept) CHECK(talloc_free(kept) == 0);
	(void)talloc_memdup(root, "abc", 4);
	(void)talloc_pooled_object(root, long, 3, 500);
	CHECK(talloc_free(root) == 0);
}

static void sweep(void (*run)(void), const char *name)
{
	for (long k = 0; k < 5000; k++) {
		failed_once = false;
		countdown = k;
		t_n = 0;
		run();
		countdown = -1;
		if (t_n) {
			t_fail++;
			printf("%s, call %ld failing: %s", name, k, t_msg);
		}
		if (!failed_once) {
			if (getenv("VERBOSE")) printf("%s: %ld calls\n", name, k);
			return;
		}
	}
	CHECK(!"no end");
}

int main(void)
{
	START;
	sweep(heaps, "heaps");
	sweep(arenas, "arenas");
	sweep(temporary, "temporary");
	sweep(pools, "pools");
	sweep(debugs, "debugs");
	sweep(contexts, "contexts");
	sweep(tallocs, "tallocs");
	CHECK(deed_verify_blocks(NULL) == 0);
	END;
}
#else
int main(void) { return 0; }
#endif
