#include <deed/assert.h>
#include <deed/debug.h>
#include <deed/heap.h>
#include "support.h"
#include <cstring>
#include <pthread.h>

namespace {
struct Debug : testing::Test {
	deed_debug d;
	deed_allocator *a = &d.allocator;
	void SetUp() override { deed_debug_init(&d, nullptr, nullptr); }
	void TearDown() override { EXPECT_EQ(deed_debug_destroy(&d), 0u); }
};
__attribute__((noinline)) void *debug_birth(deed_allocator *a, size_t n)
{
	void *p = deed_alloc(a, n);
	__asm__ volatile("" : "+r"(p));
	return p;
}

TEST_F(Debug, NamesEveryMisuse)
{
	EXPECT_DEATH({ void *p = debug_birth(a, 24); deed_free(a, p); deed_free(a, p); }, "double-free: (.|\n)*family debug(.|\n)*born:(.|\n)*debug_birth(.|\n)*died:");
	EXPECT_DEATH({ int x = 0; deed_free(a, &x); }, "invalid-free");
	EXPECT_DEATH({ char *p = (char *)deed_alloc(a, 24); deed_free(a, p + 4); }, "4 bytes inside a block of 24");
	EXPECT_DEATH({ char *p = (char *)deed_alloc(a, 24); p[24] = 1; deed_free(a, p); }, "overflow: byte 1 after" OR_ASAN);
	EXPECT_DEATH({ char *p = (char *)deed_alloc(a, 24); p[-1] = 1; deed_free(a, p); }, "underflow: byte 1 before" OR_ASAN);
	EXPECT_DEATH({ char *p = (char *)deed_alloc(a, 24); deed_free_sized(a, p, 20, 0); }, "wrong-size: free of .* with size 20");
	EXPECT_DEATH({ char *p = (char *)deed_alloc_aligned(a, 24, 32); deed_free_sized(a, p, 24, 128); }, "wrong-size: free of .* with alignment 128");
	EXPECT_DEATH({
		deed_debug other;
		deed_debug_init(&other, nullptr, nullptr);
		void *p = deed_alloc(a, 8);
		deed_free(&other.allocator, p);
	}, "wrong-family: .*another instance");
	EXPECT_DEATH({
		char *p = (char *)deed_alloc(a, 24);
		deed_free(a, p);
		p[7] = 1;
		(void)!deed_debug_destroy(&d);
	}, "use-after-free: byte 7 of a dead block of 24 bytes was written" OR_ASAN);
}
TEST_F(Debug, LeaksHaveTheirBirth)
{
	EXPECT_EXIT({
		(void)!debug_birth(a, 33);
		(void)!debug_birth(a, 44);
		exit(deed_debug_destroy(&d) == 2 ? 0 : 1);
	}, testing::ExitedWithCode(0), "leak: 2 block.s., 77 bytes(.|\n)*debug_birth");
	EXPECT_EQ(deed_debug_report_leaks(&d), 0u);
}
TEST(DebugOptions, NeverUnmapFindsReads)
{
	deed_debug_options o = {};
	o.never_unmap = true;
	deed_debug d;
	deed_debug_init(&d, nullptr, &o);
	char *p = (char *)debug_birth(&d.allocator, 24);
	p[0] = 1;
	deed_free(&d.allocator, p);
	EXPECT_DEATH({ volatile char *v = p; (void)v[5]; }, "use-after-free: a dead block of 24 bytes was touched at its byte 5(.|\n)*debug_birth(.|\n)*died:");
	char *q = (char *)deed_zalloc(&d.allocator, 100000);
	EXPECT_EQ(q[99999], 0);
	deed_free(&d.allocator, q);
	EXPECT_EQ(deed_debug_destroy(&d), 0u);
}
TEST(DebugOptions, MemoryLimitIsRecoverable)
{
	deed_debug_options o = {};
	o.memory_limit = 1000;
	o.stack_frames = -1;
	o.single_thread = true;
	o.retain_metadata = true;
	deed_debug d;
	deed_debug_init(&d, nullptr, &o);
	void *p = deed_alloc(&d.allocator, 900);
	EXPECT_NE(p, nullptr);
	EXPECT_EQ(deed_alloc(&d.allocator, 200), nullptr);
	EXPECT_EQ(deed_debug_used(&d), 900u);
	EXPECT_EQ(deed_realloc(&d.allocator, p, 900, 950), nullptr); // both at once are too much
	deed_debug_set_limit(&d, 5000);
	p = deed_realloc(&d.allocator, p, 900, 950);
	EXPECT_NE(p, nullptr);
	EXPECT_EQ(deed_debug_used(&d), 950u);
	EXPECT_EQ(deed_debug_peak(&d), 1850u);
	deed_free(&d.allocator, p);
	EXPECT_EQ(deed_debug_used(&d), 0u);
	EXPECT_EQ(deed_debug_destroy(&d), 0u);
	EXPECT_EQ(deed_debug_destroy(&d), 0u); // again: nothing
	EXPECT_EQ(deed_debug_destroy(nullptr), 0u);
}
TEST(DebugOptions, NoSafetyAndBackingAndVerbose)
{
	deed_debug_options o = {};
	o.no_safety = true;
	o.verbose = true;
	o.name = "loud";
	deed_debug d;
	deed_debug_init(&d, deed_heap(), &o);
	testing::internal::CaptureStderr();
	void *p = deed_alloc(&d.allocator, 12);
	p = deed_realloc(&d.allocator, p, 12, 5000);
	deed_free(&d.allocator, p);
	std::string err = testing::internal::GetCapturedStderr();
	EXPECT_NE(err.find("deed: debug loud: alloc"), std::string::npos) << err;
	EXPECT_EQ(deed_debug_destroy(&d), 0u);
}
TEST_F(Debug, ManyBlocksOnManyThreads)
{
	pthread_t t[4];
	for (auto &x : t)
		pthread_create(&x, nullptr, [](void *v) -> void * {
			deed_allocator *al = (deed_allocator *)v;
			void *keep[50] = {};
			for (int i = 0; i < 3000; i++) {
				void *&s = keep[i % 50];
				deed_free(al, s);
				s = deed_alloc(al, (size_t)i % 700);
				if (i % 7 == 0) s = deed_realloc(al, s, 0, 900);
			}
			for (void *s : keep) deed_free(al, s);
			return nullptr;
		}, a);
	for (auto &x : t) pthread_join(x, nullptr);
	EXPECT_EQ(deed_debug_used(&d), 0u);
}
} // namespace
