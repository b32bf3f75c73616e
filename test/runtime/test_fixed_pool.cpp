#include <deed/fixed.h>
#include <deed/heap.h>
#include <deed/pool.h>
#include "support.h"
#include <cstring>
#include <pthread.h>
#include <set>

namespace {
alignas(64) char buffer[65536];

TEST(Fixed, FillsOwnsAndResets)
{
	deed_fixed f;
	deed_fixed_init(&f, buffer, 4096);
	void *p = deed_alloc(&f.allocator, 100);
	EXPECT_TRUE(deed_fixed_owns(&f, p));
	EXPECT_TRUE(deed_fixed_owns_range(&f, p, 100));
	EXPECT_FALSE(deed_fixed_owns_range(&f, p, 5000));
	EXPECT_FALSE(deed_fixed_owns(&f, buffer + 4096));
	EXPECT_FALSE(deed_fixed_owns(&f, &f));
	EXPECT_TRUE(deed_fixed_is_last(&f, p, 100));
	EXPECT_TRUE(deed_resize(&f.allocator, p, 100, 200));
	EXPECT_EQ(deed_alloc(&f.allocator, 5000), nullptr);
	size_t n = 0;
	while (deed_alloc(&f.allocator, 64)) n++;
	EXPECT_GT(n, 20u);
	EXPECT_LT(deed_fixed_left(&f), 128u);
	EXPECT_EQ(deed_fixed_used(&f) + deed_fixed_left(&f), 4096u);
	deed_fixed_reset(&f);
	EXPECT_EQ(deed_fixed_used(&f), 0u);
	EXPECT_EQ(deed_alloc(&f.allocator, 100), p);
	deed_fixed_destroy(&f);
	deed_fixed_destroy(nullptr);
}
TEST(Fixed, EmptyBuffers)
{
	deed_fixed f;
	deed_fixed_init(&f, nullptr, 100);
	EXPECT_EQ(deed_alloc(&f.allocator, 1), nullptr);
	EXPECT_FALSE(deed_fixed_owns(&f, nullptr));
	deed_fixed_destroy(&f);
	deed_fixed_init(&f, buffer, 0);
	EXPECT_EQ(deed_alloc(&f.allocator, 1), nullptr);
	deed_fixed_destroy(&f);
}
TEST(Fixed, ThreadSafeViewNeverGivesTheSameTwice)
{
	deed_fixed f;
	deed_fixed_init(&f, buffer, sizeof buffer);
	static std::vector<void *> got[4];
	struct Arg { deed_allocator *a; int i; } arg[4];
	pthread_t t[4];
	for (int i = 0; i < 4; i++) {
		got[i].clear();
		got[i].reserve(10000);
		arg[i] = { deed_fixed_thread_safe(&f), i };
		pthread_create(&t[i], nullptr, [](void *v) -> void * {
			Arg *x = (Arg *)v;
			while (void *p = deed_alloc(x->a, 16)) got[x->i].push_back(p);
			return nullptr;
		}, &arg[i]);
	}
	std::set<void *> all;
	size_t n = 0;
	for (int i = 0; i < 4; i++) {
		pthread_join(t[i], nullptr);
		n += got[i].size();
		all.insert(got[i].begin(), got[i].end());
	}
	EXPECT_EQ(all.size(), n);
	EXPECT_GT(n, sizeof buffer / 16 / 4);
	deed_fixed_destroy(&f);
}
TEST(StackFallback, BufferFirstThenTheOther)
{
	DEED_STACK_FALLBACK(a, 1024, deed_heap());
	char *p = (char *)deed_alloc(a, 100), *q = (char *)deed_alloc(a, 5000);
	EXPECT_TRUE(deed_fixed_owns(&a_state.fixed, p));
	EXPECT_FALSE(deed_fixed_owns(&a_state.fixed, q));
	strcpy(p, "moves");
	p = (char *)deed_realloc(a, p, 100, 9000); // out of the buffer, into the heap
	EXPECT_STREQ(p, "moves");
	EXPECT_FALSE(deed_fixed_owns(&a_state.fixed, p));
	deed_free(a, p);
	deed_free(a, q);
}

struct Thing { double d[5]; };
TEST(Pool, ReusesTheNewestFreedSlot)
{
	deed_pool p;
	ASSERT_TRUE(DEED_POOL_INIT(&p, deed_heap(), Thing, nullptr));
	void *x = deed_pool_create(&p), *y = deed_pool_create(&p);
	EXPECT_EQ(deed_pool_live(&p), 2u);
	deed_pool_free(&p, x);
	EXPECT_EQ(deed_pool_create(&p), x);
	deed_pool_free(&p, nullptr);
	deed_pool_free(&p, y);
	std::set<void *> all;
	for (int i = 0; i < 5000; i++) {
		void *o = deed_pool_create(&p);
		memset(o, i, sizeof(Thing));
		EXPECT_TRUE(all.insert(o).second);
	}
	EXPECT_TRUE(deed_pool_reset(&p, DEED_RESET_RETAIN_CAPACITY, 0));
	EXPECT_EQ(deed_pool_live(&p), 0u);
	EXPECT_NE(deed_pool_create(&p), nullptr);
	deed_pool_destroy(&p);
	deed_pool_destroy(&p);
	deed_pool_destroy(nullptr);
}
TEST(Pool, FixedPoolServesAgainAfterReset)
{
	deed_pool p;
	deed_pool_options o = { 50, true, 0 };
	ASSERT_TRUE(deed_pool_init(&p, deed_heap(), 40, 0, &o));
	for (int round = 0; round < 3; round++) {
		for (int i = 0; i < 50; i++) ASSERT_NE(deed_pool_create(&p), nullptr) << round;
		EXPECT_EQ(deed_pool_create(&p), nullptr);
		EXPECT_FALSE(deed_pool_preheat(&p, 1));
		EXPECT_TRUE(deed_pool_reset(&p, DEED_RESET_FREE_ALL, 0));
	}
	deed_pool_destroy(&p);
}
TEST(Pool, AlignmentAndInterface)
{
	deed_pool p;
	ASSERT_TRUE(deed_pool_init(&p, deed_heap(), 70, 64, nullptr));
	for (int i = 0; i < 100; i++) EXPECT_EQ((uintptr_t)deed_pool_create(&p) % 64, 0u);
	void *q = deed_alloc(&p.allocator, 30); // smaller fits
	EXPECT_NE(q, nullptr);
	deed_free(&p.allocator, q);
	EXPECT_EQ(deed_alloc(&p.allocator, 7000), nullptr);
	EXPECT_EQ(deed_alloc_aligned(&p.allocator, 8, 4096), nullptr);
	EXPECT_TRUE(deed_pool_preheat(&p, 1000));
	deed_pool_destroy(&p);
}
TEST(Pool, BadArguments)
{
	deed_pool p;
	EXPECT_FALSE(deed_pool_init(&p, deed_heap(), 0, 0, nullptr));
	EXPECT_FALSE(deed_pool_init(&p, deed_heap(), SIZE_MAX, 0, nullptr));
	deed_pool_options o = { SIZE_MAX, false, 0 };
	EXPECT_FALSE(deed_pool_init(&p, deed_heap(), 64, 0, &o));
	deed_pool_destroy(&p);
	Errors e;
	EXPECT_FALSE(deed_pool_init(&p, deed_heap(), 8, 3, nullptr));
	EXPECT_EQ(e.count(DEED_ERROR_BAD_ARGUMENT), 1u);
	EXPECT_FALSE(deed_pool_reset(&p, DEED_RESET_FREE_ALL, 0));
}
} // namespace
