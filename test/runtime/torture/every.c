/* Every public function, by name: each call to malloc and to mmap below it fails in turn. Nothing crashes, is reported or leaks,
 * and what it was given stays whole. every_function.sh compares the list with what the libraries export and the headers define. */
#include "torture.h"
#if defined(__GLIBC__)
#include "every.h"
#include "every_contexts.h"

EVERY(deed_version) { CHECK(deed_version()[0]); }
EVERY(deed_is_checked) { (void)deed_is_checked(); }
EVERY(deed_error_name) { CHECK(deed_error_name(DEED_ERROR_LEAK)); }
EVERY(deed_set_error_handler) { deed_set_error_handler(t_handler, NULL); }
EVERY(deed_set_oom_handler) { deed_set_oom_handler(NULL, NULL); }
/* allocator.h */
EVERY(deed_allocator_init)
{
	deed_allocator a;
	deed_allocator_init(&a, h->ops, 0);
}
EVERY(deed_allocator_set_oom_panic) { deed_allocator_set_oom_panic(&ar.allocator, false); }
EVERY(deed_alloc) { drop(h, deed_alloc(h, 100), 100); }
EVERY(deed_alloc_aligned) { drop(h, deed_alloc_aligned(h, 100, 4096), 100); }
EVERY(deed_zalloc) { drop(h, deed_zalloc(h, 100), 100); }
EVERY(deed_zalloc_aligned) { drop(h, deed_zalloc_aligned(h, 100, 256), 100); }
EVERY(deed_alloc_array) { drop(h, deed_alloc_array(h, 10, 10), 100); }
EVERY(deed_alloc_array_aligned) { drop(h, deed_alloc_array_aligned(h, 10, 64, 64), 640); }
EVERY(deed_zalloc_array_aligned) { drop(h, deed_zalloc_array_aligned(h, 10, 64, 64), 640); }
EVERY(deed_zalloc_array) { drop(h, deed_zalloc_array(h, 10, 10), 100); }
EVERY(deed_realloc) { regrown(deed_realloc(h, p, 5, 5000), 5000); }
EVERY(deed_realloc_aligned) { regrown(deed_realloc_aligned(h, p, 5, 5000, 16), 5000); }
EVERY(deed_realloc_array) { regrown(deed_realloc_array(h, p, 5, 500, 1), 500); }
EVERY(deed_resize) { CHECK(!deed_resize(h, p, 5, 50000)); }
EVERY(deed_resize_aligned) { CHECK(!deed_resize_aligned(h, p, 5, 50000, 16)); }
EVERY(deed_free) { deed_free(h, p), p = NULL; }
EVERY(deed_free_sized) { deed_free_sized(h, p, 5, 16), p = NULL; }
EVERY(deed_dupe) { drop(h, deed_dupe(h, "abc", 3), 3); }
EVERY(deed_strdup) { drop(h, deed_strdup(h, p), 5); }
EVERY(deed_strndup) { drop(h, deed_strndup(h, p, 3), 4); }
EVERY(deed_alloc_sentinel) { drop(h, deed_alloc_sentinel(h, 10, 4, NULL), 44); }
EVERY(deed_asprintf) { drop(h, deed_asprintf(h, "%0500d", 1), 501); }
static char *vheap(const char *f, ...)
{
	va_list ap;
	va_start(ap, f);
	char *q = deed_vasprintf(h, f, ap);
	va_end(ap);
	return q;
}
EVERY(deed_vasprintf) { drop(h, vheap("%0300d", 1), 301); }
EVERY(deed_page_size) { CHECK(deed_page_size() >= DEED_PAGE_SIZE_MIN); }
EVERY(deed_heap) { drop(deed_heap(), deed_alloc(deed_heap(), 3000), 3000); }
EVERY(deed_heap_raw) { drop(deed_heap_raw(), deed_alloc(deed_heap_raw(), 100), 100); }
EVERY(deed_page) { drop(deed_page(), deed_alloc(deed_page(), 10000), 10000); }
EVERY(deed_smp) { drop(deed_smp(), deed_alloc(deed_smp(), 100), 100); }
EVERY(deed_smp_name) { CHECK(deed_smp_name()); }
/* arena.h, scope.h */
EVERY(deed_arena_init)
{
	deed_arena a;
	deed_arena_init(&a, h, 0);
	mark(deed_alloc(&a.allocator, 100), 100);
	deed_arena_destroy(&a);
}
EVERY(deed_arena_destroy) { mark(deed_arena_alloc(&ar, 100), 100), deed_arena_destroy(&ar); }
EVERY(deed_arena_create) { deed_arena_delete(deed_arena_create(h, 500)); }
EVERY(deed_arena_delete) { deed_arena_delete(NULL), deed_arena_delete(deed_arena_create(h, 0)); }
EVERY(deed_arena_reset)
{
	for (int i = 0; i < 9; i++) mark(deed_arena_alloc(&ar, 400), 400);
	CHECK(deed_arena_reset(&ar, DEED_RESET_RETAIN_LIMIT, 2000));
	mark(deed_arena_alloc(&ar, 5000), 5000);
}
EVERY(deed_arena_capacity) { mark(deed_arena_alloc(&ar, 40), 40), (void)deed_arena_capacity(&ar); }
EVERY(deed_arena_used) { (void)deed_arena_used(&ar); }
EVERY(deed_arena_owns) { CHECK(!deed_arena_owns(&ar, p)); }
EVERY(deed_arena_detach)
{
	mark(deed_arena_alloc(&ar, 40), 40);
	deed_arena_state st = deed_arena_detach(&ar);
	deed_arena_promote(&ar, &st, h, 0);
}
EVERY(deed_arena_promote)
{
	deed_arena_state st = deed_arena_detach(&ar);
	deed_arena_promote(&ar, &st, h, 0);
	mark(deed_arena_alloc(&ar, 40), 40);
}
EVERY(deed_arena_enter) { deed_arena_exit(&ar, deed_arena_enter(&ar)); }
EVERY(deed_arena_exit)
{
	unsigned d = deed_arena_enter(&ar);
	for (int i = 0; i < 5; i++) mark(deed_arena_alloc(&ar, 700), 700);
	deed_arena_exit(&ar, d);
}
EVERY(deed_arena_alloc) { mark(deed_arena_alloc(&ar, 3000), 3000); }
EVERY(deed_arena_alloc_aligned) { mark(deed_arena_alloc_aligned(&ar, 100, 1024), 100); }
EVERY(deed_arena_zalloc_) { mark(deed_arena_zalloc_(&ar, 100, 8), 100); }
APART(deed_temp_allocator)
{
	deed_allocator *t = deed_temp_allocator();
	if (t) DEED_SCOPE(t, m) mark(deed_alloc(m, 1000000), 1000000);
}
EVERY(deed_scope_enter) { deed_scope_exit(&ar.allocator, deed_scope_enter(&ar.allocator)); }
EVERY(deed_scope_exit) { deed_scope_exit(&ar.allocator, deed_scope_enter(&ar.allocator)); }
EVERY(deed_scope_depth) { CHECK(deed_scope_depth(&ar.allocator) == 0); }
EVERY(deed_scope_begin_)
{
	unsigned depth;
	CHECK(deed_scope_begin_(&ar.allocator, &depth) == &ar.allocator);
	deed_scope_exit(&ar.allocator, depth);
}
EVERY(deed_scope_close_) { DEED_SCOPE(&ar.allocator, m) mark(deed_alloc(m, 50), 50); }
EVERY(deed_arena_guard_) { DEED_WITH_ARENA(0, m) mark(deed_alloc(m, 50), 50); }
EVERY(deed_arena_open_) { DEED_WITH_ARENA(500, m) mark(deed_alloc(m, 5000), 5000); }
EVERY(deed_arena_close_)
{
	DEED_WITH_ARENA(500, m)
	{
		mark(deed_alloc(m, 50), 50);
		break;
	}
}
/* fixed.h, pool.h */
EVERY(deed_fixed_init) { deed_fixed_init(&fx, buffer, 100); }
EVERY(deed_fixed_destroy) { mark(deed_alloc(&fx.allocator, 10), 10), deed_fixed_destroy(&fx); }
EVERY(deed_fixed_reset) { mark(deed_alloc(&fx.allocator, 10), 10), deed_fixed_reset(&fx); }
EVERY(deed_fixed_owns) { CHECK(deed_fixed_owns(&fx, buffer)); }
EVERY(deed_fixed_owns_range) { CHECK(deed_fixed_owns_range(&fx, buffer, 10)); }
EVERY(deed_fixed_is_last) { CHECK(!deed_fixed_is_last(&fx, p, 5)); }
EVERY(deed_fixed_used) { CHECK(deed_fixed_used(&fx) == 0); }
EVERY(deed_fixed_left) { CHECK(deed_fixed_left(&fx) > 0); }
EVERY(deed_fixed_thread_safe) { mark(deed_alloc(deed_fixed_thread_safe(&fx), 10), 10); }
EVERY(deed_stack_fallback_init)
{
	DEED_STACK_FALLBACK(sf, 64, h);
	drop(sf, deed_alloc(sf, 500), 500);
}
EVERY(deed_stack_fallback_destroy)
{
	deed_stack_fallback f;
	deed_stack_fallback_init(&f, buffer, sizeof buffer, h);
	deed_stack_fallback_destroy(&f);
}
EVERY(deed_pool_init)
{
	deed_pool q;
	deed_pool_options o = { .preheat = 100, .page_size = 1000 };
	(void)!deed_pool_init(&q, h, 40, 64, &o);
	deed_pool_destroy(&q);
}
EVERY(deed_pool_destroy) { mark(deed_pool_create(&po), 40), deed_pool_destroy(&po); }
EVERY(deed_pool_reset) { mark(deed_pool_create(&po), 40), (void)deed_pool_reset(&po, DEED_RESET_FREE_ALL, 0); }
EVERY(deed_pool_preheat) { (void)!deed_pool_preheat(&po, 5000); }
EVERY(deed_pool_live) { CHECK(deed_pool_live(&po) == 0); }
EVERY(deed_pool_create) { mark(deed_pool_create(&po), 40); }
EVERY(deed_pool_create_slow_) { mark(deed_pool_create_slow_(&po), 40); }
EVERY(deed_pool_free) { deed_pool_free(&po, deed_pool_create(&po)); }
EVERY(deed_pool_destroy_object_) { deed_pool_destroy_object_(&po, deed_pool_create_slow_(&po)); }
/* wrappers and instruments */
EVERY(deed_locked_init)
{
	deed_locked l;
	deed_locked_init(&l, h);
	drop(&l.allocator, deed_zalloc(&l.allocator, 500), 500);
	deed_locked_destroy(&l);
}
EVERY(deed_locked_destroy) { run_deed_locked_init(); }
EVERY(deed_debug_init) { drop(&db.allocator, deed_alloc(&db.allocator, 100), 100); }
EVERY(deed_debug_destroy)
{
	deed_debug d;
	deed_debug_options o = { .never_unmap = true, .retain_metadata = true };
	deed_debug_init(&d, NULL, &o);
	drop(&d.allocator, deed_alloc(&d.allocator, 100), 100);
	CHECK(deed_debug_destroy(&d) == 0);
}
EVERY(deed_debug_report_leaks) { CHECK(deed_debug_report_leaks(&db) == 0); }
EVERY(deed_debug_set_limit)
{
	deed_debug_set_limit(&db, 50);
	CHECK(!deed_alloc(&db.allocator, 100));
}
EVERY(deed_debug_used) { CHECK(deed_debug_used(&db) == 0); }
EVERY(deed_debug_peak) { CHECK(deed_debug_peak(&db) == 0); }
EVERY(deed_failing_init) { drop(&fa.allocator, deed_alloc(&fa.allocator, 100), 100); }
EVERY(deed_failing_stack_text) { deed_failing_stack_text(&fa, buffer, sizeof buffer); }
KEEPS(deed_testing_allocator) { drop(deed_testing_allocator(), deed_alloc(deed_testing_allocator(), 100), 100); }
EVERY(deed_testing_leaks) { CHECK(deed_testing_leaks("every") == 0); }
static int fallible(deed_allocator *a, void *arg)
{
	char *q = deed_strdup(a, arg);
	deed_free(a, q);
	return q ? 0 : -1;
}
EVERY(deed_check_all_failures)
{
	deed_failure_options o = { .in_process = true, .quiet = true };
	deed_failure_result r;
	(void)!deed_check_all_failures(fallible, p, &o, &r);
}
EVERY(deed_tracing_init)
{
	deed_tracing t;
	deed_tracing_init(&t, h, -1, "every");
	drop(&t.allocator, deed_alloc(&t.allocator, 100), 100);
}
APART(deed_trace_to) { (void)deed_trace_to("/dev/null"), drop(h, deed_alloc(h, 10), 10), (void)deed_trace_to(NULL); }
EVERY(deed_validate_init)
{
	deed_validate v;
	deed_validate_init(&v, h);
	for (int i = 0; i < 40; i++) drop(&v.allocator, deed_alloc(&v.allocator, 100), 100);
	CHECK(deed_validate_destroy(&v) == 0);
}
EVERY(deed_validate_destroy) { run_deed_validate_init(); }
EVERY(deed_rc_new) { (void)deed_rc_unref(deed_rc_new(h, 100, NULL)); }
EVERY(deed_rc_ref)
{
	void *q = deed_rc_new(h, 100, NULL);
	if (q) CHECK(!deed_rc_unref(deed_rc_ref(q)) && deed_rc_unref(q));
}
EVERY(deed_rc_unref) { CHECK(!deed_rc_unref(NULL)); }
EVERY(deed_rc_count) { CHECK(deed_rc_count(NULL) == 0); }
EVERY(deed_deferred_)
{
	deed_deferred d = deed_deferred_(NULL, &p, h, NULL);
	deed_deferred_run_(&d);
	p = NULL;
}
EVERY(deed_deferred_run_)
{
	char *q = deed_alloc(h, 10);
	DEED_DEFER_FREE(h, q);
}
/* assert.h */
EVERY(deed_block_describe)
{
	deed_block_info i;
	(void)deed_block_describe(p, &i);
}
EVERY(deed_block_text) { deed_block_text(p, buffer, sizeof buffer); }
EVERY(deed_report_leaks) { (void)deed_report_leaks(h); }
EVERY(deed_verify_blocks) { CHECK(deed_verify_blocks(h) == 0); }
EVERY(deed_set_stack_frames) { deed_set_stack_frames(6); }
#ifdef DEED_CHECKED
EVERY(deed_assert_owned_) { DEED_ASSERT_OWNED(p); }
EVERY(deed_assert_owned_by_) { DEED_ASSERT_OWNED_BY(p, h); }
EVERY(deed_assert_child_of_) { DEED_ASSERT_CHILD_OF(s, root); }
EVERY(deed_assert_transferred_) { DEED_ASSERT_TRANSFERRED((void *)NULL); }
EVERY(deed_assert_not_used_after_free_) { DEED_ASSERT_NOT_USED_AFTER_FREE(p); }
EVERY(deed_assert_borrow_valid_)
{
	const char *r;
	DEED_BORROW(r, p);
	DEED_ASSERT_BORROW_VALID(r);
}
EVERY(deed_assert_family_) { DEED_ASSERT_FAMILY(p, "heap"); }
EVERY(deed_assert_no_leaks_) { DEED_ASSERT_NO_LEAKS(&ar.allocator); }
EVERY(deed_note_transfer_)
{
	char *q = DEED_TRANSFER(p);
	p = DEED_TAKE(q, &p);
}
EVERY(deed_note_take_) { p = DEED_TAKE(p, &p); }
EVERY(deed_note_borrow_)
{
	const char *r;
	DEED_BORROW(r, p + 2);
}
EVERY(deed_pin_) { DEED_BORROW_SCOPE(char *, r, p); }
EVERY(deed_unpin_) { deed_unpin_(deed_pin_(p, __FILE__, __LINE__)); }
EVERY(deed_unpin_scope_) { DEED_BORROW_SCOPE(char *, r, s); }
EVERY(deed_ar_ownership_) { AR_ASSERT_OWNERSHIP(p); }
EVERY(deed_ar_not_used_after_free_) { AR_ASSERT_NOT_USED_AFTER_FREE(p); }
#endif

