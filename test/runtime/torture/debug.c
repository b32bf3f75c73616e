/* The debug allocator and the wrappers: locked, failing, testing, tracing, validation; counted handles. */
#include "torture.h"
#include <deed/debug.h>
#include <deed/failing.h>
#include <deed/testing.h>
#include <deed/locked.h>
#include <deed/arena.h>
#include <deed/fixed.h>
#include <deed/tracing.h>
#include <deed/validate.h>
#include <deed/refcount.h>
#include <sys/wait.h>
#include <unistd.h>
#include <pthread.h>
__attribute__((noinline)) static char *level1(deed_allocator *a)
{
	char *p = deed_alloc(a, 77);
	__asm__ volatile("");
	return p;
}
__attribute__((noinline)) static char *level2(deed_allocator *a)
{
	char *p = level1(a);
	__asm__ volatile("");
	return p;
}
static void *hammer(void *v)
{
	deed_allocator *a = v;
	for (int i = 0; i < 20000; i++) {
		char *p = deed_alloc(a, (size_t)i % 200);
		if (p) {
			p[0] = 1;
			deed_free(a, p);
		}
	}
	return NULL;
}
static int dropped;
static void drop(void *o)
{
	(void)o;
	dropped++;
}
static int good(deed_allocator *gpa, void *arg)
{
	(void)arg;
	char *a = deed_alloc(gpa, 10);
	if (!a) return -1;
	char *b = deed_strdup(gpa, "x");
	if (!b) {
		deed_free(gpa, a);
		return -1;
	}
	deed_free(gpa, a);
	deed_free(gpa, b);
	return 0;
}
static int leaky(deed_allocator *gpa, void *arg)
{
	(void)arg;
	char *a = deed_alloc(gpa, 10);
	if (!a) return -1;
	char *b = deed_strdup(gpa, "x");
	/* NOLINTNEXTLINE(ownership-error-path-leak): what the sweep of failures must find */
	if (!b) return -1;
	deed_free(gpa, a);
	deed_free(gpa, b);
	return 0;
}
static int crash(deed_allocator *gpa, void *arg)
{
	(void)arg;
	char *volatile a = deed_alloc(gpa, 10);
	a[0] = 1;
	deed_free(gpa, a);
	return 0;
}
static int swallow(deed_allocator *gpa, void *arg)
{
	(void)arg;
	deed_free(gpa, deed_alloc(gpa, 10));
	return 0;
}
static int dbl(deed_allocator *gpa, void *arg)
{
	(void)arg;
	char *a = deed_alloc(gpa, 10);
	if (!a) return -1;
	char *b = deed_alloc(gpa, 10);
	if (!b) {
		deed_free(gpa, a);
		/* NOLINTNEXTLINE(ownership-double-free): what the sweep of failures must find */
		deed_free(gpa, a);
		return -1;
	}
	deed_free(gpa, a);
	deed_free(gpa, b);
	return 0;
}
/* an allocator that is wrong in chosen ways */
static int mode;
static char pile[4096] __attribute__((aligned(64)));
static void *w_alloc(deed_allocator *s, size_t n, size_t al)
{
	(void)s;
	if (mode == 1) return pile + 1;
	if (mode == 2) return pile;
	void *p = aligned_alloc(al < 16 ? 16 : al, (n + al + 15) / (al < 16 ? 16 : al) * (al < 16 ? 16 : al));
	return p;
}
static void *w_zalloc(deed_allocator *s, size_t n, size_t al)
{
	void *p = w_alloc(s, n, al);
	if (p) memset(p, mode == 3 ? 1 : 0, n);
	return p;
}
static void *w_regrow(deed_allocator *s, void *p, size_t o, size_t n, size_t al)
{
	void *q = w_alloc(s, n, al);
	if (!q) return NULL;
	if (mode != 4)
		memcpy(q, p, o < n ? o : n);
	else
		memset(q, 9, n);
	return q;
}
static bool w_resize(deed_allocator *s, void *p, size_t o, size_t n, size_t al)
{
	(void)s;
	(void)p;
	(void)o;
	(void)n;
	(void)al;
	return false;
}
static void w_release(deed_allocator *s, void *p, size_t n, size_t al)
{
	(void)s;
	(void)p;
	(void)n;
	(void)al;
}
static const deed_allocator_ops wops = { w_alloc, w_zalloc, w_regrow, w_resize, w_release, NULL, NULL, NULL };
static deed_debug d;
static deed_allocator *a, w;
static char *p, *q, text[4000];
static pthread_t th[4];
static deed_failing f;
static deed_validate v;

