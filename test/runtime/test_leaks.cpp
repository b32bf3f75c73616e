// The report of what is alive, when asked for and at the end of a process.
#include <deed/arena.h>
#include <deed/assert.h>
#include <deed/context.h>
#include <deed/debug.h>
#include <deed/heap.h>
#include "support.h"
#include <cstdlib>

namespace {
struct Captured {
	Captured() { testing::internal::CaptureStderr(); }
	std::string text() { return testing::internal::GetCapturedStderr(); }
};
__attribute__((noinline)) void *one_place(deed_allocator *a, size_t size)
{
	void *p = deed_alloc(a, size);
	__asm__("" : : "r"(p) : "memory"); // no tail call
	return p;
}
__attribute__((noinline)) void *other_place(deed_allocator *a, size_t size)
{
	void *p = deed_alloc(a, size);
	__asm__("" : : "r"(p) : "memory");
	return p;
}

TEST(Leaks, BlocksOfOneBirthAreOneEntryTheLargestFirst)
{
	deed_debug d;
	deed_debug_options o = {};
	o.name = "mine";
	deed_debug_init(&d, nullptr, &o);
	deed_allocator *a = &d.allocator;
	void *few = one_place(a, 7), *many[5];
	for (void *&p : many) p = other_place(a, 100);
	deed_free(a, one_place(a, 1000)); // dead ones do not count

	Captured c;
	EXPECT_EQ(deed_report_leaks(a), 6u);
	const std::string text = c.text();
	EXPECT_NE(text.find("deed: leak: 6 block(s), 507 bytes alive, from 2 place(s)"), std::string::npos) << text;
	const size_t large = text.find("5 block(s), 500 bytes, family debug \"mine\""), small = text.find("1 block(s), 7 bytes");
	ASSERT_NE(large, std::string::npos) << text;
	ASSERT_NE(small, std::string::npos) << text;
	EXPECT_LT(large, small);
	deed_free(a, few);
	for (void *p : many) deed_free(a, p);

	Captured none;
	EXPECT_EQ(deed_report_leaks(a), 0u);
	EXPECT_EQ(none.text(), "");
	EXPECT_EQ(deed_debug_destroy(&d), 0u);
}
TEST(Leaks, MorePlacesThanAreShown)
{
	ONLY_CHECKED();
	// each depth is a stack of its own
	struct Deep {
		__attribute__((noinline)) static void *at(deed_allocator *a, int depth)
		{
			void *p = depth ? at(a, depth - 1) : deed_alloc(a, 10);
			__asm__("" : : "r"(p) : "memory");
			return p;
		}
	};
	deed_set_stack_frames(32);
	deed_arena arena;
	deed_arena_init(&arena, deed_heap(), 4096);
	for (int i = 0; i < 25; i++) EXPECT_NE(Deep::at(&arena.allocator, i), nullptr);
	Captured c;
	EXPECT_EQ(deed_report_leaks(&arena), 25u);
	const std::string text = c.text();
	EXPECT_NE(text.find("250 bytes alive, from 25 place(s)"), std::string::npos) << text;
	EXPECT_NE(text.find("and 5 more block(s) from elsewhere"), std::string::npos) << text;
	deed_set_stack_frames(6);
	deed_arena_destroy(&arena);
}
TEST(Leaks, AllAllocatorsAndContexts)
{
	ONLY_CHECKED();
	void *root = deed_context_create(nullptr, "root"), *block = deed_alloc(deed_heap(), 12345);
	Captured c;
	EXPECT_GE(deed_report_leaks(nullptr), 2u);
	const std::string text = c.text();
	EXPECT_NE(text.find("12345 bytes, family heap"), std::string::npos) << text;
	EXPECT_NE(text.find("family context"), std::string::npos) << text;
	deed_free(deed_heap(), block);
	deed_context_free(root);
}
TEST(LeaksDeathTest, AtTheEndOfTheProcess)
{
	ONLY_CHECKED();
	setenv("DEED_LEAKS", "1", 1);
	EXPECT_EXIT({ (void)!one_place(deed_heap(), 4321); exit(3); }, testing::ExitedWithCode(3), "deed: leak: .* when the process ends(.|\n)*1 block.s., 4321 bytes, family heap(.|\n)*one_place");
	setenv("DEED_LEAKS", "0", 1);
	EXPECT_EXIT({ (void)!one_place(deed_heap(), 4321); exit(3); }, testing::ExitedWithCode(3), "^$");
	unsetenv("DEED_LEAKS");
}
} // namespace
