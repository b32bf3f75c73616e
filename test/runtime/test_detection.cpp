// The checked build names each misuse, with birth and death: one death test on each message.
#include <deed/ar_assert.h>
#include <deed/arena.h>
#include <deed/fixed.h>
#include <deed/heap.h>
#include <deed/pool.h>
#include <deed/scope.h>
#include "support.h"
#include <csignal>
#include <cstring>

namespace {
#define DIES(...) EXPECT_DEATH(__VA_ARGS__)

__attribute__((noinline)) void *born_here(deed_allocator *a, size_t n)
{
	void *p = deed_alloc(a, n);
	__asm__ volatile("" : "+r"(p));
	return p;
}
__attribute__((noinline)) void dies_here(deed_allocator *a, void *p)
{
	deed_free(a, p);
	__asm__ volatile("");
}

struct Detection : testing::Test {
	void SetUp() override { ONLY_CHECKED(); GTEST_FLAG_SET(death_test_style, "fast"); }
	deed_allocator *h = deed_heap();
};

TEST_F(Detection, DoubleFreeNamesBirthAndDeath)
{
	DIES({ void *p = born_here(h, 24); dies_here(h, p); deed_free(h, p); },
	     "double-free: free of .*which is dead(.|\n)*24 bytes, family heap(.|\n)*born:(.|\n)*born_here(.|\n)*died:(.|\n)*dies_here(.|\n)*now:");
}
TEST_F(Detection, InvalidAndInnerFree)
{
	DIES({ int x = 0; deed_free(h, &x); }, "invalid-free: free of .*which is no block of Deed");
	DIES({ deed_free(h, malloc(1000000)); }, "invalid-free");
	DIES({ char *p = (char *)deed_alloc(h, 24); deed_free(h, p + 8); }, "invalid-free: free of .*, 8 bytes inside a block of 24 bytes(.|\n)*born:");
}
TEST_F(Detection, WrongFamilyAndInstance)
{
	DIES({
		deed_arena a;
		deed_arena_init(&a, h, 0);
		void *p = deed_alloc(&a.allocator, 10);
		deed_free(h, p);
	}, "wrong-family: free of .*, a block of family arena, by the allocator of family heap");
	DIES({
		deed_arena a;
		deed_arena b;
		deed_arena_init(&a, h, 0);
		deed_arena_init(&b, h, 0);
		void *p = deed_alloc(&a.allocator, 10);
		p = deed_realloc(&b.allocator, p, 10, 20);
	}, "wrong-family: realloc of .*family arena \\(another instance\\)");
}
TEST_F(Detection, WrongSizeOrAlignment)
{
	DIES({ void *p = deed_alloc(h, 24); deed_free_sized(h, p, 25, 0); }, "wrong-size: free of .* with size 25; the block has 24 bytes");
	DIES({ void *p = deed_alloc(h, 24); deed_free_sized(h, p, 24, 4096); }, "wrong-size: free of .* with alignment 4096");
	DIES({ void *p = deed_alloc(h, 24); p = deed_realloc(h, p, 10, 50); }, "wrong-size: realloc");
}
TEST_F(Detection, OverflowAndUnderflowByOne)
{
	DIES({ char *p = (char *)deed_alloc(h, 24); p[24] = 0; deed_free(h, p); }, "overflow: byte 1 after a block of 24 bytes was written" OR_ASAN);
	DIES({ char *p = (char *)deed_alloc(h, 24); p[-1] = 0; deed_free(h, p); }, "underflow: byte 1 before a block of 24 bytes was written" OR_ASAN);
	DIES({
		deed_arena a;
		deed_arena_init(&a, h, 0);
		char *p = (char *)deed_arena_alloc(&a, 13);
		p[13] = 0;
		deed_arena_reset(&a, DEED_RESET_RETAIN_CAPACITY, 0);
	}, "overflow: byte 1 after a block of 13 bytes was written \\(found at reset\\)" OR_ASAN);
	DIES({
		deed_pool p;
		(void)!deed_pool_init(&p, h, 40, 0, nullptr);
		char *o = (char *)deed_pool_create(&p);
		o[40] = 1;
		deed_pool_free(&p, o);
	}, "overflow: byte 1 after a block of 40" OR_ASAN);
	DIES({
		DEED_SCOPE(deed_temp, m) { char *p = (char *)deed_alloc(m, 5); p[5] = 1; }
	}, "overflow: byte 1 after a block of 5 bytes was written \\(found at scope exit\\)" OR_ASAN);
	DIES({
		alignas(16) static char buffer[1000];
		deed_fixed f;
		deed_fixed_init(&f, buffer, sizeof buffer);
		char *p = (char *)deed_alloc(&f.allocator, 5);
		p[-1] = 1;
		deed_fixed_reset(&f);
	}, "underflow: byte 1 before a block of 5 bytes was written \\(found at reset\\)" OR_ASAN);
}
TEST_F(Detection, WriteAfterFree)
{
	DIES({
		char *p = (char *)born_here(h, 24);
		dies_here(h, p);
		p[3] = 1;
		for (int i = 0; i < 2000; i++) deed_free(h, deed_alloc(h, 24)); // the quarantine turns over
	}, "use-after-free: byte 3 of a dead block of 24 bytes was written(.|\n)*born_here(.|\n)*dies_here" OR_ASAN);
	DIES({
		deed_arena a;
		deed_arena_init(&a, h, 0);
		char *p = (char *)deed_arena_alloc(&a, 100);
		deed_free(&a.allocator, p);
		p[99] = 1;
		deed_arena_destroy(&a);
	}, "use-after-free: byte 99 of a dead block of 100 bytes was written" OR_ASAN);
	DIES({
		deed_pool p;
		(void)!deed_pool_init(&p, h, 40, 0, nullptr);
		char *o = (char *)deed_pool_create(&p);
		deed_pool_free(&p, o);
		o[0] = 1;
		(void)!deed_pool_create(&p);
	}, "use-after-free: byte 0 of a dead block of 40 bytes was written" OR_ASAN);
}
TEST_F(Detection, UseOfADestroyedArena)
{
	DIES({
		deed_arena a;
		deed_arena_init(&a, h, 0);
		deed_arena_destroy(&a);
		(void)!deed_arena_alloc(&a, 10);
	}, "use-after-free: call by a destroyed allocator of family arena(.|\n)*born:(.|\n)*destroyed:");
	DIES({
		deed_arena a;
		deed_arena_init(&a, h, 0);
		void *p = deed_arena_alloc(&a, 10);
		deed_arena_reset(&a, DEED_RESET_RETAIN_CAPACITY, 0);
		DEED_ASSERT_OWNED(p);
	}, "DEED_ASSERT_OWNED\\(p\\): the block is dead(.|\n)*dead: its owner was reset");
	DIES({
		void *p = nullptr;
		DEED_SCOPE(deed_temp, m) { p = deed_alloc(m, 10); }
		DEED_ASSERT_OWNED(p);
	}, "the block is dead(.|\n)*dead: its scope was left");
}
TEST_F(Detection, GrowthAcrossScopes)
{
	DIES({
		DEED_SCOPE(deed_temp, outer) {
			void *p = deed_alloc(outer, 100);
			DEED_SCOPE(deed_temp, inner) { p = deed_realloc(inner, p, 100, 100000); }
		}
	}, "cross-scope: realloc in scope 2 of a block of scope 1");
	DIES({ (void)!deed_alloc(deed_temp, 10); }, "outside-scope: the temporary allocator is used outside any scope");
	DIES({
		deed_arena a;
		deed_arena_init(&a, h, 0);
		for (int i = 0; i < 33; i++) deed_arena_enter(&a);
	}, "scope-depth: more than 32 nested scopes");
}
TEST_F(Detection, ScopedBorrow)
{
	DIES({
		char *p = (char *)deed_alloc(h, 10);
		DEED_BORROW_SCOPE(const char *, r, p);
		(void)r;
		deed_free(h, p);
	}, "borrowed: free of .* while 1 scoped borrow");
	char *p = (char *)deed_alloc(h, 10);
	{
		DEED_BORROW_SCOPE(const char *, r, p + 3); // inside is fine
		EXPECT_EQ(r, p + 3);
	}
	deed_free(h, p);
}
TEST_F(Detection, AssertionsOnOwners)
{
	char *p = (char *)deed_alloc(h, 10);
	DEED_ASSERT_OWNED(p);
	DEED_ASSERT_OWNED_BY(p, h);
	DEED_ASSERT_FAMILY(p, "heap");
	DEED_ASSERT_NOT_USED_AFTER_FREE(p);
	AR_ASSERT_OWNERSHIP(p);
	DIES(DEED_ASSERT_OWNED(p + 1), "DEED_ASSERT_OWNED\\(p \\+ 1\\): the pointer does not start a block");
	DIES(DEED_ASSERT_OWNED((void *)nullptr), "the value is NULL");
	DIES(DEED_ASSERT_OWNED_BY(p, &p), "DEED_ASSERT_OWNED_BY.p, &p.: another owner has the block");
	DIES(DEED_ASSERT_FAMILY(p, "arena"), "DEED_ASSERT_FAMILY.p, .arena..: the block is of another family");
	DIES(DEED_ASSERT_TRANSFERRED(p), "DEED_ASSERT_TRANSFERRED\\(p\\): the variable still has its value(.|\n)*born:");
	DIES(DEED_ASSERT_CHILD_OF(p, h), "the block is not on a context");
	int holder = 0;
	p = DEED_TAKE(p, &holder);
	DEED_ASSERT_OWNED_BY(p, &holder);
	deed_block_info i;
	ASSERT_TRUE(deed_block_describe(p + 2, &i));
	EXPECT_EQ(i.start, p);
	EXPECT_EQ(i.size, 10u);
	EXPECT_STREQ(i.family, "heap");
	EXPECT_EQ(i.holder, &holder);
	EXPECT_GE(i.assertions, 3u);
	char *q = p;
	deed_free(h, p);
	DIES(DEED_ASSERT_NOT_USED_AFTER_FREE(q), "DEED_ASSERT_NOT_USED_AFTER_FREE\\(q\\): the block is dead(.|\n)*died:");
	DIES(AR_ASSERT_NOT_USED_AFTER_FREE(q), "the block is dead");
	DIES(AR_ASSERT_OWNERSHIP((void *)nullptr), "AR_ASSERT_OWNERSHIP");
	void *m = malloc(5);
	AR_ASSERT_OWNERSHIP(m); // not Deed's: the NULL test is all there is
	AR_ASSERT_NOT_USED_AFTER_FREE(m);
	free(m);
	DEED_ASSERT_NO_LEAKS(h);
	void *leak = deed_alloc(h, 3);
	DIES(DEED_ASSERT_NO_LEAKS(h), "1 block.s. of the allocator are alive(.|\n)*3 bytes");
	deed_free(h, leak);
}
TEST_F(Detection, BadCallsSayWhere)
{
	DIES((void)!deed_alloc(nullptr, 5), "the allocator is NULL\n  now:\n    #0 ");
	DIES((void)!deed_alloc_aligned(h, 5, 3), "alignment 3 is no power of two\n  now:\n    #0 ");
	DIES((void)!deed_alloc(deed_temp, 5), "outside any scope\n  now:\n    #0 ");
	EXPECT_DEATH({
		deed_allocator_set_oom_panic(h, true);
		(void)!deed_alloc(h, SIZE_MAX);
	}, "deed: out of memory: 18446744073709551615 bytes\n  now:\n    #0 ");
}
#if defined(__GLIBC__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
TEST_F(Detection, FreeOfTheLibraryStopsAtAGuard)
{
	for (size_t n : { 1, 24, 5000, 1 << 20 }) EXPECT_EXIT(free(deed_alloc(h, n)), testing::KilledBySignal(SIGABRT), "free|munmap_chunk");
}
#endif
TEST_F(Detection, TransferredValues)
{
	DIES({
		char *p = (char *)deed_alloc(h, 10);
		char *stale = p;
		char *q = DEED_TRANSFER(p);
		DEED_ASSERT_TRANSFERRED(p);
		(void)q;
		DEED_ASSERT_OWNED(stale);
	}, "DEED_ASSERT_OWNED\\(stale\\): the block was transferred away and not taken over(.|\n)*transferred away:");
	char *p = (char *)deed_alloc(h, 10);
	char *q = DEED_TAKE(DEED_TRANSFER(p), &q);
	EXPECT_EQ(p, nullptr);
	DEED_ASSERT_OWNED(q);
	DEED_ASSERT_OWNED_BY(q, &q);
	deed_free(h, q);
}
TEST_F(Detection, Borrows)
{
	char *p = (char *)deed_alloc(h, 10);
	const char *r;
	DEED_BORROW(r, p + 2);
	DEED_ASSERT_BORROW_VALID(r);
	deed_free(h, p);
	DIES(DEED_ASSERT_BORROW_VALID(r), "DEED_ASSERT_BORROW_VALID\\(r\\): the owner is dead(.|\n)*born:(.|\n)*died:");
	deed_pool pool;
	ASSERT_TRUE(deed_pool_init(&pool, h, 16, 0, nullptr));
	char *o = (char *)deed_pool_create(&pool);
	DEED_BORROW(r, o);
	deed_pool_free(&pool, o);
	EXPECT_EQ(deed_pool_create(&pool), o);
	DIES(DEED_ASSERT_BORROW_VALID(r), "another block was born in its place");
	deed_pool_destroy(&pool);
	r = "text";
	DIES(DEED_ASSERT_BORROW_VALID(r), "was not set by DEED_BORROW");
}
// A table of limited size: a variable that had to be forgotten is not judged, never wrongly.
TEST_F(Detection, ManyBorrowsAreNeverConfused)
{
	char *p = (char *)deed_alloc(h, 10);
	static const char *r[60000];
	Errors e;
	for (auto &x : r) DEED_BORROW(x, p);
	for (auto &x : r) DEED_ASSERT_BORROW_VALID(x);
	EXPECT_EQ(e.kinds.size(), 0u) << e.text;
	deed_free(h, p);
	for (size_t i = 60000 - 50; i < 60000; i++) DEED_ASSERT_BORROW_VALID(r[i]); // the newest are known
	EXPECT_EQ(e.kinds.size(), 50u);
}
TEST_F(Detection, HandlerMayReturnAndNothingIsCorrupted)
{
	Errors e;
	char *p = (char *)deed_alloc(h, 24);
	deed_free(h, p + 8);
	deed_free_sized(h, p, 3, 0);
	strcpy(p, "still here");
	deed_free(h, p);
	deed_free(h, p);
	EXPECT_EQ(deed_realloc(h, p, 24, 50), nullptr);
	EXPECT_EQ(e.kinds, (std::vector{ DEED_ERROR_INVALID_FREE, DEED_ERROR_WRONG_SIZE, DEED_ERROR_DOUBLE_FREE, DEED_ERROR_USE_AFTER_FREE }));
}
TEST_F(Detection, FreshMemoryIsMarked)
{
	unsigned char *p = (unsigned char *)deed_alloc(h, 3);
	EXPECT_EQ(p[0], 0x7f);
	p = (unsigned char *)deed_realloc(h, p, 3, 10);
	EXPECT_EQ(p[9], 0x7f);
	deed_free(h, p);
}
TEST(Release, NothingIsKnown)
{
	ONLY_RELEASE();
	int x = 0;
	int *p = &x;
	char b[10] = "xx";
	deed_block_info i;
	EXPECT_FALSE(deed_block_describe(p, &i));
	deed_block_text(p, b, sizeof b);
	EXPECT_STREQ(b, "");
	deed_set_stack_frames(3);
	DEED_ASSERT_OWNED(p);
	int *q = DEED_TRANSFER(p);
	EXPECT_EQ(p, nullptr);
	EXPECT_EQ(DEED_TAKE(q, &x), &x);
	int *r;
	DEED_BORROW(r, q);
	DEED_ASSERT_BORROW_VALID(r);
	DEED_BORROW_SCOPE(int *, s, r);
	EXPECT_EQ(s, &x);
}
} // namespace