/* NOLINTBEGIN(ownership-double-free): wrong on purpose: the library must tell it */
static void limits_and_misuse(void)
{

	if (!freopen("/dev/null", "w", stderr)) t_fail++;
	deed_debug_options o = { .stack_frames = 10, .memory_limit = 1000, .retain_metadata = true, .name = "mine" };
	deed_debug_init(&d, NULL, &o);
	a = &d.allocator;
	p = deed_alloc(a, 600);
	CHECK(p);
	QUIET(CHECK(!deed_alloc(a, 401)));
	QUIET(q = deed_alloc(a, 400));
	CHECK(q && deed_debug_used(&d) == 1000 && deed_debug_peak(&d) == 1000);
	QUIET(CHECK(!deed_alloc(a, 1)));
	QUIET(deed_free(a, q));
	QUIET(CHECK(!deed_realloc(a, p, 600, 1001)));
	deed_debug_set_limit(&d, 100);
	QUIET(CHECK(!deed_alloc(a, 1)));
	deed_debug_set_limit(&d, 0);
	QUIET(q = deed_alloc(a, 100000));
	CHECK(q);
	QUIET(deed_free(a, q));
	QUIET(deed_free(a, p));
	REPORT(DEED_ERROR_DOUBLE_FREE, deed_free(a, p), "mine", "born", "died");
	for (int i = 0; i < 5000; i++) deed_free(a, deed_alloc(a, 50));
	REPORT(DEED_ERROR_DOUBLE_FREE, deed_free(a, p), "born", "died");
}
/* NOLINTEND(ownership-double-free) */

/* NOLINTBEGIN(ownership-double-free,ownership-release-mismatch,ownership-use-after-free): wrong on purpose: the library must tell it */
static void traces(void)
{
	p = level2(a);
	REPORT(DEED_ERROR_INVALID_FREE, deed_free(a, p + 1), "level1", "level2", "main");
	deed_free_sized(a, p, 77, 0);
	REPORT(DEED_ERROR_DOUBLE_FREE, deed_free(a, p), "level1", "level2");
	p = deed_alloc(a, 10);
	REPORT(DEED_ERROR_WRONG_SIZE, deed_free_sized(a, p, 11, 0));
	REPORT(DEED_ERROR_WRONG_SIZE, deed_free_sized(a, p, 10, 128));
	p[10] = 1;
	REPORT(DEED_ERROR_OVERFLOW, deed_free(a, p));
	p = deed_alloc(a, 10);
	p[-1] = 0;
	REPORT(DEED_ERROR_UNDERFLOW, deed_free(a, p));
	REPORT(DEED_ERROR_INVALID_FREE, deed_free(a, text));
	REPORT(DEED_ERROR_BAD_ARGUMENT, CHECK(!deed_alloc_aligned(a, 1, 3)));
	QUIET(CHECK(!deed_alloc(a, DEED_MAX_SIZE)));
	p = deed_alloc(a, 33);
	q = deed_alloc_aligned(a, 44, 256);
	CHECK(!((uintptr_t)q & 255));
	CHECK(deed_debug_report_leaks(&d) == 2);
	deed_block_info bi;
	CHECK(deed_block_describe(q, &bi) && bi.size == 44 && !strcmp(bi.family, "debug"));
	deed_block_text(q, text, sizeof text);
	CHECK(strstr(text, "44 bytes") && strstr(text, "born"));
	deed_block_text(q, text, 1);
	CHECK(!text[0]);
	deed_block_text(q, text, 10);
	CHECK(strlen(text) <= 9);
	CHECK(deed_debug_destroy(&d) == 2);
	REPORT(deed_is_checked() ? DEED_ERROR_USE_AFTER_FREE : DEED_ERROR_BAD_ARGUMENT, CHECK(!deed_alloc(a, 1)), "destroyed");
	QUIET(CHECK(deed_debug_destroy(&d) == 0));
}
/* NOLINTEND(ownership-double-free,ownership-release-mismatch,ownership-use-after-free) */

