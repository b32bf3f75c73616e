// soak [SECONDS]: eight threads on what threads may share: heap, smp, locked, testing allocator, parentless
// blocks, trees handed over, counted handles. Each thread knows the bytes of its own blocks.
#include <deed/context.h>
#include <deed/heap.h>
#include <deed/locked.h>
#include <deed/refcount.h>
#include <deed/smp.h>
#include <deed/testing.h>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <thread>

static std::atomic<void *> mailbox[16];
static std::atomic<long> steps;
static void *shared_rc;
static void check(bool ok, const char *what)
{
	if (!ok) fprintf(stderr, "soak: %s\n", what), abort();
}
static void work(int id, deed_allocator *const *as, time_t until)
{
	uint64_t s = 88172645463325252ull + (uint64_t)id;
	struct { unsigned char *p; size_t n; deed_allocator *a; } live[64] = {};
	long n = 0;
	for (; time(nullptr) < until; n++) {
		s ^= s << 13, s ^= s >> 7, s ^= s << 17;
		auto &b = live[s % 64];
		if (b.p) {
			for (size_t i = 0; i < b.n; i++) check(b.p[i] == (unsigned char)(id + 1), "a block changed");
			if (b.a) deed_free_sized(b.a, b.p, b.n, 0);
			else check(deed_context_free(b.p) == 0, "free of a parentless block");
			b.p = nullptr;
		} else {
			b.n = 1 + (s >> 8) % 700;
			b.a = as[(s >> 20) % 5];
			b.p = (unsigned char *)(b.a ? deed_alloc(b.a, b.n) : deed_context_alloc(nullptr, b.n));
			check(b.p, "out of memory");
			memset(b.p, id + 1, b.n);
		}
		if (n % 16 == 0) {
			void *c = deed_context_create(nullptr, "tree");
			for (int i = 0; i < 40; i++) check(memset(deed_context_alloc(c, 10 + i), i, 10 + i), "tree");
			c = mailbox[(s >> 30) % 16].exchange(c);
			if (c) check(deed_context_free(c) == 0, "free of a tree");
			deed_rc_unref(deed_rc_ref(shared_rc));
		}
	}
	for (auto &b : live)
		if (b.p) b.a ? deed_free_sized(b.a, b.p, b.n, 0) : (void)deed_context_free(b.p);
	steps += n;
}
int main(int argc, char **argv)
{
	time_t until = time(nullptr) + (argc > 1 ? atoi(argv[1]) : 5);
	deed_locked locked;
	deed_locked_init(&locked, deed_heap_raw());
	deed_allocator *as[] = { deed_heap(), deed_smp(), &locked.allocator, deed_testing_allocator(), nullptr };
	shared_rc = deed_rc_new(deed_heap(), 100, nullptr);
	std::thread t[8];
	for (int i = 0; i < 8; i++) t[i] = std::thread(work, i, as, until);
	for (auto &x : t) x.join();
	for (auto &m : mailbox)
		if (void *c = m.load()) deed_context_free(c);
	check(deed_rc_count(shared_rc) == 1 && deed_rc_unref(shared_rc), "the counted handle");
	check(deed_testing_leaks("soak") == 0, "a leak");
	deed_locked_destroy(&locked);
	printf("8 threads, %ld steps, no difference\n", steps.load());
	return 0;
}
