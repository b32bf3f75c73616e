// Scoped cleanup, counted handles, the pmr adaptor.
#include <deed/arena.h>
#include <deed/cleanup.h>
#include <deed/heap.h>
#include <deed/pmr.hpp>
#include <deed/refcount.h>
#include "support.h"
#include <map>
#include <pthread.h>
#include <string>

namespace {
std::string order;
void drop(char *p) { order += *p; }
int drop_int(char *p) { order += *p; return 0; }

int leave(int how)
{
	DEED_FALLIBLE;
	char a[] = "a", b[] = "b", c[] = "c", *pa = a, *pb = b, *pc = c;
	DEED_DEFER(drop, pa);
	DEED_ERRDEFER(drop_int, pb);
	DEED_DEFER(drop, pc);
	if (how == 1) return -1;
	if (how == 2) pb = nullptr; // handed over
	if (how == 2) return -2;
	if (how == 3) DEED_RETURN_STATUS(5);
	if (how == 4) DEED_RETURN_STATUS(0);
	DEED_SUCCEED(0);
}
TEST(Cleanup, DeferAndErrdefer)
{
	const char *want[] = { "ca", "cba", "ca", "cba", "ca" };
	const int rc[] = { 0, -1, -2, 5, 0 };
	for (int i = 0; i < 5; i++) {
		order.clear();
		EXPECT_EQ(leave(i), rc[i]);
		EXPECT_EQ(order, want[i]) << i;
	}
}
// In a block that ends while the function goes on it runs, but for what was handed over.
int rounds(std::string *kept)
{
	DEED_FALLIBLE;
	char text[] = "abcd";
	for (int i = 0; i < 4; i++) {
		char *p = &text[i];
		DEED_ERRDEFER(drop_int, p);
		if (i % 2) *kept += *DEED_MOVE(p);
	}
	DEED_SUCCEED(0);
}
TEST(Cleanup, ErrdeferBelongsToItsBlock)
{
	order.clear();
	std::string kept;
	EXPECT_EQ(rounds(&kept), 0);
	EXPECT_EQ(order, "ac");
	EXPECT_EQ(kept, "bd");
}
char *make(deed_allocator *gpa, bool fail)
{
	DEED_FALLIBLE;
	char *p = (char *)deed_alloc(gpa, 10), *tmp = (char *)deed_alloc(gpa, 20);
	DEED_ERRDEFER_FREE(gpa, p);
	DEED_DEFER_FREE(gpa, tmp);
	if (!p || !tmp || fail) return nullptr;
	DEED_RETURN_POINTER(p);
}
DEED_AUTO_DEFINE(char, drop);
TEST(Cleanup, FreesAndAuto)
{
	EXPECT_EQ(make(deed_heap(), true), nullptr);
	char *p = make(deed_heap(), false);
	ASSERT_NE(p, nullptr);
	deed_free(deed_heap(), p);
	order.clear();
	{
		char x[] = "x", y[] = "y";
		DEED_AUTO(drop) char *one = x;
		DEED_AUTO(drop) char *two = y;
		DEED_AUTO(drop) char *none = nullptr;
		(void)none;
		char *kept = DEED_MOVE(two);
		EXPECT_EQ(kept, y);
		(void)one;
	}
	EXPECT_EQ(order, "x");
	for (int i = 0; i < 2; i++) {
		char z[] = "z", *pz = z;
		DEED_DEFER(drop, pz);
		if (i == 0) continue;
		break;
	}
	EXPECT_EQ(order, "xzz");
}

int dropped;
TEST(Refcount, LastReferenceDrops)
{
	dropped = 0;
	int *p = (int *)deed_rc_new(deed_heap(), sizeof(int), [](void *) { dropped++; });
	EXPECT_EQ(*p, 0);
	EXPECT_EQ(deed_rc_ref(p), p);
	EXPECT_EQ(deed_rc_count(p), 2u);
	EXPECT_FALSE(deed_rc_unref(p));
	EXPECT_EQ(dropped, 0);
	int *q = p;
	EXPECT_TRUE(deed_rc_unref(p));
	EXPECT_EQ(dropped, 1);
	EXPECT_EQ(deed_rc_ref(nullptr), nullptr);
	EXPECT_FALSE(deed_rc_unref(nullptr));
	EXPECT_EQ(deed_rc_count(nullptr), 0u);
	EXPECT_EQ(deed_rc_new(deed_heap(), SIZE_MAX, nullptr), nullptr);
	if (checked) {
		EXPECT_DEATH(deed_rc_unref(q), "double-free: release of .*, a counted object that is dead(.|\n)*born:");
		EXPECT_DEATH((void)!deed_rc_ref(q), "use-after-free: reference of");
	}
}
TEST(Refcount, ManyThreads)
{
	dropped = 0;
	void *p = deed_rc_new(deed_heap(), 8, [](void *) { dropped++; });
	pthread_t t[4];
	for (auto &x : t) {
		(void)!deed_rc_ref(p);
		pthread_create(&x, nullptr, [](void *v) -> void * {
			for (int i = 0; i < 5000; i++) {
				(void)!deed_rc_ref(v);
				deed_rc_unref(v);
			}
			deed_rc_unref(v);
			return nullptr;
		}, p);
	}
	for (auto &x : t) pthread_join(x, nullptr);
	EXPECT_EQ(deed_rc_count(p), 1u);
	EXPECT_TRUE(deed_rc_unref(p));
	EXPECT_EQ(dropped, 1);
}
TEST(Pmr, ContainersStandOnDeed)
{
	deed_arena arena;
	deed_arena_init(&arena, deed_heap(), 0);
	{
		deed::memory_resource r(&arena.allocator), h(deed_heap()), same(&arena.allocator);
		EXPECT_TRUE(r.is_equal(same));
		EXPECT_FALSE(r.is_equal(h));
		for (std::pmr::memory_resource *m : { (std::pmr::memory_resource *)&r, (std::pmr::memory_resource *)&h }) {
			std::pmr::map<int, std::pmr::string> map(m);
			for (int i = 0; i < 1000; i++) map.emplace(i, "a string that is longer than the small buffer");
			EXPECT_EQ(map.size(), 1000u);
		}
		EXPECT_THROW({ [[maybe_unused]] void *p = h.allocate(SIZE_MAX / 2, 8); }, std::bad_alloc);
	}
	deed_arena_destroy(&arena);
}
} // namespace
