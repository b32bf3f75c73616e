// The interface, over every allocator that offers it: the same requests, the same promises.
#include <deed/arena.h>
#include <deed/fixed.h>
#include <deed/heap.h>
#include <deed/locked.h>
#include <deed/pool.h>
#include <deed/scope.h>
#include <deed/smp.h>
#include "support.h"
#include <cstring>
#include <memory>

namespace {

struct Kind {
	const char *name;
	size_t max_align;
	deed_allocator *(*make)();
	void (*end)();
};
deed_arena arena;
deed_fixed fixed;
deed_stack_fallback fallback;
deed_locked locked;
alignas(64) char buffer[1 << 20];
unsigned depth;

const Kind kinds[] = {
	{ "heap", 65536, deed_heap, [] {} },
	{ "raw", 16, deed_heap_raw, [] {} },
	{ "page", 65536, deed_page, [] {} },
	{ "smp", 4096, deed_smp, [] {} },
	{ "arena", 65536, [] { deed_arena_init(&arena, deed_heap(), 0); return &arena.allocator; }, [] { deed_arena_destroy(&arena); } },
	{ "arena_on_pages", 4096, [] { deed_arena_init(&arena, deed_page(), 4096); return &arena.allocator; }, [] { deed_arena_destroy(&arena); } },
	{ "temp", 4096, [] { depth = deed_scope_enter(deed_temp); return deed_temp; }, [] { deed_scope_exit(deed_temp, depth); } },
	{ "fixed", 4096, [] { deed_fixed_init(&fixed, buffer, sizeof buffer); return &fixed.allocator; }, [] { deed_fixed_destroy(&fixed); } },
	{ "stack_fallback", 4096, [] { deed_stack_fallback_init(&fallback, buffer, 200, deed_heap()); return &fallback.allocator; },
	  [] { deed_stack_fallback_destroy(&fallback); } },
	{ "locked", 4096, [] { deed_locked_init(&locked, deed_heap()); return &locked.allocator; }, [] { deed_locked_destroy(&locked); } },
};

class All : public testing::TestWithParam<Kind> {
protected:
	deed_allocator *a = nullptr;
	void SetUp() override { a = GetParam().make(); ASSERT_NE(a, nullptr); }
	void TearDown() override { GetParam().end(); }
	void give(void *p, size_t n, size_t al = 0) { deed_free_sized(a, p, n, al); }
};
INSTANTIATE_TEST_SUITE_P(Deed, All, testing::ValuesIn(kinds), [](const auto &i) { return std::string(i.param.name); });

struct alignas(64) Line { char bytes[64]; };
TEST_P(All, ArraysOfAlignedObjects)
{
	if (GetParam().max_align < 64) { // refused, not misaligned
		Errors e;
		EXPECT_EQ(DEED_NEW_ARRAY(a, Line, 3), nullptr);
		return;
	}
	for (int i = 0; i < 9; i++) {
		void *odd = deed_alloc(a, 24);
		Line *lines = DEED_NEW_ARRAY(a, Line, 3), *raw = (Line *)deed_alloc_array_aligned(a, 2, sizeof(Line), 64);
		ASSERT_TRUE(odd && lines && raw);
		EXPECT_EQ((uintptr_t)lines % 64, 0u);
		EXPECT_EQ((uintptr_t)raw % 64, 0u);
		EXPECT_EQ(lines[2].bytes[63], 0);
		give(raw, 2 * sizeof(Line), 64);
		give(lines, 3 * sizeof(Line), 64);
		give(odd, 24);
	}
	EXPECT_EQ(deed_alloc_array_aligned(a, SIZE_MAX / 32, 64, 64), nullptr); // overflows
	Errors e;
	EXPECT_EQ(deed_zalloc_array_aligned(a, 2, 64, 48), nullptr);
	EXPECT_EQ(e.count(DEED_ERROR_BAD_ARGUMENT), 1u);
}

TEST_P(All, BlocksAreDistinctAlignedAndWritable)
{
	for (size_t al = 1; al <= GetParam().max_align; al *= 2)
		for (size_t n : { 1, 7, 16, 100, 5000 }) {
			unsigned char *p = (unsigned char *)deed_alloc_aligned(a, n, al), *q = (unsigned char *)deed_zalloc_aligned(a, n, al);
			ASSERT_TRUE(p && q) << n << " " << al;
			ASSERT_NE(p, q);
			EXPECT_EQ((uintptr_t)p % al, 0u);
			EXPECT_EQ((uintptr_t)q % al, 0u);
			for (size_t i = 0; i < n; i++) ASSERT_EQ(q[i], 0);
			memset(p, 1, n);
			memset(q, 2, n);
			for (size_t i = 0; i < n; i++) ASSERT_EQ(p[i], 1);
			give(q, n, al);
			give(p, n, al);
			if (strcmp(GetParam().name, "fixed") == 0) deed_fixed_reset(&fixed);
		}
}

TEST_P(All, SizeZeroIsOneByte)
{
	void *p = deed_alloc(a, 0), *q = deed_alloc(a, 0);
	ASSERT_TRUE(p && q);
	EXPECT_NE(p, q);
	deed_free(a, q);
	deed_free(a, p);
}

TEST_P(All, ImpossibleSizesGiveNull)
{
	EXPECT_EQ(deed_alloc(a, SIZE_MAX), nullptr);
	EXPECT_EQ(deed_alloc(a, SIZE_MAX - 16), nullptr);
	EXPECT_EQ(deed_alloc(a, PTRDIFF_MAX), nullptr);
	EXPECT_EQ(deed_alloc_array(a, SIZE_MAX / 2, 3), nullptr);
	EXPECT_EQ(deed_zalloc_array(a, (size_t)1 << 33, (size_t)1 << 33), nullptr);
	EXPECT_EQ(deed_alloc_sentinel(a, SIZE_MAX, 1, nullptr), nullptr);
	void *p = deed_alloc(a, 10);
	EXPECT_EQ(deed_realloc(a, p, 10, SIZE_MAX), nullptr);
	EXPECT_EQ(deed_realloc_array(a, p, 10, SIZE_MAX / 4, 8), nullptr);
	EXPECT_FALSE(deed_resize(a, p, 10, SIZE_MAX));
	memset(p, 3, 10); // it is still there
	give(p, 10);
}

TEST_P(All, BadAlignmentIsReported)
{
	Errors e;
	EXPECT_EQ(deed_alloc_aligned(a, 8, 3), nullptr);
	EXPECT_EQ(deed_zalloc_aligned(a, 8, 48), nullptr);
	void *p = deed_alloc_aligned(a, 8, 0);
	EXPECT_NE(p, nullptr);
	EXPECT_EQ(deed_realloc_aligned(a, p, 8, 16, 5), nullptr);
	EXPECT_EQ(e.count(DEED_ERROR_BAD_ARGUMENT), 3u);
	deed_free(a, p);
}

TEST_P(All, ReallocKeepsContentsAndOldBlockOnFailure)
{
	char *p = (char *)deed_realloc(a, nullptr, 0, 16);
	ASSERT_NE(p, nullptr);
	memset(p, 'x', 16);
	size_t n = 16;
	for (size_t m : { 20, 400, 100, 3000, 8, 20000 }) {
		p = (char *)deed_realloc(a, p, n, m);
		ASSERT_NE(p, nullptr);
		for (size_t i = 0; i < (m < 8 ? m : 8); i++) ASSERT_EQ(p[i], 'x') << m;
		n = m;
	}
	EXPECT_EQ(deed_realloc(a, p, n, 0), nullptr); // frees
	EXPECT_EQ(deed_realloc(a, nullptr, 0, 0), nullptr);
}

TEST_P(All, CopiesAndFormats)
{
	char *s = deed_strdup(a, "hello"), *t = deed_strndup(a, "hello", 3), *f = deed_asprintf(a, "%s-%d", "x", 42);
	EXPECT_STREQ(s, "hello");
	EXPECT_STREQ(t, "hel");
	EXPECT_STREQ(f, "x-42");
	std::string big(3000, 'q');
	char *g = deed_asprintf(a, "<%s>", big.c_str());
	EXPECT_EQ(std::string(g), "<" + big + ">");
	EXPECT_EQ(deed_strdup(a, nullptr), nullptr);
	EXPECT_EQ(deed_dupe(a, nullptr, 5), nullptr);
	int v[3] = { 1, 2, 3 }, end = -1, *d = (int *)deed_dupe(a, v, sizeof v), *z = (int *)deed_alloc_sentinel(a, 3, sizeof(int), &end);
	EXPECT_EQ(memcmp(v, d, sizeof v), 0);
	EXPECT_EQ(z[3], -1);
	give(z, 4 * sizeof(int));
	give(d, sizeof v);
	give(g, big.size() + 3);
	give(f, 5);
	give(t, 4);
	give(s, 6);
	deed_free(a, nullptr);
}

TEST_P(All, PanicPolicyCallsTheHandler)
{
	EXPECT_DEATH({
		deed_allocator_set_oom_panic(a, true);
		(void)!deed_alloc(a, SIZE_MAX);
	}, "out of memory: 18446744073709551615 bytes");
}

TEST(Interface, NullAllocatorIsReported)
{
	Errors e;
	EXPECT_EQ(deed_alloc(nullptr, 8), nullptr);
	int x = 0;
	deed_free(nullptr, &x);
	EXPECT_EQ(deed_realloc(nullptr, &x, 4, 8), nullptr);
	deed_allocator zero = {};
	EXPECT_EQ(deed_alloc(&zero, 8), nullptr);
	EXPECT_EQ(deed_scope_enter(deed_heap()), 0u); // has no scopes
	EXPECT_EQ(e.count(DEED_ERROR_BAD_ARGUMENT), 5u);
	EXPECT_EQ(deed_scope_depth(nullptr), 0u);
}
TEST(Interface, RawHasNoLargeAlignments)
{
	Errors e;
	EXPECT_EQ(deed_alloc_aligned(deed_heap_raw(), 8, 64), nullptr);
	EXPECT_EQ(e.count(DEED_ERROR_BAD_ARGUMENT), 1u);
	void *p = deed_alloc(deed_heap_raw(), 10);
	free(p); // in both builds it is malloc's
	deed_free(deed_heap_raw(), malloc(10));
}
TEST(Interface, MacrosAndFacts)
{
	EXPECT_EQ(sizeof(deed_allocator_ops), 64u);
	EXPECT_EQ(deed_is_checked(), checked);
	EXPECT_STREQ(deed_version(), DEED_VERSION_STRING);
	EXPECT_GE(deed_page_size(), DEED_PAGE_SIZE_MIN);
	EXPECT_LE(deed_page_size(), DEED_PAGE_SIZE_MAX);
	struct S { int a; double b; } *s = DEED_NEW(deed_heap(), struct S);
	EXPECT_EQ(s->a, 0);
	DEED_FREE(deed_heap(), s);
	EXPECT_EQ(s, nullptr);
	int *v = DEED_NEW_ARRAY(deed_heap(), int, 10);
	EXPECT_EQ(v[9], 0);
	DEED_FREE(deed_heap(), v);
	EXPECT_STREQ(deed_error_name(DEED_ERROR_DOUBLE_FREE), "double-free");
	EXPECT_STREQ(deed_error_name((deed_error_kind)99), "unknown");
	EXPECT_TRUE(!strcmp(deed_smp_name(), "mimalloc") || !strcmp(deed_smp_name(), "libc"));
}
TEST(Page, GrowsInPlaceWithinItsPagesAndByRemap)
{
	char *p = (char *)deed_alloc(deed_page(), 100);
	EXPECT_TRUE(deed_resize(deed_page(), p, 100, 3000));
	p[2999] = 1;
	p = (char *)deed_realloc(deed_page(), p, 3000, 10 << 20);
	p[(10 << 20) - 1] = 2;
	EXPECT_EQ(p[2999], 1);
	deed_free(deed_page(), p);
}
TEST(Heap, RaceFreeFromManyThreads)
{
	deed_locked l;
	deed_arena ar;
	deed_arena_init(&ar, deed_heap(), 0);
	deed_locked_init(&l, &ar.allocator);
	pthread_t t[4];
	for (auto &x : t)
		pthread_create(&x, nullptr, [](void *v) -> void * {
			for (int i = 0; i < 2000; i++) {
				int *p = (int *)deed_alloc((deed_allocator *)v, 32), *q = (int *)deed_alloc(deed_heap(), 32), *r = (int *)deed_alloc(deed_smp(), 32);
				*p = *q = *r = i;
				deed_free(deed_heap(), q);
				deed_free(deed_smp(), r);
			}
			return nullptr;
		}, &l.allocator);
	for (auto &x : t) pthread_join(x, nullptr);
	deed_locked_destroy(&l);
	deed_locked_destroy(nullptr);
	deed_arena_destroy(&ar);
}
} // namespace
