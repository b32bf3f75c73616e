#include <deed/arena.h>
#include <deed/heap.h>
#include <deed/scope.h>
#include "support.h"
#include <cstring>
#include <pthread.h>

namespace {
struct Arena : testing::Test {
	deed_arena a;
	void SetUp() override { deed_arena_init(&a, deed_heap(), 4096); }
	void TearDown() override { deed_arena_destroy(&a); }
};

TEST_F(Arena, AllocatesNothingBeforeTheFirstBlock)
{
	EXPECT_EQ(deed_arena_capacity(&a), 0u);
	(void)!deed_arena_alloc(&a, 1);
	EXPECT_GE(deed_arena_capacity(&a), 4000u);
	EXPECT_GE(deed_arena_used(&a), 1u);
}
TEST_F(Arena, LiveBlocksNeverMove)
{
	std::vector<int *> v;
	for (int i = 0; i < 20000; i++) {
		v.push_back((int *)deed_arena_alloc(&a, 4 + i % 600));
		*v.back() = i;
	}
	for (int i = 0; i < 20000; i++) ASSERT_EQ(*v[i], i);
	EXPECT_TRUE(deed_arena_owns(&a, v[0]));
	EXPECT_FALSE(deed_arena_owns(&a, this));
}
TEST_F(Arena, BigRequestLeavesTheCurrentPageInUse)
{
	char *p = (char *)deed_arena_alloc(&a, 16), *big = (char *)deed_arena_alloc(&a, 1 << 20), *q = (char *)deed_arena_alloc(&a, 16);
	memset(big, 1, 1 << 20);
	EXPECT_LT(q - p, 4096);
}
TEST_F(Arena, LastBlockGrowsInPlace)
{
	(void)!deed_arena_alloc(&a, 8);
	void *p = deed_arena_alloc(&a, 100);
	EXPECT_TRUE(deed_resize(&a.allocator, p, 100, 1000));
	EXPECT_EQ(deed_realloc(&a.allocator, p, 1000, 2000), p);
	void *q = deed_arena_alloc(&a, 8);
	EXPECT_FALSE(deed_resize(&a.allocator, p, 2000, 3000));
	EXPECT_TRUE(deed_resize(&a.allocator, p, 2000, 1500)); // shrinking always fits
	void *r = deed_realloc(&a.allocator, p, 1500, 3000);
	EXPECT_NE(r, p);
	EXPECT_NE(q, nullptr);
}
TEST_F(Arena, LastBlockComesBack)
{
	ONLY_RELEASE();
	void *p = deed_arena_alloc(&a, 100);
	deed_free_sized(&a.allocator, p, 100, 0);
	EXPECT_EQ(deed_arena_alloc(&a, 10), p);
	EXPECT_EQ(deed_realloc(&a.allocator, nullptr, 0, 0), nullptr);
	Errors e;
	EXPECT_EQ(deed_realloc(&a.allocator, p, 0, 50), nullptr); // the old size is needed
	EXPECT_EQ(e.count(DEED_ERROR_BAD_ARGUMENT), 1u);
}
TEST_F(Arena, ResetModes)
{
	auto fill = [&] { for (int i = 0; i < 1000; i++) memset(deed_arena_alloc(&a, 100), i, 100); };
	fill();
	size_t cap = deed_arena_capacity(&a);
	EXPECT_TRUE(deed_arena_reset(&a, DEED_RESET_RETAIN_CAPACITY, 0));
	EXPECT_EQ(deed_arena_capacity(&a), cap);
	EXPECT_EQ(deed_arena_used(&a), 0u);
	fill();
	EXPECT_EQ(deed_arena_capacity(&a), cap);
	EXPECT_TRUE(deed_arena_reset(&a, DEED_RESET_RETAIN_LIMIT, 20000));
	EXPECT_LE(deed_arena_capacity(&a), 20000u);
	EXPECT_GT(deed_arena_capacity(&a), 0u);
	fill();
	EXPECT_TRUE(deed_arena_reset(&a, DEED_RESET_FREE_ALL, 0));
	EXPECT_EQ(deed_arena_capacity(&a), 0u);
	fill();
}
TEST_F(Arena, ResetInsideAScopeIsRefused)
{
	Errors e;
	unsigned d = deed_arena_enter(&a);
	EXPECT_FALSE(deed_arena_reset(&a, DEED_RESET_FREE_ALL, 0));
	EXPECT_EQ(deed_arena_detach(&a).pages, nullptr);
	EXPECT_EQ(e.count(DEED_ERROR_SCOPE_DEPTH), 2u);
	deed_arena_exit(&a, d);
	EXPECT_TRUE(deed_arena_reset(&a, DEED_RESET_FREE_ALL, 0));
}
TEST_F(Arena, DetachAndPromote)
{
	int *p = (int *)deed_arena_alloc(&a, 4);
	*p = 7;
	deed_arena_state s = deed_arena_detach(&a);
	EXPECT_EQ(a.allocator.magic, 0u);
	deed_arena_promote(&a, &s, deed_heap(), 4096);
	EXPECT_EQ(*p, 7);
	EXPECT_TRUE(deed_arena_owns(&a, p));
	int *q = (int *)deed_arena_alloc(&a, 4);
	EXPECT_NE(p, q);
}
TEST_F(Arena, ScopesNest)
{
	char *p = (char *)deed_arena_alloc(&a, 100);
	strcpy(p, "outer");
	size_t before = deed_arena_used(&a);
	DEED_SCOPE(&a.allocator, one) {
		char *q = (char *)deed_alloc(one, 100000);
		memset(q, 1, 100000);
		DEED_SCOPE(one, two) {
			EXPECT_EQ(deed_scope_depth(two), 2u);
			memset(deed_alloc(two, 100), 2, 100);
		}
		EXPECT_EQ(q[99999], 1);
		EXPECT_EQ(deed_scope_depth(one), 1u);
	}
	EXPECT_EQ(deed_arena_used(&a), before);
	EXPECT_STREQ(p, "outer");
}
TEST_F(Arena, DepthThirtyThreeIsReported)
{
	Errors e;
	unsigned d[34];
	for (int i = 0; i < 33; i++) d[i] = deed_scope_enter(&a.allocator);
	EXPECT_EQ(d[31], 32u);
	EXPECT_EQ(d[32], 0u);
	EXPECT_EQ(e.count(DEED_ERROR_SCOPE_DEPTH), 1u);
	void *p = deed_alloc(&a.allocator, 10); // merged into the 32nd
	EXPECT_NE(p, nullptr);
	deed_scope_exit(&a.allocator, d[32]); // nothing
	EXPECT_EQ(deed_scope_depth(&a.allocator), 32u);
	deed_scope_exit(&a.allocator, 1); // all of them
	EXPECT_EQ(deed_scope_depth(&a.allocator), 0u);
	deed_scope_exit(&a.allocator, 1);
	EXPECT_EQ(e.count(DEED_ERROR_SCOPE_DEPTH), 2u);
}
int leaves_by_return(deed_arena *a)
{
	DEED_SCOPE(&a->allocator, m) {
		(void)!deed_alloc(m, 10);
		return (int)deed_scope_depth(m);
	}
	return -1;
}
TEST_F(Arena, ScopesAreLeftByEveryJump)
{
	EXPECT_EQ(leaves_by_return(&a), 1);
	EXPECT_EQ(a.depth, 0u);
	int n = 0;
	DEED_SCOPE(&a.allocator, m) { n++; (void)m; break; }
	EXPECT_EQ(a.depth, 0u);
	DEED_SCOPE(&a.allocator, m) { n++; (void)m; continue; }
	EXPECT_EQ(a.depth, 0u);
	DEED_SCOPE(&a.allocator, m) {
		n++;
		(void)m;
		goto out;
	}
	n = 100;
out:
	EXPECT_EQ(a.depth, 0u);
	EXPECT_EQ(n, 3);
	for (int i = 0; i < 3; i++) {
		DEED_SCOPE(&a.allocator, m) { (void)m; n++; }
	}
	EXPECT_EQ(n, 6);
}
TEST(WithArena, LivesForItsBlock)
{
	int n = 0;
	DEED_WITH_ARENA(4096, mem) {
		memset(deed_alloc(mem, 10040), 1, 10040);
		n++;
	}
	EXPECT_EQ(n, 1);
}
TEST(ArenaBad, NullBackingPageSizesAndNull)
{
	Errors e;
	deed_arena a;
	deed_arena_init(&a, nullptr, 1);
	EXPECT_EQ(e.count(DEED_ERROR_BAD_ARGUMENT), 1u);
	EXPECT_NE(deed_arena_alloc(&a, 10), nullptr);
	deed_arena_destroy(&a);
	deed_arena_destroy(&a); // twice is nothing
	deed_arena_destroy(nullptr);
	deed_arena_delete(nullptr);
	EXPECT_FALSE(deed_arena_reset(nullptr, DEED_RESET_FREE_ALL, 0));
	deed_arena *h = deed_arena_create(deed_heap(), 0);
	ASSERT_NE(h, nullptr);
	EXPECT_NE(deed_arena_alloc(h, 10), nullptr);
	deed_arena_delete(h);
}
TEST(Temp, OutsideAScopeIsReported)
{
	Errors e;
	EXPECT_EQ(deed_alloc(deed_temp, 8), nullptr);
	EXPECT_EQ(e.count(DEED_ERROR_OUTSIDE_SCOPE), 1u);
	DEED_SCOPE(deed_temp, _) { EXPECT_NE(deed_alloc(_, 8), nullptr); }
	EXPECT_EQ(deed_alloc(deed_temp, 8), nullptr);
	EXPECT_EQ(e.count(DEED_ERROR_OUTSIDE_SCOPE), 2u);
}
TEST(Temp, NestsAndGivesPagesBack)
{
	DEED_SCOPE(deed_temp, _) {
		char *p = (char *)deed_alloc(_, 110241024);
		p[110241023] = 1;
		DEED_SCOPE(deed_temp, __) { memset(deed_alloc(__, 100), 1, 100); }
	}
	EXPECT_LE(deed_arena_capacity((deed_arena *)deed_temp), (size_t)2 << 20);
	for (int r = 0; r < 1000; r++)
		DEED_SCOPE(deed_temp, _) {
			for (int i = 0; i < 10; i++) memset(deed_alloc(_, 1000), 1, 1000);
		}
}
TEST(Temp, EachThreadHasItsOwn)
{
	void *here = deed_temp, *there[4];
	pthread_t t[4];
	for (int i = 0; i < 4; i++)
		pthread_create(&t[i], nullptr, [](void *out) -> void * {
			for (int k = 0; k < 100; k++)
				DEED_SCOPE(deed_temp, _) { memset(deed_alloc(_, 3000), 1, 3000); }
			*(void **)out = deed_temp;
			return nullptr;
		}, &there[i]);
	for (auto &x : t) pthread_join(x, nullptr);
	for (void *x : there) EXPECT_NE(x, here);
}
} // namespace
