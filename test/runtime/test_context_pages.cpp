// The pages of roots: what a thread keeps for its next root is as new, and goes when the thread ends.
#include <deed/context.h>
#include "support.h"
#include <cstring>
#include <pthread.h>
#include <set>

namespace {

void *create()
{
	void *root = deed_context_create(nullptr, "root");
	EXPECT_NE(root, nullptr);
	return root;
}

// What was freed in a tree must not be counted in the next one on the same page: its memory would go while a block lives on.
TEST(ContextPages, ARootsPageIsAsNewAfterFreesInIt)
{
	for (int freed = 0; freed <= 4; freed++) {
		void *root = create(), *mem[4];
		for (void *&p : mem) p = deed_context_alloc(root, 40);
		for (int i = 0; i < freed; i++) EXPECT_EQ(deed_context_free(mem[i]), 0);
		EXPECT_EQ(deed_context_free(root), 0);

		root = create(); // on that page again
		void *other = create();
		char *kept[4];
		for (char *&p : kept) {
			p = (char *)deed_context_alloc(root, 40);
			memset(p, 'k', 40);
		}
		for (char *p : kept) EXPECT_EQ(deed_context_steal(other, p), p);
		EXPECT_EQ(deed_context_free(root), 0);
		void *trees[8];
		for (void *&t : trees) {
			t = create();
			for (int i = 0; i < 100; i++) memset(deed_context_alloc(t, 40), 'x', 40);
		}
		for (char *p : kept) EXPECT_EQ(std::string(p, 40), std::string(40, 'k')) << freed << " freed before";
		for (void *t : trees) EXPECT_EQ(deed_context_free(t), 0);
		EXPECT_EQ(deed_context_free(other), 0);
	}
}

// A chunk that was freed serves again, in whatever order, until the page is full and after.
TEST(ContextPages, FreedChunksServeAgain)
{
	ONLY_RELEASE(); // the checked build lets dead blocks wait
	void *root = create();
	std::set<void *> first, second;
	for (size_t size : { 24, 200, 3000 }) {
		first.clear(), second.clear();
		for (int i = 0; i < 20; i++) first.insert(deed_context_alloc(root, size));
		for (void *p : first) EXPECT_EQ(deed_context_free(p), 0);
		for (int i = 0; i < 20; i++) second.insert(deed_context_alloc(root, size));
		EXPECT_EQ(first, second) << size;
		void *fresh = deed_context_alloc(root, size);
		EXPECT_EQ(first.count(fresh), 0u) << size;
	}
	EXPECT_EQ(deed_context_free(root), 0);
}

// Threads that end give back what they kept: the next ones get it.
TEST(ContextPages, AThreadsPagesComeBack)
{
	ONLY_RELEASE(); // the same
	std::set<void *> roots;
	for (int i = 0; i < 100; i++) {
		pthread_t t;
		ASSERT_EQ(pthread_create(&t, nullptr, [](void *) -> void * {
			void *root = create(), *second = create(); // one more than fits the spare
			deed_context_free(second);
			deed_context_free(root);
			return root;
		}, nullptr), 0);
		void *root;
		pthread_join(t, &root);
		roots.insert(root);
	}
	EXPECT_LT(roots.size(), 10u);
}

// Nothing is kept by a thread that only frees what others made, nor by one that frees after it gave back what it kept: in a
// destructor of thread data, which runs after Deed's, as its key was made later.
void frees_elsewhere(bool makes_some)
{
	static pthread_key_t late;
	static bool with_own;
	with_own = makes_some;
	EXPECT_EQ(deed_context_free(create()), 0); // Deed's key is there
	ASSERT_EQ(pthread_key_create(&late, [](void *root) { EXPECT_EQ(deed_context_free(root), 0); }), 0);
	std::set<void *> roots;
	for (int i = 0; i < 100; i++) {
		void *mine[2] = { create(), create() };
		roots.insert(mine[0]);
		pthread_t t;
		ASSERT_EQ(pthread_create(&t, nullptr, [](void *p) -> void * {
			void **both = (void **)p;
			if (with_own) {
				EXPECT_EQ(deed_context_free(create()), 0);
			}
			pthread_setspecific(late, both[1]);
			EXPECT_EQ(deed_context_free(both[0]), 0);
			return nullptr;
		}, mine), 0);
		pthread_join(t, nullptr);
	}
	if (!checked) {
		EXPECT_LT(roots.size(), 10u);
	}
	pthread_key_delete(late);
}
TEST(ContextPages, FreesByAThreadThatMadeNone) { frees_elsewhere(false); }
TEST(ContextPages, FreesByAThreadThatHasEnded) { frees_elsewhere(true); }
} // namespace
