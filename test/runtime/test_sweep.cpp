// Every public function that allocates, each of its allocations failing in turn: no leak, no crash, the failure told.
// What takes an allocator runs over a failing one; contexts, whose pages come from the system, under a limit.
#include <deed/arena.h>
#include <deed/context.h>
#include <deed/debug.h>
#include <deed/fixed.h>
#include <deed/heap.h>
#include <deed/locked.h>
#include <deed/pool.h>
#include <deed/refcount.h>
#include <deed/talloc.h>
#include <deed/testing.h>
#include <deed/tracing.h>
#include <deed/validate.h>
#include "support.h"
#include <functional>

namespace {
using Step = std::function<int(deed_allocator *)>;
int run(deed_allocator *gpa, void *step) { return (*(Step *)step)(gpa); }
int freed(deed_allocator *a, void *p)
{
	deed_free(a, p);
	return p ? 0 : -1;
}
TEST(Sweep, EveryFunctionOverAFailingAllocator)
{
	const std::pair<const char *, Step> steps[] = {
		{ "alloc", [](auto *a) { return freed(a, deed_alloc(a, 9)); } },
		{ "alloc_aligned", [](auto *a) { return freed(a, deed_alloc_aligned(a, 9, 64)); } },
		{ "zalloc", [](auto *a) { return freed(a, deed_zalloc(a, 9)); } },
		{ "zalloc_aligned", [](auto *a) { return freed(a, deed_zalloc_aligned(a, 9, 64)); } },
		{ "alloc_array", [](auto *a) { return freed(a, deed_alloc_array(a, 3, 9)); } },
		{ "zalloc_array", [](auto *a) { return freed(a, deed_zalloc_array(a, 3, 9)); } },
		{ "alloc_array_aligned", [](auto *a) { return freed(a, deed_alloc_array_aligned(a, 3, 64, 64)); } },
		{ "zalloc_array_aligned", [](auto *a) { return freed(a, deed_zalloc_array_aligned(a, 3, 64, 64)); } },
		{ "dupe", [](auto *a) { return freed(a, deed_dupe(a, "abc", 3)); } },
		{ "strdup", [](auto *a) { return freed(a, deed_strdup(a, "abc")); } },
		{ "strndup", [](auto *a) { return freed(a, deed_strndup(a, "abc", 2)); } },
		{ "alloc_sentinel", [](auto *a) { return freed(a, deed_alloc_sentinel(a, 3, 4, nullptr)); } },
		{ "asprintf", [](auto *a) { return freed(a, deed_asprintf(a, "%0300d", 1)); } },
		{ "realloc", [](auto *a) {
			char *p = (char *)deed_strdup(a, "kept");
			if (!p) return -1;
			char *q = (char *)deed_realloc(a, p, 5, 5000);
			if (strcmp(q ? q : p, "kept")) abort();
			deed_free(a, q ? q : p);
			return q ? 0 : -1;
		} },
		{ "realloc_array", [](auto *a) { return freed(a, deed_realloc_array(a, nullptr, 0, 4, 8)); } },
		{ "arena", [](auto *a) {
			deed_arena *r = deed_arena_create(a, 512);
			if (!r) return -1;
			bool ok = true;
			for (int i = 0; i < 12 && ok; i++) ok = deed_arena_alloc(r, 100) && deed_arena_alloc_aligned(r, 900, 64) && DEED_ARENA_NEW(r, long);
			unsigned d = deed_arena_enter(r);
			for (int i = 0; i < 12 && ok; i++) ok = deed_arena_alloc(r, 300) != nullptr;
			deed_arena_exit(r, d);
			if (ok) ok = deed_arena_reset(r, DEED_RESET_RETAIN_LIMIT, 700) && deed_arena_alloc(r, 4000);
			deed_arena_delete(r);
			return ok ? 0 : -1;
		} },
		{ "pool", [](auto *a) {
			deed_pool p;
			deed_pool_options o = { 8, false, 256 };
			bool ok = deed_pool_init(&p, a, 40, 0, &o) && deed_pool_preheat(&p, 20);
			for (int i = 0; i < 60 && ok; i++) ok = deed_pool_create(&p) != nullptr;
			if (ok) ok = deed_pool_reset(&p, DEED_RESET_FREE_ALL, 0) && deed_pool_create(&p);
			deed_pool_destroy(&p);
			return ok ? 0 : -1;
		} },
		{ "stack fallback", [](auto *a) {
			alignas(16) char buffer[64];
			deed_stack_fallback s;
			deed_stack_fallback_init(&s, buffer, sizeof buffer, a);
			int rc = freed(&s.allocator, deed_alloc(&s.allocator, 500));
			deed_stack_fallback_destroy(&s);
			return rc;
		} },
		{ "locked", [](auto *a) {
			deed_locked l;
			deed_locked_init(&l, a);
			int rc = freed(&l.allocator, deed_zalloc(&l.allocator, 500));
			deed_locked_destroy(&l);
			return rc;
		} },
		{ "tracing", [](auto *a) {
			deed_tracing t;
			deed_tracing_init(&t, a, -1, "sweep");
			return freed(&t.allocator, deed_alloc(&t.allocator, 500));
		} },
		{ "validate", [](auto *a) {
			deed_validate v;
			deed_validate_init(&v, a);
			int rc = freed(&v.allocator, deed_alloc(&v.allocator, 500));
			return deed_validate_destroy(&v) ? 1 : rc;
		} },
		{ "debug", [](auto *a) {
			deed_debug d;
			deed_debug_init(&d, a, nullptr);
			int rc = freed(&d.allocator, deed_alloc(&d.allocator, 500));
			return deed_debug_destroy(&d) ? 1 : rc;
		} },
		{ "refcount", [](auto *a) {
			void *p = deed_rc_new(a, 50, nullptr);
			if (p) deed_rc_unref(deed_rc_ref(p)), deed_rc_unref(p);
			return p ? 0 : -1;
		} },
	};
	for (auto &[name, step] : steps) {
		deed_failure_options o = {};
		deed_failure_result r;
		EXPECT_TRUE(deed_check_all_failures(run, (void *)&step, &o, &r)) << name << ": first bad " << r.first_bad;
		EXPECT_GE(r.allocations, 1u) << name;
	}
}
TEST(Sweep, EveryFunctionOfContextsUnderALimit)
{
	const std::pair<const char *, std::function<void *(void *)>> steps[] = {
		{ "create", [](void *c) { return deed_context_create(c, "x"); } },
		{ "alloc", [](void *c) { return deed_context_alloc(c, 100); } },
		{ "big", [](void *c) { return deed_context_alloc(c, 100000); } },
		{ "zalloc", [](void *c) { return deed_context_zalloc(c, 100); } },
		{ "alloc_named", [](void *c) { return deed_context_alloc_named(c, 100, "n"); } },
		{ "zalloc_named", [](void *c) { return deed_context_zalloc_named(c, 100, "n"); } },
		{ "array", [](void *c) { return deed_context_array(c, 10, 10, "a"); } },
		{ "dupe", [](void *c) { return deed_context_dupe(c, "abc", 3); } },
		{ "strdup", [](void *c) { return (void *)deed_context_strdup(c, "abc"); } },
		{ "strndup", [](void *c) { return (void *)deed_context_strndup(c, "abc", 2); } },
		{ "asprintf", [](void *c) { return (void *)deed_context_asprintf(c, "%0400d", 1); } },
		{ "pool", [](void *c) { return deed_context_pool(c, 8, 1000); } },
		{ "allocator", [](void *c) { return (void *)deed_context_allocator(c); } },
		{ "realloc", [](void *c) { return deed_context_realloc(c, nullptr, 64); } },
		{ "realloc_array", [](void *c) { return deed_context_realloc_array(c, nullptr, 6, 11); } },
		{ "strdup_append", [](void *c) { return (void *)deed_context_strdup_append(c, nullptr, "abc"); } },
		{ "asprintf_append", [](void *c) { return (void *)deed_context_asprintf_append(c, nullptr, "%0600d", 1); } },
		{ "talloc_asprintf", [](void *c) { return (void *)talloc_asprintf(c, "%d", 7); } },
		{ "talloc_array", [](void *c) { return (void *)talloc_array(c, int, 100); } },
		{ "talloc_pooled", [](void *c) { return (void *)talloc_pooled_object(c, int, 2, 100); } },
	};
	for (auto &[name, step] : steps) {
		void *root = deed_context_create(nullptr, "root");
		ASSERT_EQ(deed_context_set_limit(root, 1), 0); // no room for anything more
		size_t blocks = deed_context_total_blocks(root);
		EXPECT_EQ(step(root), nullptr) << name;
		EXPECT_EQ(deed_context_total_blocks(root), blocks) << name;
		ASSERT_EQ(deed_context_set_limit(root, 0), 0);
		EXPECT_NE(step(root), nullptr) << name;
		EXPECT_GT(deed_context_total_blocks(root), blocks) << name;
		EXPECT_EQ(deed_context_free(root), 0);
	}
	void *root = deed_context_create(nullptr, "root"); // a growth that fails leaves the block
	char *p = deed_context_strdup(root, "kept");
	ASSERT_EQ(deed_context_set_limit(root, 200), 0);
	EXPECT_EQ(deed_context_realloc(root, p, 100000), nullptr);
	EXPECT_STREQ(p, "kept");
	EXPECT_EQ(deed_context_free(root), 0);
}
} // namespace