static void late_write(void)
{
	/* late write */
	deed_debug_init(&d, deed_heap(), NULL);
	a = &d.allocator;
	p = deed_alloc(a, 40);
	deed_free(a, p);
	/* NOLINTNEXTLINE(ownership-use-after-free): wrong on purpose: the library must tell it */
	((char *)HIDE(p))[5] = 1;
	t_n = 0;
	size_t dl = deed_debug_destroy(&d);
	CHECK(dl == 0 && t_n == 1 && t_kind == DEED_ERROR_USE_AFTER_FREE && strstr(t_msg, "byte 5 "));
}

/* NOLINTBEGIN(ownership-use-after-free): wrong on purpose: the library must tell it */
static void never_unmap(void)
{
	/* never_unmap in a child */
	for (int w = 0; w < 2; w++) {
		int pfd[2];
		CHECK(!pipe(pfd));
		fflush(stdout);
		pid_t pid = fork();
		if (!pid) {
			dup2(pfd[1], 2);
			deed_set_error_handler(NULL, NULL);
			deed_debug_options n = { .never_unmap = true };
			deed_debug_init(&d, NULL, &n);
			volatile char *x = deed_alloc(&d.allocator, 100);
			x[99] = 1;
			deed_free(&d.allocator, (void *)x);
			if (w)
				x[7] = 1;
			else
				(void)x[7];
			_exit(0);
		}
		close(pfd[1]);
		char b[8000] = "";
		size_t k = 0;
		ssize_t r;
		while ((r = read(pfd[0], b + k, sizeof b - 1 - k)) > 0) k += (size_t)r;
		b[k] = 0;
		int st;
		waitpid(pid, &st, 0);
		CHECK(WIFSIGNALED(st));
		CHECK(strstr(b, "use-after-free") && strstr(b, "byte 7") && strstr(b, "born") && strstr(b, "died"));
		close(pfd[0]);
	}
}
/* NOLINTEND(ownership-use-after-free) */

static void options(void)
{
	/* no_safety, single_thread, negative frames */
	deed_debug_options ns = { .no_safety = true, .single_thread = true, .stack_frames = -1 };
	deed_debug_init(&d, NULL, &ns);
	for (int i = 0; i < 100; i++) QUIET(deed_free(a, deed_alloc(a, 30)));
	p = deed_alloc(a, 3);
	CHECK(deed_debug_destroy(&d) == 1);
}

static void threads(void)
{
	/* threads */
	deed_debug_init(&d, NULL, NULL);
	for (int i = 0; i < 4; i++) pthread_create(&th[i], NULL, hammer, a);
	for (int i = 0; i < 4; i++) pthread_join(th[i], NULL);
	CHECK(deed_debug_used(&d) == 0);
	QUIET(CHECK(deed_debug_destroy(&d) == 0));
	/* locked arena, locked fixed */
	deed_arena ar;
	deed_locked l;
	deed_arena_init(&ar, deed_heap(), 0);
	deed_locked_init(&l, &ar.allocator);
	for (int i = 0; i < 4; i++) pthread_create(&th[i], NULL, hammer, &l.allocator);
	for (int i = 0; i < 4; i++) pthread_join(th[i], NULL);
	REPORT(DEED_ERROR_BAD_ARGUMENT, CHECK(!deed_alloc_aligned(&l.allocator, 1, 6)));
	QUIET(CHECK(!deed_alloc(&l.allocator, DEED_MAX_SIZE)));
	deed_locked_destroy(&l);
	REPORT(DEED_ERROR_BAD_ARGUMENT, CHECK(!deed_alloc(&l.allocator, 1)), "destroyed");
	QUIET(deed_locked_destroy(&l));
	QUIET(deed_locked_destroy(NULL));
	deed_arena_destroy(&ar);
	REPORT(DEED_ERROR_BAD_ARGUMENT, deed_locked_init(&l, NULL));
}

