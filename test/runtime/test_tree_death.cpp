// The checked build lets the plain leaves of a tree die together, and hands the records of the forgotten on: nothing that
// one death at a time would find may be missed.
#include <deed/assert.h>
#include <deed/arena.h>
#include <deed/context.h>
#include <deed/heap.h>
#include "support.h"
#include <cstring>

namespace {
struct TreeDeath : testing::Test {
	void SetUp() override { ONLY_CHECKED(); }
	Errors errors;
	static char *leaf(void *root, size_t n)
	{
		char *p = (char *)deed_context_alloc(root, n);
		memset(p, 1, n);
		return p;
	}
	static void churn(size_t leaves) // so many more deaths of contexts
	{
		void *root = deed_context_create(nullptr, "churn");
		for (size_t i = 0; i < leaves; i++) leaf(root, 16 + i % 300);
		deed_context_free(root);
	}
};

TEST_F(TreeDeath, EachDamagedLeafIsNamedOnce)
{
#if defined(__SANITIZE_ADDRESS__)
	GTEST_SKIP() << "the sanitizer would stop the write";
#endif
	void *root = deed_context_create(nullptr, "root");
	char *p[300];
	for (int i = 0; i < 300; i++) p[i] = leaf(root, (size_t)(1 + i));
	p[0][1] = 'x';
	p[150][-1] = 'x';
	p[299][300] = 'x';
	EXPECT_EQ(deed_context_free(root), 0);
	EXPECT_EQ(errors.count(DEED_ERROR_OVERFLOW), 2u);
	EXPECT_EQ(errors.count(DEED_ERROR_UNDERFLOW), 1u);
	EXPECT_EQ(errors.kinds.size(), 3u) << errors.text;
	EXPECT_NE(errors.text.find("a block of 151 bytes"), std::string::npos) << errors.text;
	for (char *q : p) {
		deed_block_info i = {};
		EXPECT_TRUE(deed_block_describe(q, &i) && !i.alive);
	}
}
TEST_F(TreeDeath, ALateWriteToALeafIsFoundWhenItsTurnToLeaveComes)
{
#if defined(__SANITIZE_ADDRESS__)
	GTEST_SKIP() << "the sanitizer would stop the write";
#endif
	for (size_t n : { (size_t)1, (size_t)7, (size_t)8, (size_t)15, (size_t)16, (size_t)31, (size_t)32, (size_t)63, (size_t)64, (size_t)127, (size_t)128, (size_t)129, (size_t)500 })
		for (size_t at : { (size_t)0, n / 2, n - 1 }) { // each byte class of the comparison's ways
			void *root = deed_context_create(nullptr, "root");
			char *p = leaf(root, n);
			deed_context_free(root);
			p[at] ^= 1;
			churn(600);
			EXPECT_EQ(errors.count(DEED_ERROR_USE_AFTER_FREE), 1u) << n << " bytes, byte " << at;
			EXPECT_NE(errors.text.find("byte " + std::to_string(at) + " of a dead block of " + std::to_string(n) + " bytes"), std::string::npos) << errors.text;
			EXPECT_EQ(errors.kinds.size(), 1u);
			errors.kinds.clear();
			errors.text.clear();
		}
}
TEST_F(TreeDeath, DestructorsAmongLeavesRunAndMayRefuse)
{
	static int ran;
	static void *kept;
	ran = 0;
	kept = nullptr;
	void *top = deed_context_create(nullptr, "top"), *root = deed_context_create(top, "root");
	for (int i = 0; i < 200; i++) {
		void *c = leaf(root, 40);
		if (i % 10 == 3) deed_context_set_destructor(c, [](void *) { return ran++, 0; });
		if (i == 77) deed_context_set_destructor(kept = c, [](void *) { return -1; });
		if (i % 7 == 0) leaf(leaf(c, 8), 8); // not a leaf
	}
	EXPECT_EQ(deed_context_free(root), 0);
	EXPECT_EQ(ran, 20);
	EXPECT_EQ(deed_context_parent(kept), top);
	EXPECT_EQ(deed_context_total_blocks(top), 4u); // what refuses keeps what is below it
	deed_context_set_destructor(kept, nullptr);
	EXPECT_EQ(deed_context_free(top), 0);
	EXPECT_TRUE(errors.kinds.empty()) << errors.text;
}
TEST_F(TreeDeath, ForgottenRecordsServeWhoeverComes)
{
	deed_arena arena;
	deed_arena_init(&arena, deed_heap(), 0);
	for (int round = 0; round < 6; round++) {
		churn(2500); // more than are remembered
		void *root = deed_context_create(nullptr, "root");
		char *in_heap[50], *in_arena[50];
		unsigned depth = deed_arena_enter(&arena);
		for (int i = 0; i < 50; i++) {
			in_heap[i] = (char *)deed_alloc(deed_heap(), (size_t)(10 + i));
			in_arena[i] = (char *)deed_alloc(&arena.allocator, (size_t)(10 + i));
			leaf(root, (size_t)(10 + i));
		}
		for (int i = 0; i < 50; i++) {
			DEED_ASSERT_FAMILY(in_heap[i], "heap");
			DEED_ASSERT_OWNED_BY(in_arena[i], &arena.allocator);
			deed_free(deed_heap(), in_heap[i]);
		}
		deed_arena_exit(&arena, depth);
		for (char *p : in_arena) {
			deed_block_info i = {};
			EXPECT_TRUE(deed_block_describe(p, &i) && !i.alive);
		}
		deed_context_free_children(root);
		DEED_ASSERT_NO_LEAKS(root);
		deed_context_free(root);
		DEED_ASSERT_NO_LEAKS(&arena.allocator);
	}
	deed_arena_destroy(&arena);
	EXPECT_EQ(deed_verify_blocks(nullptr), 0u);
	EXPECT_TRUE(errors.kinds.empty()) << errors.text;
}
TEST_F(TreeDeath, AHandlerSeesAWholeTree)
{
#if defined(__SANITIZE_ADDRESS__)
	GTEST_SKIP() << "the sanitizer would stop the write";
#endif
	// what is told in the middle of a tree's death finds its list in order
	void *root = deed_context_create(nullptr, "root");
	char *first = leaf(root, 20), *p = leaf(root, 20);
	for (int i = 0; i < 100; i++) leaf(root, 30);
	p[20] = 1;
	deed_set_error_handler([](const deed_error *, void *u) { EXPECT_EQ(deed_context_size(u), 20u); EXPECT_NE(deed_context_parent(u), nullptr); }, first);
	EXPECT_EQ(deed_context_free(root), 0);
	deed_set_error_handler(nullptr, nullptr);
}
} // namespace
