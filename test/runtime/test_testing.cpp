// The allocators for tests: failing, testing, all failures, tracing, validation.
#include <deed/arena.h>
#include <deed/assert.h>
#include <deed/context.h>
#include <deed/failing.h>
#include <deed/heap.h>
#include <deed/pool.h>
#include <deed/testing.h>
#include <deed/tracing.h>
#include <deed/validate.h>
#include "support.h"
#include <cstring>
#include <fstream>
#include <sstream>
#include <sys/wait.h>
#include <unistd.h>

namespace {
TEST(Failing, FailsTheOneThatItShould)
{
	deed_failing f;
	deed_failing_init(&f, deed_heap(), 2, DEED_NEVER);
	void *a = deed_alloc(&f.allocator, 1), *b = deed_zalloc(&f.allocator, 2);
	EXPECT_TRUE(a && b);
	EXPECT_FALSE(f.failed);
	EXPECT_EQ(deed_alloc(&f.allocator, 3), nullptr);
	EXPECT_EQ(deed_alloc(&f.allocator, 3), nullptr);
	EXPECT_TRUE(f.failed);
	EXPECT_EQ(f.allocations, 2u);
	EXPECT_EQ(f.allocated_bytes, 3u);
	char text[2000];
	deed_failing_stack_text(&f, text, sizeof text);
	EXPECT_NE(text[0], 0);
	deed_free_sized(&f.allocator, a, 1, 0);
	deed_free_sized(&f.allocator, b, 2, 0);
	EXPECT_EQ(f.frees, 2u);
	EXPECT_EQ(f.freed_bytes, 3u);
	deed_failing_init(&f, deed_heap(), 1, 0);
	f.once = true;
	a = deed_alloc(&f.allocator, 8);
	EXPECT_EQ(deed_realloc(&f.allocator, a, 8, 16), nullptr); // a resize fails
	EXPECT_FALSE(deed_resize(&f.allocator, a, 8, 4));
	deed_free(&f.allocator, a);
}
TEST(Testing, LeaksFailTheTest)
{
	deed_allocator *a = deed_testing_allocator();
	EXPECT_EQ(deed_testing_leaks("none"), 0u);
	void *p = deed_alloc(a, 10);
	testing::internal::CaptureStderr();
	EXPECT_EQ(deed_testing_leaks("my test"), 1u);
	EXPECT_NE(testing::internal::GetCapturedStderr().find("my test: deed: leak: 1 block(s), 10 bytes"), std::string::npos);
	EXPECT_EQ(deed_testing_leaks("the next"), 0u);
	(void)p;
}

// threadsafe: a process of its own, not a child that answers for nothing
TEST(TestingDeathTest, LeaksAreTheStatusOfWhoNeverAsks)
{
	GTEST_FLAG_SET(death_test_style, "threadsafe");
	EXPECT_EXIT({
		void *p = deed_alloc(deed_testing_allocator(), 10);
		(void)p;
		exit(0);
	}, testing::ExitedWithCode(1), "deed: leak: 1 block.s., 10 bytes, alive on the testing allocator when the process ended(.|\n)*born:");
	EXPECT_EXIT({
		static void *kept = deed_alloc(deed_testing_allocator(), 10); // forgotten, not freed: no leak for LeakSanitizer
		if (!deed_testing_leaks("asked") || !kept) abort();
		exit(0);
	}, testing::ExitedWithCode(0), "asked: deed: leak");
	EXPECT_EXIT({
		void *p = deed_alloc(deed_testing_allocator(), 10);
		(void)p;
		pid_t child = fork();
		if (!child) exit(3); // the parent's
		int status = 0;
		waitpid(child, &status, 0);
		deed_free(deed_testing_allocator(), p);
		exit(WEXITSTATUS(status));
	}, testing::ExitedWithCode(3), "");
}

int good(deed_allocator *gpa, void *)
{
	void *a = deed_alloc(gpa, 10);
	if (!a) return -1;
	void *b = deed_alloc(gpa, 20);
	if (!b) {
		deed_free(gpa, a);
		return -1;
	}
	void *c = deed_realloc(gpa, b, 20, 100);
	if (c) b = c;
	int rc = c ? 0 : -1;
	deed_free(gpa, b);
	deed_free(gpa, a);
	return rc;
}
int leaks_on_second(deed_allocator *gpa, void *)
{
	void *a = deed_alloc(gpa, 10), *b = a ? deed_alloc(gpa, 20) : nullptr;
	if (!a || !b) return -1; // a leaks when b fails
	deed_free(gpa, b);
	deed_free(gpa, a);
	return 0;
}
int crashes(deed_allocator *gpa, void *)
{
	char *a = (char *)deed_alloc(gpa, 10);
	*(volatile char *)a = 1;
	deed_free(gpa, a);
	return 0;
}
int swallows(deed_allocator *gpa, void *)
{
	deed_free(gpa, deed_alloc(gpa, 10));
	return 0;
}
int fails_anyway(deed_allocator *, void *) { return 3; }

TEST(AllFailures, ReportsWhatGoesWrong)
{
	deed_failure_options o = {};
	o.quiet = true;
	deed_failure_result r;
	EXPECT_TRUE(deed_check_all_failures(good, nullptr, &o, &r));
	EXPECT_EQ(r.allocations, 3u);
	EXPECT_EQ(r.first_bad, DEED_NEVER);
	EXPECT_FALSE(deed_check_all_failures(leaks_on_second, nullptr, &o, &r));
	EXPECT_EQ(r.leaks, 1u);
	EXPECT_EQ(r.first_bad, 1u);
	EXPECT_FALSE(deed_check_all_failures(crashes, nullptr, &o, &r));
	EXPECT_EQ(r.crashes, 1u);
	EXPECT_FALSE(deed_check_all_failures(swallows, nullptr, &o, &r));
	EXPECT_EQ(r.swallowed, 1u);
	o.may_recover = true;
	EXPECT_TRUE(deed_check_all_failures(swallows, nullptr, &o, nullptr));
	EXPECT_FALSE(deed_check_all_failures(fails_anyway, nullptr, &o, &r));
	o.in_process = true;
	EXPECT_TRUE(deed_check_all_failures(good, nullptr, &o, &r));
}
// The sweep over the library's own functions: each survives the failure of each of its allocations.
int everything(deed_allocator *gpa, void *)
{
	int rc = -1;
	deed_arena arena;
	deed_arena_init(&arena, gpa, 512);
	deed_pool pool;
	deed_pool_options o = { 20, false, 256 };
	if (!deed_pool_init(&pool, gpa, 48, 0, &o)) {
		deed_pool_destroy(&pool);
		deed_arena_destroy(&arena);
		return -1;
	}
	char *s = nullptr, *t = nullptr, *u = nullptr;
	for (int i = 0; i < 20; i++)
		if (!deed_arena_alloc(&arena, 100)) goto out;
	for (int i = 0; i < 40; i++)
		if (!deed_pool_create(&pool)) goto out;
	if (!(s = deed_asprintf(gpa, "%s", "text")) || !(t = deed_strdup(gpa, s)) || !(u = (char *)deed_alloc_sentinel(gpa, 5, 1, nullptr))) goto out;
	if (!deed_pool_reset(&pool, DEED_RESET_RETAIN_LIMIT, 300) || !deed_arena_reset(&arena, DEED_RESET_RETAIN_LIMIT, 600)) goto out;
	for (int i = 0; i < 20; i++)
		if (!deed_arena_alloc(&arena, 100) || !deed_pool_create(&pool)) goto out;
	rc = 0;
out:
	deed_free(gpa, s);
	deed_free(gpa, t);
	deed_free(gpa, u);
	deed_pool_destroy(&pool);
	deed_arena_destroy(&arena);
	return rc;
}
TEST(AllFailures, OverTheLibrary)
{
	deed_failure_options o = {};
	deed_failure_result r;
	EXPECT_TRUE(deed_check_all_failures(everything, nullptr, &o, &r));
	EXPECT_GT(r.allocations, 6u);
}
std::string slurp(const char *path)
{
	std::ifstream f(path);
	std::stringstream s;
	s << f.rdbuf();
	return s.str();
}
TEST(Tracing, WrapperWritesLines)
{
	char path[] = "/tmp/deed_trace_XXXXXX";
	int fd = mkstemp(path);
	deed_tracing t;
	deed_tracing_init(&t, deed_heap(), fd, "wr\"ap");
	char *p = (char *)deed_alloc(&t.allocator, 10);
	p = (char *)deed_realloc(&t.allocator, p, 10, 20);
	deed_free(&t.allocator, p);
	EXPECT_EQ(deed_alloc(&t.allocator, DEED_MAX_SIZE), nullptr);
	close(fd);
	std::string s = slurp(path);
	for (const char *w : { "{\"event\":\"acquire\"", "\"size\":10", "\"owner\":\"wr\\\"ap\"", "\"event\":\"resize\"", "\"event\":\"release\"", "\"event\":\"fail\"" })
		EXPECT_NE(s.find(w), std::string::npos) << w << "\n" << s;
	unlink(path);
}
TEST(Tracing, CheckedBuildTellsAll)
{
	char path[] = "/tmp/deed_trace_XXXXXX";
	close(mkstemp(path));
	EXPECT_EQ(deed_trace_to("/nonexistent/file"), -1);
	EXPECT_EQ(deed_trace_to(path), checked ? 0 : -1);
	if (!checked) {
		unlink(path);
		return;
	}
	char *p = (char *)deed_alloc(deed_heap(), 10), *r;
	DEED_ASSERT_OWNED(p);
	DEED_BORROW(r, p);
	char *q = DEED_TAKE(DEED_TRANSFER(p), &r);
	{
		Errors e;
		DEED_ASSERT_TRANSFERRED(q);
		DEED_ASSERT_TRANSFERRED(p);
	}
	deed_free(deed_heap(), q);
	void *root = deed_context_create(nullptr, "root"), *other = deed_context_create(nullptr, "other"), *block = deed_context_alloc(root, 5);
	deed_context_steal(other, block);
	deed_context_free(root);
	EXPECT_EQ(deed_trace_to(nullptr), 0);
	std::string s = slurp(path);
	char moved[200];
	snprintf(moved, sizeof moved, "{\"event\":\"transfer\",\"p\":\"%p\",\"owner\":\"%p\",\"pc\":\"0x", block, other);
	EXPECT_NE(s.find(moved), std::string::npos) << s;
	EXPECT_NE(s.find("\"at\":\"deed_rt_tests_checked+0x"), std::string::npos) << s;
	deed_context_free(other);
	for (const char *w : { "\"event\":\"acquire\"", "\"event\":\"assert-held\"", "\"name\":\"DEED_ASSERT_OWNED\"", "test_testing.cpp\"", "\"line\":", "\"event\":\"borrow\"",
			"\"event\":\"transfer\"", "\"event\":\"take\"", "\"event\":\"assert-failed\"", "\"event\":\"release\"" })
		EXPECT_NE(s.find(w), std::string::npos) << w << "\n" << s;
	unlink(path);
}

// A custom allocator that breaks each promise when told to.
enum { kNone, kMisaligned, kOverlap, kDirty, kLoses };
int breach;
char area[100000];
size_t at;
void *bad_alloc(deed_allocator *, size_t n, size_t al)
{
	size_t p = (at + al - 1) & ~(al - 1);
	if (breach == kMisaligned) p++;
	if (breach == kOverlap && p >= 64) p -= 64;
	if (p + n > sizeof area) return nullptr;
	at = p + n;
	memset(area + p, breach == kDirty ? 1 : 0, n);
	return area + p;
}
void *bad_regrow(deed_allocator *s, void *p, size_t o, size_t n, size_t al)
{
	void *q = bad_alloc(s, n, al);
	if (q && breach != kLoses) memcpy(q, p, o < n ? o : n);
	return q;
}
bool bad_resize(deed_allocator *, void *, size_t, size_t, size_t) { return false; }
void bad_release(deed_allocator *, void *, size_t, size_t) {}
const deed_allocator_ops bad_ops = { bad_alloc, bad_alloc, bad_regrow, bad_resize, bad_release, nullptr, nullptr, nullptr };

TEST(Validate, FindsEachBreach)
{
	alignas(16) static deed_allocator custom;
	deed_allocator_init(&custom, &bad_ops, 0);
	struct { int b; const char *says; } cases[] = { { kMisaligned, "not aligned" }, { kOverlap, "living block" }, { kDirty, "not zero at byte 0" }, { kLoses, "lost its contents" } };
	for (auto &c : cases) {
		Errors e;
		deed_validate v;
		deed_validate_init(&v, &custom);
		breach = kNone;
		at = 0;
		char *p = (char *)deed_alloc(&v.allocator, 100);
		memset(p, 7, 100);
		EXPECT_TRUE(e.kinds.empty());
		breach = c.b;
		if (c.b == kLoses) p = (char *)deed_realloc(&v.allocator, p, 100, 200);
		else (void)!deed_zalloc(&v.allocator, 50);
		EXPECT_GE(e.count(DEED_ERROR_CORRUPTION), 1u) << c.b;
		EXPECT_NE(e.text.find(c.says), std::string::npos) << e.text;
		EXPECT_GE(deed_validate_destroy(&v), 1u);
	}
	Errors e;
	deed_validate v;
	breach = kNone;
	deed_validate_init(&v, &custom);
	char *p = (char *)deed_alloc(&v.allocator, 100);
	deed_free_sized(&v.allocator, p, 99, 0);
	deed_free(&v.allocator, p + 1);
	EXPECT_EQ(deed_realloc(&v.allocator, area + 5000, 1, 2), nullptr);
	EXPECT_EQ(e.count(DEED_ERROR_BAD_ARGUMENT), 3u);
	deed_free_sized(&v.allocator, p, 100, 0);
	EXPECT_EQ(deed_validate_destroy(&v), 0u);
}
TEST(Validate, DeedsOwnAllocatorsKeepTheirPromises)
{
	deed_arena arena;
	deed_arena_init(&arena, deed_heap(), 0);
	deed_pool pool;
	ASSERT_TRUE(deed_pool_init(&pool, deed_heap(), 300, 0, nullptr));
	void *root = deed_context_create(nullptr, "r");
	for (deed_allocator *child : { deed_heap(), deed_page(), &arena.allocator, &pool.allocator, deed_context_allocator(root) }) {
		deed_validate v;
		deed_validate_init(&v, child);
		void *p[40] = {};
		size_t n[40] = {};
		unsigned s = 5;
		for (int i = 0; i < 4000; i++) {
			s = s * 1103515245 + 12345;
			int k = (s >> 16) % 40;
			size_t size = 1 + (s >> 8) % 299;
			if (!p[k]) {
				p[k] = i % 2 ? deed_alloc(&v.allocator, size) : deed_zalloc(&v.allocator, size);
			} else if (s % 3 == 0) {
				void *q = deed_realloc(&v.allocator, p[k], n[k], size);
				if (!q) continue;
				p[k] = q;
			} else {
				deed_free_sized(&v.allocator, p[k], n[k], 0);
				p[k] = nullptr;
				continue;
			}
			ASSERT_NE(p[k], nullptr);
			n[k] = size;
			memset(p[k], i, size);
		}
		for (int k = 0; k < 40; k++) deed_free_sized(&v.allocator, p[k], n[k], 0);
		EXPECT_EQ(deed_validate_destroy(&v), 0u);
	}
	deed_pool_destroy(&pool);
	deed_arena_destroy(&arena);
	deed_context_free(root);
}
} // namespace