/* One run, its k-th call failing. True: it had so many calls. */
static bool once(const struct every *e, long k)
{
	setup();
	t_n = 0;
	failed_once = false;
	countdown = k;
	e->run();
	countdown = -1;
	if (t_n) t_fail++, printf("%s, call %ld failing: %s", e->name, k, t_msg);
	teardown(e->name);
	return failed_once;
}
static void sweep(const struct every *e)
{
	once(e, 1 << 20); /* what is made once in a process is made here */
	for (long k = 0; k < 2000; k++) {
		const long before = outstanding;
		const bool more = once(e, k);
		if (!deed_is_checked() && e->how != 'k' && outstanding != before) t_fail++, printf("%s, call %ld failing: %ld blocks of malloc more\n", e->name, k, outstanding - before);
		if (!more) return;
	}
	t_fail++, printf("%s: no end\n", e->name);
}
int main(int argc, char **argv)
{
	START;
	null = fopen("/dev/null", "w");
	setvbuf(null, NULL, _IONBF, 0);
	for (unsigned i = 0; i < n_every; i++) {
		if (argc > 1 && !strcmp(argv[1], "--list")) {
			puts(every[i].name);
		} else if (every[i].how == 'a') {
			fflush(stdout);
			pid_t child = fork();
			if (!child) {
				t_fail = 0;
				for (long k = 0; k < 2000 && once(&every[i], k); k++) {}
				fflush(stdout);
				_exit(t_fail != 0);
			}
			int status = 1;
			CHECK(waitpid(child, &status, 0) == child);
			if (status) t_fail++, printf("%s: status %d\n", every[i].name, status);
		} else {
			sweep(&every[i]);
		}
	}
	if (argc > 1) return 0;
	END;
}
#else
int main(void) { return 0; }
#endif