static void failing(void)
{
	/* failing */
	deed_failing_init(&f, deed_heap(), 2, DEED_NEVER);
	p = deed_alloc(&f.allocator, 1);
	q = deed_zalloc(&f.allocator, 1);
	CHECK(p && q && !f.failed);
	CHECK(!deed_alloc(&f.allocator, 1));
	CHECK(f.failed);
	CHECK(!deed_alloc(&f.allocator, 1));
	CHECK(!deed_realloc(&f.allocator, p, 1, 2));
	deed_failing_stack_text(&f, text, sizeof text);
	CHECK(strstr(text, "main"));
	CHECK(f.allocations == 2 && f.allocated_bytes == 2);
	deed_free(&f.allocator, p);
	deed_free(&f.allocator, q);
	CHECK(f.frees == 2);
	deed_failing_init(&f, deed_heap(), DEED_NEVER, 0);
	p = deed_alloc(&f.allocator, 10);
	CHECK(p && !deed_resize(&f.allocator, p, 10, 5) && f.failed);
	CHECK(!deed_realloc(&f.allocator, p, 10, 20));
	deed_free(&f.allocator, p);
	deed_failing_init(&f, deed_heap(), DEED_NEVER, DEED_NEVER);
	deed_failing_stack_text(&f, text, sizeof text);
	CHECK(!text[0]);
	REPORT(DEED_ERROR_BAD_ARGUMENT, deed_failing_init(&f, NULL, 0, 0));
}

static void testing(void)
{
	/* testing */
	deed_allocator *ta = deed_testing_allocator();
	p = deed_alloc(ta, 5);
	CHECK(deed_testing_leaks("t") == 1);
	CHECK(deed_testing_leaks("t") == 0);
	p = deed_alloc(ta, 5);
	p[5] = 1;
	t_n = 0;
	(void)!deed_testing_leaks("t2");
	CHECK(t_n == 1 && t_kind == DEED_ERROR_OVERFLOW);
	p = deed_alloc(ta, 5);
	deed_free(ta, p);
	/* NOLINTNEXTLINE(ownership-use-after-free): wrong on purpose: the library must tell it */
	((char *)HIDE(p))[2] = 4;
	t_n = 0;
	CHECK(deed_testing_leaks("t3") == 0);
	CHECK(t_n == 1 && t_kind == DEED_ERROR_USE_AFTER_FREE);
}

static void failures(void)
{
	deed_failure_result r;
	deed_failure_options qo = { .quiet = true };
	CHECK(deed_check_all_failures(good, NULL, &qo, &r) && r.allocations == 2);
	CHECK(!deed_check_all_failures(leaky, NULL, &qo, &r) && r.leaks == 1 && r.first_bad == 1);
	CHECK(!deed_check_all_failures(crash, NULL, &qo, &r) && r.crashes == 1);
	CHECK(!deed_check_all_failures(swallow, NULL, &qo, &r) && r.swallowed == 1);
	qo.may_recover = true;
	CHECK(deed_check_all_failures(swallow, NULL, &qo, &r));
	qo.may_recover = false;
	deed_set_error_handler(NULL, NULL);
	CHECK(!deed_check_all_failures(dbl, NULL, &qo, &r) && r.crashes == 1);
	qo.in_process = true;
	CHECK(deed_check_all_failures(good, NULL, &qo, &r));
	CHECK(!deed_check_all_failures(leaky, NULL, &qo, NULL));
	START;
}

static void tracing(void)
{
	/* tracing */
	int tf = memfd_create("x", 0);
	deed_tracing t;
	deed_tracing_init(&t, deed_heap(), tf, "na\"me\n");
	p = deed_alloc(&t.allocator, 5);
	p = deed_realloc(&t.allocator, p, 5, 500);
	CHECK(!deed_alloc(&t.allocator, (size_t)1 << 60));
	deed_free(&t.allocator, p);
	char log[4000];
	ssize_t ln = pread(tf, log, sizeof log - 1, 0);
	log[ln > 0 ? ln : 0] = 0;
	CHECK(strstr(log, "\"acquire\"") && strstr(log, "\"resize\"") && strstr(log, "\"release\"") && strstr(log, "\"fail\"") &&
	      strstr(log, "na\\\"me"));
	REPORT(DEED_ERROR_BAD_ARGUMENT, deed_tracing_init(&t, NULL, 2, NULL));
	close(tf);
}

