/* Every public function, by name: each call to malloc and to mmap below it fails in turn. Nothing crashes, is reported or leaks,
 * and what it was given stays whole. every_function.sh compares the list with what the libraries export and the headers define. */
#include "torture.h"
#if defined(__GLIBC__)
#include "failing_libc.h"
#include <deed/ar_assert.h>
#include <deed/cleanup.h>
#include <deed/context.h>
#include <deed/debug.h>
#include <deed/fixed.h>
#include <deed/locked.h>
#include <deed/pool.h>
#include <deed/refcount.h>
#include <deed/scope.h>
#include <deed/smp.h>
#include <deed/talloc.h>
#include <deed/testing.h>
#include <deed/tracing.h>
#include <deed/validate.h>
#include <sys/wait.h>

static struct every { const char *name; void (*run)(void); char how; } every[512];
static unsigned n_every;
/* EVERY(function) { a use of it }; APART: in a process of its own, for what changes the whole one; KEEPS: freed blocks wait in it */
#define EVERY_(fn, how_) \
	static void run_##fn(void); \
	__attribute__((constructor)) static void add_##fn(void) { every[n_every++] = (struct every){ #fn, run_##fn, how_ }; } \
	static void run_##fn(void)
#define EVERY(fn) EVERY_(fn, 0)
#define APART(fn) EVERY_(fn, 'a')
#define KEEPS(fn) EVERY_(fn, 'k')

