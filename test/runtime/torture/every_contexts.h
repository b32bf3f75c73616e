/* A use of each function of context.h and talloc.h; a part of every.c. */
#pragma once
#include "every.h"

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
EVERY(deed_context_realloc_array) { on_root(deed_context_realloc_array(root, s, 100, 2000)); }
static char *v_append(char *text, const char *format, ...)
{
	va_list ap;
	va_start(ap, format);
	char *q = deed_context_vasprintf_append(root, text, format, ap);
	va_end(ap);
	return q;
}
static void appended(char *q, const char *end)
{
	CHECK(!strncmp(q ? q : s, "kept", 4) && !strcmp((q ? q : s) + 4, q ? end : ""));
	if (q) s = q;
}
EVERY(deed_context_strdup_append) { appended(deed_context_strdup_append(root, s, " on"), " on"); }
EVERY(deed_context_asprintf_append)
{
	static char big[2001];
	memset(big, 'x', 2000);
	appended(deed_context_asprintf_append(root, s, "%s", big), big);
}
EVERY(deed_context_vasprintf_append) { appended(v_append(s, "%d", 7), "7"); }
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
/* NOLINTNEXTLINE(ownership-temporary-not-freed): it goes with root */
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
EVERY(deed_talloc_is_parent) { CHECK(deed_talloc_is_parent(s, root) && !deed_talloc_is_parent(root, s)); }
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