/* NOLINTBEGIN(ownership-double-free,ownership-release-mismatch): wrong on purpose: the library must tell it */
static void validate(void)
{
	/* validate */
	deed_validate_init(&v, deed_heap());
	a = &v.allocator;
	p = deed_alloc(a, 10);
	QUIET(p = deed_realloc(a, p, 10, 100));
	REPORT(DEED_ERROR_BAD_ARGUMENT, deed_free(a, p + 1));
	REPORT(DEED_ERROR_BAD_ARGUMENT, deed_free_sized(a, p, 5, 0));
	REPORT(DEED_ERROR_BAD_ARGUMENT, CHECK(!deed_realloc(a, p, 99, 5)));
	QUIET(deed_free(a, p));
	REPORT(DEED_ERROR_BAD_ARGUMENT, deed_free(a, p));
	p = deed_alloc(a, 3);
	CHECK(deed_validate_destroy(&v) == 1);
	deed_free(deed_heap(), p);
	REPORT(DEED_ERROR_BAD_ARGUMENT, deed_validate_init(&v, NULL));
	deed_allocator_init(&w, &wops, 0);
	mode = 1;
	deed_validate_init(&v, &w);
	REPORT(DEED_ERROR_CORRUPTION, (void)!deed_alloc(a, 10), "align");
	(void)!deed_validate_destroy(&v);
	mode = 2;
	deed_validate_init(&v, &w);
	QUIET((void)!deed_alloc(a, 10));
	REPORT(DEED_ERROR_CORRUPTION, (void)!deed_alloc(a, 10), "inside the living");
	(void)!deed_validate_destroy(&v);
	mode = 3;
	deed_validate_init(&v, &w);
	REPORT(DEED_ERROR_CORRUPTION, (void)!deed_zalloc(a, 10), "zero");
	(void)!deed_validate_destroy(&v);
	mode = 0;
	deed_validate_init(&v, &w);
	p = deed_alloc(a, 10);
	memset(p, 1, 10);
	mode = 4;
	REPORT(DEED_ERROR_CORRUPTION, (void)!deed_realloc(a, p, 10, 20));
	(void)!deed_validate_destroy(&v);
}
/* NOLINTEND(ownership-double-free,ownership-release-mismatch) */

static void counted(void)
{
	/* refcount */
	char *rc = deed_rc_new(deed_heap(), 10, drop);
	CHECK(rc && !rc[9] && deed_rc_count(rc) == 1);
	CHECK(deed_rc_ref(rc) == rc && deed_rc_count(rc) == 2 && !deed_rc_unref(rc) && !dropped && deed_rc_unref(rc) && dropped == 1);
	CHECK(!deed_rc_ref(NULL) && !deed_rc_unref(NULL) && !deed_rc_count(NULL));
	QUIET(CHECK(!deed_rc_new(deed_heap(), SIZE_MAX, NULL)));
	QUIET(CHECK(!deed_rc_new(deed_heap(), SIZE_MAX - 20, NULL)));
	if (deed_is_checked()) {
		REPORT(DEED_ERROR_DOUBLE_FREE, deed_rc_unref(rc));
		REPORT(DEED_ERROR_USE_AFTER_FREE, CHECK(!deed_rc_ref(rc)));
	}
	char *rz = deed_rc_new(deed_heap(), 0, NULL);
	CHECK(rz);
	CHECK(deed_rc_unref(rz));
}

int main(void)
{
	START;
	limits_and_misuse();
	traces();
	late_write();
	never_unmap();
	options();
	threads();
	failing();
	testing();
	failures();
	tracing();
	validate();
	counted();
	END;
}