/* what every step is given; made and unmade without failures */
static deed_allocator *h;
static char *p, *s;   /* on the heap; on root: both hold "kept" */
static void *root;
static deed_arena ar;
static deed_pool po;
static deed_fixed fx;
static deed_debug db;
static deed_failing fa;
static char buffer[512] __attribute__((aligned(16)));
static FILE *null;
static void setup(void)
{
	h = deed_heap();
	p = deed_strdup(h, "kept");
	root = deed_context_create(NULL, "root");
	s = deed_context_strdup(root, "kept");
	deed_arena_init(&ar, h, 1000);
	CHECK(deed_pool_init(&po, h, 40, 0, NULL));
	deed_fixed_init(&fx, buffer, sizeof buffer);
	deed_debug_init(&db, NULL, NULL);
	deed_failing_init(&fa, h, DEED_NEVER, DEED_NEVER);
}
static void teardown(const char *name)
{
	if (p && strcmp(p, "kept")) t_fail++, printf("%s: the block on the heap holds \"%.5s\"\n", name, p);
	if (s && strncmp(s, "kept", 4)) t_fail++, printf("%s: the block on the context holds \"%.5s\"\n", name, s);
	deed_free(h, p);
	CHECK(!root || deed_context_free(root) == 0);
	deed_arena_destroy(&ar);
	deed_pool_destroy(&po);
	deed_fixed_destroy(&fx);
	CHECK(deed_debug_destroy(&db) == 0);
}
static void mark(void *q, size_t n) { q ? memset(q, 7, n) : NULL; }
static void drop(deed_allocator *a, void *q, size_t n)
{
	mark(q, n);
	deed_free(a, q);
}
static void under(void *q, size_t n) /* made on root, with which it goes */
{
	mark(q, n);
	if (q) CHECK(deed_context_parent(q) == root);
}
/* p was moved to q, or is as it was */
static void regrown(void *q, size_t n)
{
	if (!q) return;
	CHECK(!strcmp(q, "kept"));
	deed_free(h, q);
	(void)n;
	p = NULL;
}
static void on_root(void *q)
{
	if (q) {
		CHECK(!strncmp(q, "kept", 4));
		s = q;
	}
}

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
EVERY(deed_scope_open_)
{
	deed_scope_guard g = deed_scope_open_(&ar.allocator);
	deed_scope_close_(&g);
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
/* context.h */
static int agrees(void *q) { return q == NULL; }
EVERY(deed_context_create) { (void)deed_context_free(deed_context_create(NULL, "x")); }
EVERY(deed_context_set_oom_panic) { deed_context_set_oom_panic(root, false); }
EVERY(deed_context_alloc) { under(deed_context_alloc(root, 100000), 100000); }
EVERY(deed_context_zalloc) { under(deed_context_zalloc(root, 20000), 20000); }
EVERY(deed_context_alloc_named) { under(deed_context_alloc_named(root, 70000, "n"), 70000); }
EVERY(deed_context_zalloc_named) { under(deed_context_zalloc_named(root, 100, "n"), 100); }
EVERY(deed_context_array) { under(deed_context_array(root, 1000, 100, "n"), 100000); }
EVERY(deed_context_dupe) { under(deed_context_dupe(root, "abc", 3), 3); }
EVERY(deed_context_strdup) { under(deed_context_strdup(root, s), 4); }
EVERY(deed_context_strndup) { under(deed_context_strndup(root, s, 3), 3); }
EVERY(deed_context_asprintf) { under(deed_context_asprintf(root, "%090000d", 1), 90000); }
static char *vcontext(const char *f, ...)
{
	va_list ap;
	va_start(ap, f);
	char *q = deed_context_vasprintf(root, f, ap);
	va_end(ap);
	return q;
}
EVERY(deed_context_vasprintf) { under(vcontext("%0300d", 1), 301); }
EVERY(deed_context_realloc) { on_root(deed_context_realloc(root, s, 200000)); }
EVERY(deed_context_free) { CHECK(deed_context_free(s) == 0); s = NULL; }
EVERY(deed_context_free_children) { deed_context_free_children(root), s = NULL; }
EVERY(deed_context_steal)
{
	void *other = deed_context_create(NULL, "other");
	if (other) CHECK(deed_context_steal(other, s) == s && deed_context_steal(root, s) == s && deed_context_free(other) == 0);
}
EVERY(deed_context_set_destructor) { (void)deed_context_set_destructor(s, agrees); }
EVERY(deed_context_reference)
{
	void *other = deed_context_create(NULL, "other");
	if (!other) return;
	(void)deed_context_reference(other, s);
	CHECK(deed_context_free(other) == 0 && deed_context_references(s) == 0);
}
EVERY(deed_context_unlink) { CHECK(deed_context_unlink(root, s) == 0); s = NULL; }
EVERY(deed_context_references) { CHECK(deed_context_references(s) == 0); }
EVERY(deed_context_pool)
{
	void *pool = deed_context_pool(root, 16, 100000);
	if (pool) mark(deed_context_alloc(pool, 100), 100), mark(deed_context_alloc(pool, 200000), 200000);
}
EVERY(deed_context_set_limit) { (void)deed_context_set_limit(s, 100000); }
EVERY(deed_context_parent) { CHECK(deed_context_parent(s) == root); }
EVERY(deed_context_is_parent) { CHECK(deed_context_is_parent(root, s)); }
EVERY(deed_context_find) { CHECK(deed_context_find(s, "root") == root); }
EVERY(deed_context_name) { CHECK(!strcmp(deed_context_name(root), "root")); }
EVERY(deed_context_set_name) { deed_context_set_name(s, "named"); }
EVERY(deed_context_size) { CHECK(deed_context_size(s) == 5); }
EVERY(deed_context_total_size) { CHECK(deed_context_total_size(root) == 5); }
EVERY(deed_context_total_blocks) { CHECK(deed_context_total_blocks(root) == 2); }
EVERY(deed_context_report) { CHECK(deed_context_report(root, null, DEED_REPORT_JSON) == 0); }
APART(deed_context_report_leaks_at_exit) { deed_context_report_leaks_at_exit(); }
EVERY(deed_context_cast_) { CHECK(deed_context_cast_(root, "root") == root); }
EVERY(deed_context_allocator)
{
	deed_allocator *a = deed_context_allocator(root);
	if (a) drop(a, deed_alloc(a, 100000), 100000);
}
/* talloc.h */
static void cb(const void *q, int depth, int max, int ref, void *user) { (void)q, (void)depth, (void)max, (void)ref, (void)user; }
static void say(const char *text) { (void)text; }
EVERY(deed_talloc_version_major) { CHECK(deed_talloc_version_major() == 2); }
EVERY(deed_talloc_version_minor) { CHECK(deed_talloc_version_minor() >= 0); }
EVERY(deed_talloc_test_get_magic) { (void)deed_talloc_test_get_magic(); }
APART(deed_talloc_set_abort_fn) { deed_talloc_set_abort_fn(say); }
APART(deed_talloc_set_log_fn) { deed_talloc_set_log_fn(say); }
APART(deed_talloc_set_log_stderr) { deed_talloc_set_log_stderr(); }
EVERY(deed_talloc_plain) { under(deed_talloc_plain(root, 100000), 100000); }
EVERY(deed_talloc_named) { under(deed_talloc_named(root, 100, "%0300d", 1), 100); }
EVERY(deed_talloc_named_const) { under(deed_talloc_named_const(root, 100, "n"), 100); }
EVERY(deed_talloc_init) { (void)deed_context_free(deed_talloc_init("%s", "x")); }
EVERY(deed_talloc_zero) { under(deed_talloc_zero(root, 100, "n"), 100); }
EVERY(deed_talloc_memdup) { under(deed_talloc_memdup(root, s, 5, "n"), 5); }
EVERY(deed_talloc_array) { under(deed_talloc_array(root, 100, 1000, "n"), 100000); }
EVERY(deed_talloc_zero_array) { under(deed_talloc_zero_array(root, 10, 10, "n"), 100); }
EVERY(deed_talloc_realloc) { on_root(deed_talloc_realloc(root, s, 90000, "n")); }
EVERY(deed_talloc_realloc_array) { on_root(deed_talloc_realloc_array(root, s, 90, 1000, "n")); }
EVERY(deed_talloc_realloc_array_zero) { on_root(deed_talloc_realloc_array_zero(root, s, 90, 1000, "n")); }
EVERY(deed_talloc_realloc_fn) { on_root(deed_talloc_realloc_fn(root, s, 90000)); }
EVERY(deed_talloc_pool) { under(deed_talloc_pool(root, 100000), 0); }
EVERY(deed_talloc_pooled_object) { under(deed_talloc_pooled_object(root, 8, "n", 3, 100000), 8); }
EVERY(deed_talloc_free) { CHECK(deed_talloc_free(s, "here") == 0); s = NULL; }
EVERY(deed_talloc_free_children) { deed_talloc_free_children(root), s = NULL; }
EVERY(deed_talloc_set_destructor) { deed_talloc_set_destructor(s, agrees); }
EVERY(deed_talloc_steal_loc) { CHECK(deed_talloc_steal_loc(root, s, "here") == s); }
EVERY(deed_talloc_move) { CHECK((s = deed_talloc_move(root, &s)) != NULL); }
EVERY(deed_talloc_reparent) { CHECK(deed_talloc_reparent(root, root, s) == s); }
EVERY(deed_talloc_reference_loc) { (void)deed_talloc_reference_loc(root, s, "here"); }
EVERY(deed_talloc_increase_ref_count)
{
	if (deed_talloc_increase_ref_count(s) == 0) CHECK(deed_talloc_unlink(NULL, s) == 0);
}
EVERY(deed_talloc_reference_count) { CHECK(deed_talloc_reference_count(s) == 0); }
EVERY(deed_talloc_unlink) { CHECK(deed_talloc_unlink(root, s) == 0); s = NULL; }
EVERY(deed_talloc_set_name) { (void)deed_talloc_set_name(s, "%0300d", 1); }
EVERY(deed_talloc_set_name_const) { deed_talloc_set_name_const(s, "n"); }
EVERY(deed_talloc_get_name) { CHECK(deed_talloc_get_name(s)); }
EVERY(deed_talloc_check_name) { CHECK(deed_talloc_check_name(root, "root") == root); }
EVERY(deed_talloc_get_type_abort) { CHECK(deed_talloc_get_type_abort(root, "root", "here") == root); }
EVERY(deed_talloc_parent) { CHECK(deed_talloc_parent(s) == root); }
EVERY(deed_talloc_parent_name) { CHECK(!strcmp(deed_talloc_parent_name(s), "root")); }
EVERY(deed_talloc_is_parent) { CHECK(deed_talloc_is_parent(root, s) || deed_talloc_is_parent(s, root)); }
EVERY(deed_talloc_find_parent_byname) { CHECK(deed_talloc_find_parent_byname(s, "root") == root); }
EVERY(deed_talloc_show_parents) { deed_talloc_show_parents(s, null); }
EVERY(deed_talloc_get_size) { CHECK(deed_talloc_get_size(s) == 5); }
EVERY(deed_talloc_total_size) { CHECK(deed_talloc_total_size(root) >= 5); }
EVERY(deed_talloc_total_blocks) { CHECK(deed_talloc_total_blocks(root) == 2); }
EVERY(deed_talloc_strdup) { under(deed_talloc_strdup(root, s), 5); }
EVERY(deed_talloc_strndup) { under(deed_talloc_strndup(root, s, 3), 3); }
static char *much(void) /* more than a page of the context has */
{
	static char text[90001];
	return memset(text, 'x', 90000);
}
EVERY(deed_talloc_strdup_append) { on_root(deed_talloc_strdup_append(s, much())); }
EVERY(deed_talloc_strdup_append_buffer) { on_root(deed_talloc_strdup_append_buffer(s, much())); }
EVERY(deed_talloc_strndup_append) { on_root(deed_talloc_strndup_append(s, much(), 80000)); }
EVERY(deed_talloc_strndup_append_buffer) { on_root(deed_talloc_strndup_append_buffer(s, much(), 80000)); }
static char *vtalloc(int which, const char *f, ...)
{
	va_list ap;
	va_start(ap, f);
	char *q = which == 0 ? deed_talloc_vasprintf(root, f, ap) : which == 1 ? deed_talloc_vasprintf_append(s, f, ap) : deed_talloc_vasprintf_append_buffer(s, f, ap);
	va_end(ap);
	return q;
}
EVERY(deed_talloc_vasprintf) { under(vtalloc(0, "%090000d", 1), 90000); }
EVERY(deed_talloc_vasprintf_append) { on_root(vtalloc(1, "%090000d", 1)); }
EVERY(deed_talloc_vasprintf_append_buffer) { on_root(vtalloc(2, "%090000d", 1)); }
EVERY(deed_talloc_asprintf) { under(deed_talloc_asprintf(root, "%d", 1), 1); }
EVERY(deed_talloc_asprintf_append) { on_root(deed_talloc_asprintf_append(s, "%090000d", 1)); }
EVERY(deed_talloc_asprintf_append_buffer) { on_root(deed_talloc_asprintf_append_buffer(s, "%090000d", 1)); }
EVERY(deed_talloc_asprintf_addbuf) { deed_talloc_asprintf_addbuf(&s, "%090000d", 1); }
EVERY(deed_talloc_asprintf_addsep) { deed_talloc_asprintf_addsep(&s, ",", "%090000d", 1); }
EVERY(deed_talloc_report_depth_cb) { deed_talloc_report_depth_cb(root, 0, 9, cb, NULL); }
EVERY(deed_talloc_report_depth_file) { deed_talloc_report_depth_file(root, 0, 9, null); }
EVERY(deed_talloc_report_full) { deed_talloc_report_full(root, null); }
EVERY(deed_talloc_report) { deed_talloc_report(root, null); }
APART(deed_talloc_report_full_on_exit) { deed_talloc_report_full_on_exit(); }
APART(deed_talloc_enable_null_tracking) { deed_talloc_enable_null_tracking(); }
APART(deed_talloc_enable_null_tracking_no_autofree) { deed_talloc_enable_null_tracking_no_autofree(); }
APART(deed_talloc_disable_null_tracking) { deed_talloc_enable_null_tracking(), deed_talloc_disable_null_tracking(); }
APART(deed_talloc_enable_leak_report) { deed_talloc_enable_leak_report(); }
APART(deed_talloc_enable_leak_report_full) { deed_talloc_enable_leak_report_full(); }
APART(deed_talloc_autofree_context) { (void)deed_talloc_autofree_context(); }
EVERY(deed_talloc_set_memlimit) { (void)deed_talloc_set_memlimit(s, 100000); }

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
