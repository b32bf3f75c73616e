// Signals: that interrupt allocators, that end the process, and that the fault handler of never_unmap passes on.
#include <deed/arena.h>
#include <deed/assert.h>
#include <deed/context.h>
#include <deed/debug.h>
#include <deed/fixed.h>
#include <deed/heap.h>
#include <deed/pool.h>
#include <deed/scope.h>
#include <deed/smp.h>
#include "support.h"
#include <csetjmp>
#include <csignal>
#include <cstring>
#include <sys/mman.h>
#include <sys/time.h>
#include <unistd.h>

namespace {
volatile sig_atomic_t ticks;
sigjmp_buf back;

void fill_and_free(deed_allocator *a)
{
	char *p[20];
	for (int i = 0; i < 20; i++) {
		p[i] = (char *)deed_alloc(a, 40 + (size_t)i);
		ASSERT_NE(p[i], nullptr);
		memset(p[i], i, 40);
	}
	for (int i = 0; i < 20; i++) {
		for (int k = 0; k < 40; k++) ASSERT_EQ(p[i][k], i);
		deed_free(a, p[i]);
	}
}

TEST(Signals, MayInterruptEveryAllocator)
{
	struct sigaction act = {}, old;
	act.sa_handler = [](int) { ticks = ticks + 1; };
	ASSERT_EQ(sigaction(SIGALRM, &act, &old), 0); // without SA_RESTART
	itimerval often = { { 0, 50 }, { 0, 50 } }, never = {};
	ASSERT_EQ(setitimer(ITIMER_REAL, &often, nullptr), 0);
	deed_arena arena;
	deed_arena_init(&arena, deed_page(), 4096);
	deed_pool pool;
	ASSERT_TRUE(deed_pool_init(&pool, deed_heap(), 64, 0, nullptr));
	deed_debug debug;
	deed_debug_init(&debug, nullptr, nullptr);
	ticks = 0;
	for (int round = 0; round < 20000 && ticks < 500; round++) {
		for (deed_allocator *a : { deed_heap(), deed_smp(), deed_page(), &arena.allocator, &pool.allocator, &debug.allocator }) fill_and_free(a);
		deed_arena_reset(&arena, round & 1 ? DEED_RESET_FREE_ALL : DEED_RESET_RETAIN_CAPACITY, 0);
		void *c = deed_context_create(nullptr, "c");
		for (int i = 0; i < 100; i++) (void)!deed_context_alloc(c, 500);
		EXPECT_EQ(deed_context_free(c), 0);
		DEED_SCOPE(deed_temp, m) { (void)!deed_alloc(m, 1000); }
	}
	setitimer(ITIMER_REAL, &never, nullptr);
	sigaction(SIGALRM, &old, nullptr);
	EXPECT_GT(ticks, 20);
	EXPECT_EQ(deed_verify_blocks(nullptr), 0u);
	EXPECT_EQ(deed_debug_destroy(&debug), 0u);
	deed_pool_destroy(&pool);
	deed_arena_destroy(&arena);
}

TEST(Signals, TheAbortOfAReportMayBeSurvived)
{
	if (!checked) GTEST_SKIP();
	struct sigaction act = {}, old;
	act.sa_handler = [](int) { siglongjmp(back, 1); };
	ASSERT_EQ(sigaction(SIGABRT, &act, &old), 0);
	char *p = deed_strdup(deed_heap(), "x");
	deed_free(deed_heap(), p);
	void *c = deed_context_create(nullptr, "c");
	static int i;
	for (i = 0; i < 5; i++) {
		testing::internal::CaptureStderr();
		if (!sigsetjmp(back, 1)) {
			i == 1 ? (void)deed_context_set_destructor((char *)c + 1, nullptr) : deed_free(deed_heap(), p);
			ADD_FAILURE() << "not reported";
		}
		EXPECT_NE(testing::internal::GetCapturedStderr().find("-free"), std::string::npos);
		fill_and_free(deed_heap()); // no lock is left behind
		EXPECT_NE(deed_context_alloc(c, 10), nullptr);
	}
	EXPECT_EQ(deed_context_free(c), 0);
	sigaction(SIGABRT, &old, nullptr);
}

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
void watch_faults(deed_debug *d)
{
	deed_debug_options o = {};
	o.never_unmap = true;
	deed_debug_init(d, nullptr, &o);
	deed_free(&d->allocator, deed_alloc(&d->allocator, 10));
}

TEST(SignalsDeathTest, AFaultOfSomethingElseKillsAsBefore)
{
	deed_debug d;
	EXPECT_EXIT({ watch_faults(&d); raise(SIGSEGV); }, testing::KilledBySignal(SIGSEGV), "");
	EXPECT_EXIT({ watch_faults(&d); *(volatile char *)16 = 1; }, testing::KilledBySignal(SIGSEGV), "");
}
TEST(SignalsDeathTest, AHandlerThatWasThereBeforeIsCalled)
{
	deed_debug d;
	EXPECT_EXIT({ signal(SIGSEGV, [](int) { _exit(42); }); watch_faults(&d); *(volatile char *)16 = 1; }, testing::ExitedWithCode(42), "");
}
TEST(SignalsDeathTest, AFaultInsideTheLibraryDoesNotHang)
{
	if (!checked) GTEST_SKIP();
	deed_debug d;
	EXPECT_EXIT({
		alarm(20);
		watch_faults(&d);
		void *m = mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
		deed_fixed f;
		deed_fixed_init(&f, m, 4096);
		(void)!deed_alloc(&f.allocator, 10);
		munmap(m, 4096); // the buffer ends before its allocator
		deed_fixed_reset(&f);
	}, testing::KilledBySignal(SIGSEGV), "");
}
#endif
} // namespace
