#include <deed/assert.h>
#include <deed/context.h>
#include <deed/heap.h>
#include <deed/talloc.h>
#include "support.h"
#include <cstring>
#include <pthread.h>
#include <string>
#undef talloc

namespace {

struct Context : testing::Test {
	void *root = nullptr;
	void SetUp() override { root = deed_context_create(nullptr, "root"); ASSERT_NE(root, nullptr); }
	void TearDown() override { if (root) deed_context_free(root); }
};
std::vector<int> gone;
int note(void *p) { gone.push_back(*(int *)p); return 0; }
int refuse(void *) { return -1; }
int *numbered(void *ctx, int n)
{
	int *p = (int *)deed_context_alloc(ctx, sizeof(int));
	*p = n;
	return p;
}

TEST_F(Context, ChildrenDieWithTheirParent)
{
	gone.clear();
	int *a = numbered(root, 1), *b = numbered(a, 2), *c = numbered(b, 3);
	for (int *p : { a, b, c }) deed_context_set_destructor(p, note);
	EXPECT_EQ(deed_context_parent(c), b);
	EXPECT_EQ(deed_context_total_blocks(root), 4u);
	EXPECT_EQ(deed_context_total_size(root), 3 * sizeof(int));
	EXPECT_EQ(deed_context_free(a), 0);
	EXPECT_EQ(gone, (std::vector{ 1, 2, 3 }));
	EXPECT_EQ(deed_context_total_blocks(root), 1u);
	EXPECT_EQ(deed_context_free(nullptr), -1);
}
TEST_F(Context, SizesAlignmentAndContents)
{
	std::vector<std::pair<unsigned char *, size_t>> v;
	for (size_t n : { 0, 1, 7, 8, 9, 24, 40, 100, 900, 960, 961, 1000, 1024, 1025, 3000, 16000, 16360, 16384, 17000, 40000, 65536, 70000, 1000000 })
		for (int named = 0; named < 2; named++) {
			unsigned char *p = (unsigned char *)(named ? deed_context_alloc_named(root, n, "x") : deed_context_alloc(root, n));
			ASSERT_NE(p, nullptr);
			EXPECT_EQ((uintptr_t)p % 16, 0u);
			EXPECT_EQ(deed_context_size(p), n);
			memset(p, (int)v.size(), n);
			v.push_back({ p, n });
		}
	for (size_t k = 0; k < v.size(); k++) {
		for (size_t i = 0; i < v[k].second; i++) ASSERT_EQ(v[k].first[i], (unsigned char)k);
		EXPECT_EQ(deed_context_name(v[k].first) != nullptr, k % 2 == 1);
	}
	for (size_t k = 0; k < v.size(); k += 3) deed_context_free(v[k].first);
	for (size_t k = 0; k < v.size(); k++)
		if (k % 3) {
			ASSERT_TRUE(v[k].second == 0 || v[k].first[v[k].second - 1] == (unsigned char)k);
		}
}
TEST_F(Context, Zeroed)
{
	for (size_t n : { 1, 100, 5000, 100000 }) {
		unsigned char *p = (unsigned char *)deed_context_alloc(root, n);
		memset(p, 0xff, n);
		deed_context_free(p);
		p = (unsigned char *)deed_context_zalloc(root, n);
		for (size_t i = 0; i < n; i++) ASSERT_EQ(p[i], 0);
		unsigned char *q = (unsigned char *)deed_context_array(root, n, 2, nullptr);
		for (size_t i = 0; i < 2 * n; i++) ASSERT_EQ(q[i], 0);
	}
}
TEST_F(Context, TextsAndArraysGrow)
{
	char *s = deed_context_strdup_append(root, nullptr, "ab");
	EXPECT_EQ(deed_context_parent(s), root);
	s = deed_context_strdup_append(nullptr, s, "cd"); // ctx counts only for a new one
	ASSERT_STREQ(s, "abcd");
	EXPECT_EQ(deed_context_parent(s), root);
	EXPECT_EQ(deed_context_size(s), 5u);
	EXPECT_STREQ(s = deed_context_strdup_append(root, s, nullptr), "abcd");
	for (int i = 0; i < 12; i++) s = deed_context_strdup_append(root, s, s + 1); // of itself, moving as it grows
	EXPECT_EQ(strlen(s), 12289u);
	EXPECT_EQ(s[3], 'd');
	EXPECT_EQ(s[4], 'b');
	EXPECT_EQ(s[strlen(s) - 1], 'd');
	s[2] = 0;
	s = deed_context_asprintf_append(root, s, "-%s-%d", s, 7);
	EXPECT_STREQ(s, "ab-ab-7");
	s = deed_context_asprintf_append(root, s, "%0900d%s", 1, s);
	EXPECT_EQ(strlen(s), 914u);
	EXPECT_STREQ(s + 907, "ab-ab-7");
	EXPECT_EQ(deed_context_total_blocks(root), 2u); // nothing of the work is left
	size_t size = deed_context_size(s);
	deed_context_set_limit(root, 2000);
	EXPECT_EQ(deed_context_asprintf_append(root, s, "%05000d", 1), nullptr);
	EXPECT_EQ(deed_context_size(s), size);
	EXPECT_EQ(deed_context_total_blocks(root), 2u);
	deed_context_set_limit(root, 0);
	void *other = deed_context_create(root, "other");
	ASSERT_NE(deed_context_reference(other, s), nullptr);
	EXPECT_EQ(deed_context_strdup_append(root, s, "x"), nullptr); // referenced: refused
	EXPECT_EQ(strlen(s), 914u);
	deed_context_unlink(other, s);
	long *numbers = DEED_CTX_REALLOC(root, nullptr, long, 10);
	numbers[9] = 9;
	numbers = DEED_CTX_REALLOC(nullptr, numbers, long, 1000);
	EXPECT_EQ(numbers[9], 9);
	EXPECT_EQ(deed_context_size(numbers), 1000 * sizeof(long));
	EXPECT_EQ(deed_context_realloc_array(root, numbers, SIZE_MAX / 4, 8), nullptr); // overflows, and stays
	EXPECT_EQ(numbers[9], 9);
	EXPECT_EQ(deed_context_realloc_array(root, numbers, 0, 8), nullptr); // freed
	EXPECT_EQ(deed_context_total_blocks(root), 3u);
}
TEST_F(Context, ImpossibleSizes)
{
	EXPECT_EQ(deed_context_alloc(root, SIZE_MAX), nullptr);
	EXPECT_EQ(deed_context_alloc(root, PTRDIFF_MAX), nullptr);
	EXPECT_EQ(deed_context_array(root, SIZE_MAX / 2, 3, "x"), nullptr);
	EXPECT_EQ(deed_context_pool(root, SIZE_MAX / 2, 10), nullptr);
	EXPECT_EQ(deed_context_pool(root, 10, SIZE_MAX), nullptr);
	int *p = numbered(root, 5);
	EXPECT_EQ(deed_context_realloc(nullptr, p, SIZE_MAX), nullptr);
	EXPECT_EQ(*p, 5);
	EXPECT_EQ(deed_context_total_blocks(root), 2u);
	EXPECT_DEATH({ deed_context_set_oom_panic(root, true); (void)!deed_context_alloc(root, SIZE_MAX); }, "out of memory");
	// whatever the reason, and by whichever function
	EXPECT_DEATH({ deed_context_set_oom_panic(root, true); (void)!talloc_size(root, 0x10000000); }, "out of memory: 268435456 bytes");
	EXPECT_DEATH({ deed_context_set_oom_panic(root, true); (void)!talloc_array(root, long, 0xffffffff); }, "out of memory");
	EXPECT_DEATH({ deed_context_set_oom_panic(root, true); (void)!talloc_realloc(root, nullptr, long, 0xffffffff); }, "out of memory");
	EXPECT_DEATH({
		void *below = deed_context_create(root, "below");
		deed_context_set_oom_panic(root, true);
		deed_context_set_limit(below, 1000);
		(void)!deed_context_alloc(below, 5000);
	}, "out of memory: 5000 bytes");
	EXPECT_DEATH({
		char *text = deed_context_strdup(root, "text");
		deed_context_set_oom_panic(root, true);
		deed_context_set_limit(root, 1000);
		(void)!deed_context_realloc(root, text, 6000);
	}, "out of memory: 6000 bytes");
	EXPECT_DEATH({
		deed_allocator *a = deed_context_allocator(root);
		deed_context_set_oom_panic(root, true);
		deed_context_set_limit(root, 1000);
		(void)!deed_alloc(a, 5000);
	}, "out of memory: 5000 bytes");
	EXPECT_EQ(talloc_size(root, 0x10000000), nullptr); // else NULL
	EXPECT_EQ(talloc_array(root, long, 0xffffffff), nullptr);
}
TEST_F(Context, ReallocKeepsContentsChildrenAndDestructor)
{
	char *p = (char *)deed_context_alloc(root, 8);
	memcpy(p, "contents", 8);
	int *kid = numbered(p, 7), *kid2 = numbered(p, 8);
	deed_context_set_destructor(kid, note);
	for (size_t n : { 20, 900, 5000, 30000, 100000, 1000000, 40, 2000, 8 }) {
		p = (char *)deed_context_realloc(nullptr, p, n);
		ASSERT_NE(p, nullptr);
		ASSERT_EQ(memcmp(p, "contents", 8), 0) << n;
		EXPECT_EQ(deed_context_size(p), n);
		EXPECT_EQ(deed_context_parent(kid), p);
		EXPECT_EQ(deed_context_parent(kid2), p);
		EXPECT_EQ(deed_context_parent(p), root);
		EXPECT_NE(numbered(root, 1), nullptr); // so that the next growth has to move
	}
	gone.clear();
	EXPECT_EQ(deed_context_realloc(nullptr, p, 0), nullptr);
	EXPECT_EQ(gone, std::vector{ 7 });
	int *q = (int *)deed_context_realloc(root, nullptr, 4);
	EXPECT_EQ(deed_context_parent(q), root);
}
TEST_F(Context, StealMovesTreesBetweenRoots)
{
	void *other = deed_context_create(nullptr, "other");
	int *a = numbered(root, 1), *b = numbered(a, 2);
	EXPECT_EQ(deed_context_steal(other, a), a);
	EXPECT_EQ(deed_context_parent(a), other);
	EXPECT_TRUE(deed_context_is_parent(other, b));
	EXPECT_FALSE(deed_context_is_parent(root, b));
	int *c = numbered(b, 3);
	deed_context_free(root);
	root = nullptr;
	EXPECT_EQ(*a + *b + *c, 6);
	EXPECT_EQ(deed_context_total_blocks(other), 4u);
	deed_context_free(other);
}
TEST_F(Context, StealToNothingAndBack)
{
	int *a = numbered(root, 1);
	EXPECT_EQ(deed_context_steal(nullptr, a), a);
	EXPECT_EQ(deed_context_parent(a), nullptr);
	EXPECT_EQ(deed_context_steal(a, a), a);
	EXPECT_EQ(deed_context_steal(root, nullptr), nullptr);
	deed_context_free(root);
	EXPECT_EQ(*a, 1);
	root = a; // freed at the end
}
TEST_F(Context, StealBelowItselfIsRefused)
{
	Errors e;
	int *a = numbered(root, 1), *b = numbered(a, 2), *c = numbered(b, 3);
	EXPECT_EQ(deed_context_steal(c, a), nullptr);
	EXPECT_EQ(deed_context_steal(b, a), nullptr);
	EXPECT_EQ(e.count(DEED_ERROR_BAD_ARGUMENT), 2u);
	EXPECT_EQ(deed_context_parent(a), root);
	int *v = a;
	EXPECT_EQ(DEED_CTX_MOVE(root, v), a);
	EXPECT_EQ(v, nullptr);
}
TEST_F(Context, ADestructorThatRefusesMovesTheBlockUp)
{
	int *a = numbered(root, 1), *b = numbered(a, 2), *c = numbered(b, 3);
	deed_context_set_destructor(c, refuse);
	EXPECT_EQ(deed_context_free(a), 0);
	EXPECT_EQ(deed_context_parent(c), root);
	EXPECT_EQ(deed_context_free(c), -1);
	EXPECT_EQ(deed_context_free(root), 0);
	root = nullptr;
	EXPECT_EQ(*c, 3); // it outlives even the root
	EXPECT_EQ(deed_context_parent(c), nullptr);
	deed_context_set_destructor(c, nullptr);
	EXPECT_EQ(deed_context_free(c), 0);
}
void *victim;
int frees_victim(void *) { deed_context_free(victim); return 0; }
TEST_F(Context, FreeInADestructor)
{
	int *a = numbered(root, 1), *b = numbered(root, 2);
	victim = b;
	deed_context_set_destructor(a, frees_victim);
	deed_context_free(a);
	EXPECT_EQ(deed_context_total_blocks(root), 1u);
	int *c = numbered(root, 3), *d = numbered(c, 4);
	victim = c; // its own parent, while that is being freed
	deed_context_set_destructor(d, frees_victim);
	EXPECT_EQ(deed_context_free(c), 0);
	EXPECT_EQ(deed_context_total_blocks(root), 1u);
}
TEST_F(Context, ReferencesShareABlock)
{
	void *a = deed_context_create(root, "a"), *b = deed_context_create(root, "b");
	int *x = numbered(a, 1);
	EXPECT_EQ(deed_context_reference(b, x), x);
	EXPECT_EQ(deed_context_references(x), 1u);
	EXPECT_EQ(deed_context_free(x), -1);
	EXPECT_EQ(deed_context_realloc(nullptr, x, 100), nullptr);
	deed_context_free(a);
	EXPECT_EQ(*x, 1);
	EXPECT_EQ(deed_context_parent(x), b);
	EXPECT_EQ(deed_context_references(x), 0u);
	EXPECT_EQ(deed_context_unlink(root, x), -1);
	EXPECT_EQ(deed_context_unlink(b, x), 0);
	EXPECT_EQ(deed_context_total_blocks(root), 2u);
	EXPECT_EQ(deed_context_reference(root, nullptr), nullptr);
	EXPECT_EQ(deed_context_unlink(root, nullptr), -1);
}
TEST_F(Context, ReferencesBetweenRootsAndInALoop)
{
	void *other = deed_context_create(nullptr, "other");
	int *x = numbered(root, 1), *y = numbered(x, 2);
	deed_context_reference(other, x);
	deed_context_reference(y, x); // a loop
	deed_context_free(root);
	root = nullptr;
	EXPECT_EQ(*x, 1);
	EXPECT_EQ(*y, 2);
	deed_context_free(other);
	void *r2 = deed_context_create(nullptr, "r2");
	int *p = numbered(r2, 1), *q = numbered(p, 2);
	deed_context_reference(q, p);
	deed_context_free(r2); // must end
}
// A reference from below keeps nothing alive: what else would be a loop that nobody can free.
TEST_F(Context, ReferencesFromBelowAreNoOwners)
{
	gone.clear();
	int *a = numbered(root, 1), *below = numbered(a, 2), *other = numbered(root, 3);
	deed_context_set_destructor(a, note);
	ASSERT_EQ(deed_context_reference(below, a), a);
	ASSERT_EQ(deed_context_unlink(root, a), 0); // the last real parent
	EXPECT_EQ(gone, (std::vector<int>{ 1 }));
	a = numbered(root, 4), below = numbered(a, 5);
	deed_context_set_destructor(a, note);
	ASSERT_EQ(deed_context_reference(other, a), a);
	ASSERT_EQ(deed_context_reference(below, a), a);
	ASSERT_EQ(deed_context_unlink(root, a), 0); // other has it now
	EXPECT_EQ(deed_context_parent(a), other);
	ASSERT_EQ(deed_context_unlink(other, a), 0);
	EXPECT_EQ(gone, (std::vector<int>{ 1, 4 }));
	int *mid = numbered(root, 6);
	a = numbered(mid, 7), below = numbered(a, 8);
	deed_context_set_destructor(a, note);
	ASSERT_EQ(deed_context_reference(other, a), a);
	ASSERT_EQ(deed_context_reference(below, a), a);
	ASSERT_EQ(deed_context_free(mid), 0); // its parent goes
	EXPECT_EQ(deed_context_parent(a), other);
	EXPECT_EQ(deed_context_free(a), 0);
	EXPECT_EQ(gone, (std::vector<int>{ 1, 4, 7 }));
	EXPECT_EQ(deed_context_total_blocks(root), 2u);
}
TEST_F(Context, Names)
{
	struct Point { int x; } *p = DEED_CTX_NEW(root, struct Point);
	EXPECT_EQ(p->x, 0);
	EXPECT_STREQ(deed_context_name(p), "struct Point");
	EXPECT_EQ(DEED_CTX_CAST(p, struct Point), p);
	EXPECT_EQ(DEED_CTX_CAST(p, int), nullptr);
	int *u = numbered(p, 1);
	EXPECT_EQ(deed_context_name(u), nullptr);
	EXPECT_EQ(deed_context_find(u, "struct Point"), p);
	EXPECT_EQ(deed_context_find(u, "nobody"), nullptr);
	deed_context_set_name(u, "late"); // without a slot: in the table
	EXPECT_STREQ(deed_context_name(u), "late");
	u = (int *)deed_context_realloc(nullptr, u, 5000);
	EXPECT_STREQ(deed_context_name(u), "late");
	deed_context_set_name(p, "other");
	EXPECT_STREQ(deed_context_name(p), "other");
}
TEST_F(Context, Texts)
{
	EXPECT_STREQ(deed_context_asprintf(root, "%d-%s", 5, "x"), "5-x");
	std::string big(9000, 'b');
	EXPECT_EQ(std::string(deed_context_asprintf(root, "%s", big.c_str())), big);
	EXPECT_STREQ(deed_context_strdup(root, "abc"), "abc");
	EXPECT_STREQ(deed_context_strndup(root, "abc", 2), "ab");
	EXPECT_EQ(deed_context_strdup(root, nullptr), nullptr);
	EXPECT_EQ(deed_context_dupe(root, nullptr, 3), nullptr);
	EXPECT_EQ(memcmp(deed_context_dupe(root, "xyz", 3), "xyz", 3), 0);
}
TEST_F(Context, FreeChildrenKeepsTheBlock)
{
	int *a = numbered(root, 1);
	for (int i = 0; i < 100; i++) numbered(numbered(a, i), i);
	deed_context_free_children(a);
	EXPECT_EQ(deed_context_total_blocks(root), 2u);
	EXPECT_EQ(*a, 1);
}
TEST_F(Context, PoolsServeTheirDescendants)
{
	char *p = (char *)deed_context_pool(root, 16, 4096);
	EXPECT_EQ(deed_context_size(p), 16u);
	char *a = (char *)deed_context_alloc(p, 100), *b = (char *)deed_context_alloc(a, 100);
	EXPECT_GT(a, p);
	EXPECT_LT(b, p + 8192);
	char *big = (char *)deed_context_alloc(p, 100000); // does not fit: from elsewhere
	memset(big, 1, 100000);
	EXPECT_EQ(deed_context_realloc(nullptr, p, 50), nullptr);
	b = (char *)deed_context_realloc(nullptr, b, 10000);
	memset(b, 2, 10000);
	deed_context_steal(root, a);
	deed_context_free(p); // a keeps the pool's memory
	memset(a, 3, 100);
	EXPECT_EQ(deed_context_parent(b), a);
	deed_context_free(a);
	void *inner = deed_context_pool(deed_context_pool(nullptr, 0, 100000), 0, 70000);
	for (int i = 0; i < 100; i++) memset(deed_context_alloc(inner, 500), i, 500);
	deed_context_free(deed_context_parent(inner));
}
TEST_F(Context, LimitsNest)
{
	int *a = numbered(root, 1), *b = numbered(a, 2);
	EXPECT_EQ(deed_context_set_limit(a, 4000), 0);
	EXPECT_EQ(deed_context_set_limit(b, 1000), 0);
	EXPECT_EQ(deed_context_alloc(b, 1000), nullptr);
	void *x = deed_context_alloc(b, 500);
	EXPECT_NE(x, nullptr);
	EXPECT_EQ(deed_context_realloc(nullptr, x, 5000), nullptr);
	EXPECT_EQ(deed_context_alloc(b, 500), nullptr);
	deed_context_free(x);
	x = deed_context_alloc(b, 500);
	EXPECT_NE(x, nullptr);
	EXPECT_NE(deed_context_alloc(a, 2000), nullptr);
	EXPECT_EQ(deed_context_alloc(a, 2000), nullptr);
	deed_context_free(x);
	for (int i = 0; i < 20; i++) { // what stands below a freed block counts no more
		void *top = deed_context_alloc(b, 100);
		ASSERT_NE(top, nullptr) << i;
		ASSERT_NE(deed_context_alloc(top, 100), nullptr) << i;
		deed_context_free(top);
	}
	x = deed_context_alloc(b, 500);
	EXPECT_EQ(deed_context_set_limit(b, 0), 0); // lifted; a's counts on
	EXPECT_NE(deed_context_alloc(b, 1000), nullptr);
	EXPECT_EQ(deed_context_alloc(b, 1000), nullptr);
}
TEST_F(Context, Reports)
{
	struct Thing { int x; } *t = DEED_CTX_NEW(root, struct Thing);
	deed_context_reference(root, t);
	(void)!deed_context_alloc_named(t, 5, "quo\"te\n");
	for (auto f : { DEED_REPORT_TEXT, DEED_REPORT_DOT, DEED_REPORT_JSON }) {
		char *text = nullptr;
		size_t n = 0;
		FILE *m = open_memstream(&text, &n);
		EXPECT_EQ(deed_context_report(root, m, f), 0);
		fclose(m);
		EXPECT_NE(strstr(text, "struct Thing"), nullptr) << text;
		EXPECT_EQ(strncmp(text, "digraph", 7) == 0, f == DEED_REPORT_DOT);
		EXPECT_EQ(strstr(text, "quo\\\"te\\u000a") != nullptr, f != DEED_REPORT_TEXT) << text;
		free(text);
	}
	EXPECT_EQ(deed_context_report(nullptr, stderr, DEED_REPORT_TEXT), -1);
	EXPECT_EQ(deed_context_report(root, nullptr, DEED_REPORT_TEXT), -1);
}
TEST_F(Context, AsAnAllocator)
{
	deed_allocator *a = deed_context_allocator(root);
	char *s = deed_asprintf(a, "%d", 7);
	EXPECT_STREQ(s, "7");
	EXPECT_EQ(deed_context_parent(s), root);
	s = (char *)deed_realloc(a, s, 2, 1000);
	EXPECT_STREQ(s, "7");
	EXPECT_TRUE(deed_resize(a, s, 1000, 10));
	EXPECT_EQ(deed_alloc_aligned(a, 8, 64), nullptr);
	deed_free(a, s);
	EXPECT_EQ(deed_context_allocator(nullptr), nullptr);
}
TEST_F(Context, ADeepChainIsFreedWithoutAStack)
{
	void *p = root;
	for (int i = 0; i < (checked ? 20000 : 1000000); i++) p = deed_context_alloc(p, 1);
	void *first = deed_context_create(root, "second");
	(void)first;
	deed_context_set_destructor(p, note); // forces the walk
	*(int *)deed_context_realloc(nullptr, p, 4) = 0;
	EXPECT_EQ(deed_context_free(root), 0);
	root = nullptr;
}
// All that walks a tree does so in little room, whatever its depth.
TEST_F(Context, ADeepChainIsWalkedWithoutAStack)
{
	constexpr int kDepth = 10000;
	pthread_attr_t little;
	pthread_attr_init(&little);
	pthread_attr_setstacksize(&little, 128 << 10);
	pthread_t t;
	ASSERT_EQ(pthread_create(&t, &little, [](void *top) -> void * {
		void *p = top, *middle = nullptr;
		for (int i = 0; i < kDepth; i++) {
			p = deed_context_alloc(p, 1);
			(void)!deed_context_alloc(p, 2);
			if (i == kDepth / 2) middle = p;
		}
		EXPECT_EQ(deed_context_total_blocks(top), 2u * kDepth + 1);
		EXPECT_EQ(deed_context_total_size(top), 3u * kDepth);
		FILE *null = fopen("/dev/null", "w");
		for (auto f : { DEED_REPORT_TEXT, DEED_REPORT_DOT, DEED_REPORT_JSON }) EXPECT_EQ(deed_context_report(middle, null, f), 0);
		int lines = 0;
		talloc_report_depth_cb(top, 0, -1, [](const void *, int depth, int, int, void *n) { *(int *)n += depth <= kDepth + 1; }, &lines);
		EXPECT_EQ(lines, 2 * kDepth + 1);
		fclose(null);
		EXPECT_EQ(deed_context_set_limit(top, (size_t)1 << 30), 0);
		void *other = deed_alloc(deed_heap(), 1);
		{
			DEED_BORROW_SCOPE(void *, r, other); // somewhere: each free now asks whether it is below
			EXPECT_EQ(r, other);
			void *elsewhere = deed_context_create(nullptr, "elsewhere");
			EXPECT_EQ(deed_context_steal(elsewhere, middle), middle);
			EXPECT_EQ(deed_context_free(elsewhere), 0);
		}
		deed_free(deed_heap(), other);
		EXPECT_EQ(deed_context_total_blocks(top), (size_t)kDepth + 1);
		return nullptr;
	}, root), 0);
	pthread_join(t, nullptr);
	pthread_attr_destroy(&little);
}
TEST_F(Context, JsonReportsAreWhole)
{
	void *a = deed_context_create(root, "a"), *b = deed_context_create(root, "b");
	(void)!deed_context_create(a, "c");
	(void)!deed_context_create(a, "d");
	(void)!deed_context_reference(b, a);
	char *text = nullptr;
	size_t n = 0;
	FILE *m = open_memstream(&text, &n);
	ASSERT_EQ(deed_context_report(root, m, DEED_REPORT_JSON), 0);
	fclose(m);
	std::string s = text, out;
	free(text);
	for (size_t i = 0; i < s.size(); i++) // without addresses
		if (s.compare(i, 3, "\"0x") == 0) i = s.find('"', i + 1), out += "@";
		else out += s[i];
	auto node = [](const char *name, const char *children) {
		return "{\"block\":@,\"name\":\"" + std::string(name) + "\",\"size\":0,\"total\":0,\"children\":[" + children + "]}";
	};
	EXPECT_EQ(out, node("root", (node("b", "{\"reference\":@}") + "," + node("a", (node("d", "") + "," + node("c", "")).c_str())).c_str()) + "\n");
}
TEST_F(Context, NullAndForeignArguments)
{
	EXPECT_EQ(deed_context_size(nullptr), 0u);
	EXPECT_EQ(deed_context_total_size(nullptr), 0u);
	EXPECT_EQ(deed_context_total_blocks(nullptr), 0u);
	EXPECT_EQ(deed_context_parent(nullptr), nullptr);
	EXPECT_EQ(deed_context_name(nullptr), nullptr);
	EXPECT_EQ(deed_context_set_destructor(nullptr, note), -1);
	EXPECT_EQ(deed_context_set_limit(nullptr, 1), -1);
	deed_context_free_children(nullptr);
	deed_context_set_name(nullptr, "x");
	EXPECT_FALSE(deed_context_is_parent(nullptr, root));
	char buffer[64] = {};
	EXPECT_DEATH(deed_context_free(buffer + 32), checked ? "invalid-free" : "Bad talloc magic value - unknown value");
	int *p = numbered(root, 1);
	numbered(root, 2);
	deed_context_free(p);
	EXPECT_DEATH(deed_context_free(p), checked ? "double-free: free of (.|\n)*family context" : "Bad talloc magic value - access after free");
	EXPECT_DEATH((void)!deed_context_alloc(p, 1), checked ? "use-after-free: use as a context" : "access after free");
}
TEST_F(Context, CheckedDetection)
{
	ONLY_CHECKED();
	char *p = (char *)deed_context_alloc(root, 10);
	DEED_ASSERT_OWNED(p);
	DEED_ASSERT_CHILD_OF(p, root);
	DEED_ASSERT_OWNED_BY(p, root);
	DEED_ASSERT_FAMILY(p, "context");
	EXPECT_DEATH(DEED_ASSERT_CHILD_OF(root, p), "DEED_ASSERT_CHILD_OF.root, p.: the context does not stand above(.|\n)*child of no context");
	char *below = (char *)deed_context_alloc(p, 3);
	deed_context_set_name(p, "named");
	EXPECT_DEATH(DEED_ASSERT_CHILD_OF(below, below), "child of 0x[0-9a-f]* .named.");
	deed_block_info known;
	ASSERT_TRUE(deed_block_describe(below, &known) && known.alive);
	EXPECT_EQ(known.owner, root);
	ASSERT_TRUE(deed_block_describe(root, &known));
	EXPECT_EQ(known.owner, root);
	deed_context_free(below);
	ASSERT_TRUE(deed_block_describe(below, &known) && !known.alive);
	EXPECT_EQ(known.owner, nullptr);
	EXPECT_DEATH(DEED_ASSERT_NO_LEAKS(root), "block.s. of the context are alive");
	EXPECT_DEATH({ p[10] = 1; deed_context_free(root); }, "overflow: byte 1 after a block of 10 bytes" OR_ASAN);
	EXPECT_DEATH({ p[-1] = 1; deed_context_free(p); }, "underflow: byte 1 before a block of 10 bytes" OR_ASAN);
	EXPECT_DEATH({ deed_context_free(root); (void)!deed_context_alloc(root, 1); }, "use-after-free: use as a context of (.|\n)*born:(.|\n)*died:");
	EXPECT_DEATH({
		DEED_BORROW_SCOPE(char *, r, p);
		(void)r;
		deed_context_free(p);
	}, "borrowed: free of ");
	EXPECT_DEATH({
		DEED_BORROW_SCOPE(char *, r, (char *)deed_context_alloc(p, 30) + 4);
		(void)r;
		deed_context_free(root); // two above
	}, "borrowed: free of .*(.|\n)*30 bytes, family context(.|\n)*born:");
	EXPECT_DEATH({
		const char *r;
		DEED_BORROW(r, p);
		deed_context_free(root);
		DEED_ASSERT_BORROW_VALID(r);
	}, "DEED_ASSERT_BORROW_VALID\\(r\\): the owner is dead(.|\n)*died:");
	EXPECT_DEATH(deed_free(deed_heap(), p), "wrong-family: free of .*, a block of family context, by the allocator of family heap(.|\n)*born:");
	EXPECT_DEATH(deed_context_free(deed_alloc(deed_heap(), 8)), "wrong-family: free of .*, a block of family heap");
	EXPECT_DEATH({
		deed_context_free(p);
		p[0] = 1;
		for (int i = 0; i < 2000; i++) deed_context_free(deed_context_alloc(root, 10));
	}, "use-after-free: byte 0 of a dead block of 10 bytes was written" OR_ASAN);
	EXPECT_DEATH(deed_context_free(p + 1), "1 bytes inside a block of 10 bytes");
	deed_context_free(p);
	DEED_ASSERT_NO_LEAKS(root);
}
TEST(ContextThreads, EachItsOwnTreeAndHandovers)
{
	static void *slot[64];
	static int made, taken;
	made = taken = 0;
	pthread_t producer, consumer;
	pthread_create(&producer, nullptr, [](void *) -> void * {
		void *mine = deed_context_create(nullptr, "producer");
		for (int i = 0; i < 3000; i++) {
			while (i - __atomic_load_n(&taken, __ATOMIC_ACQUIRE) >= 64) sched_yield();
			char *p = (char *)deed_context_alloc(i % 3 ? mine : nullptr, 50);
			memset(p, i, 50);
			for (int k = 0; k < 5; k++) memset(deed_context_alloc(p, 30), k, 30);
			slot[i & 63] = deed_context_steal(nullptr, p);
			__atomic_store_n(&made, i + 1, __ATOMIC_RELEASE);
			(void)!deed_context_alloc(mine, 20);
		}
		deed_context_free(mine);
		return nullptr;
	}, nullptr);
	pthread_create(&consumer, nullptr, [](void *) -> void * {
		void *mine = deed_context_create(nullptr, "consumer");
		for (int i = 0; i < 3000; i++) {
			while (__atomic_load_n(&made, __ATOMIC_ACQUIRE) == i) sched_yield();
			char *p = (char *)deed_context_steal(mine, slot[i & 63]);
			if (p[49] != (char)i) abort();
			(void)!deed_context_alloc(p, 40); // from the producer's pages
			__atomic_store_n(&taken, i + 1, __ATOMIC_RELEASE);
			if (i % 2) deed_context_free(p);
		}
		deed_context_free(mine);
		return nullptr;
	}, nullptr);
	pthread_join(producer, nullptr);
	pthread_join(consumer, nullptr);
}
TEST(Talloc, TheSeedsForms)
{
	TALLOC_CTX *ctx = talloc_new(nullptr);
	struct foo { char *name; int x; };
	struct foo *f = talloc_zero(ctx, struct foo);
	f->name = talloc_asprintf(f, "%s/%s", "a", "b");
	EXPECT_STREQ(f->name, "a/b");
	f->name = talloc_asprintf_append(f->name, "-%d", 3);
	EXPECT_STREQ(f->name, "a/b-3");
	EXPECT_EQ(talloc_get_type(f, struct foo), f);
	EXPECT_EQ(talloc_parent(f->name), f);
	int *arr = talloc_zero_array(ctx, int, 100);
	EXPECT_EQ(talloc_array_length(arr), 100u);
	arr = talloc_realloc_zero(ctx, arr, int, 200);
	EXPECT_EQ(arr[199], 0);
	EXPECT_EQ(talloc_size(ctx, 0x7fffffff), nullptr);
	char *s = talloc_strdup(ctx, "x");
	talloc_asprintf_addsep(&s, ",", "%s", "y");
	EXPECT_STREQ(s, "x,y");
	TALLOC_FREE(s);
	EXPECT_EQ(s, nullptr);
	EXPECT_DEATH((void)talloc_get_type_abort(f, int), "Type mismatch: name.struct foo. expected.int.");
	talloc_free(ctx);
}
} // namespace
