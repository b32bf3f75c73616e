// fork, dlopen and dlclose, threads that end.
#include <deed/context.h>
#include <deed/heap.h>
#include <deed/scope.h>
#include "support.h"
#include <cstring>
#include <dlfcn.h>
#include <chrono>
#include <pthread.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

namespace {
// A child that waits for a lock that nobody holds must not wait for ever. Locks here spin, so it is its own time that
// counts: on a busy machine minutes may pass before it had a second. The alarm is for what sleeps.
void end_if_stuck()
{
	const itimerval own = { {}, { 10, 0 } };
	setitimer(ITIMER_PROF, &own, nullptr);
	alarm(90);
}
// So many forks, or fewer where they are slow (a sanitizer, a busy machine), but some.
class Forks {
	const std::chrono::steady_clock::time_point end_ = std::chrono::steady_clock::now() + std::chrono::seconds(8);
	int left_, done_ = 0;

public:
	explicit Forks(int most) : left_(most) {}
	bool another() { return left_-- > 0 && (done_++ < 5 || std::chrono::steady_clock::now() < end_); }
};
TEST(Process, ForkWhileOthersAllocate)
{
#if defined(__SANITIZE_THREAD__)
	GTEST_SKIP();
#endif
#if defined(__SANITIZE_ADDRESS__)
	GTEST_SKIP() << "the locks of AddressSanitizer's own malloc may stay held in the child (gcc 12: one run in ten)";
#endif
	static bool stop;
	stop = false;
	pthread_t t[2];
	for (auto &x : t)
		pthread_create(&x, nullptr, [](void *) -> void * {
			while (!__atomic_load_n(&stop, __ATOMIC_RELAXED)) {
				void *c = deed_context_create(nullptr, "t");
				for (int i = 0; i < 300; i++) (void)!deed_context_alloc(c, 400);
				deed_context_free(c);
				deed_context_free(deed_context_alloc(nullptr, 30));
				deed_free(deed_heap(), deed_alloc(deed_heap(), 100));
			}
			return nullptr;
		}, nullptr);
	for (Forks forks(20); forks.another();) {
		pid_t pid = fork();
		if (!pid) {
			end_if_stuck();
			for (int k = 0; k < 50; k++) {
				void *c = deed_context_create(nullptr, "child");
				for (int j = 0; j < 300; j++) memset(deed_context_alloc(c, 400), j, 400);
				deed_context_free(c);
				for (int j = 0; j < 20; j++) deed_context_free(deed_context_alloc(nullptr, 30));
				deed_free(deed_heap(), deed_alloc(deed_heap(), 100));
				DEED_SCOPE(deed_temp, m) { memset(deed_alloc(m, 1000), 1, 1000); }
			}
			_exit(0);
		}
		int status = 0;
		ASSERT_EQ(waitpid(pid, &status, 0), pid);
		EXPECT_EQ(status, 0);
	}
	__atomic_store_n(&stop, true, __ATOMIC_RELAXED);
	for (auto &x : t) pthread_join(x, nullptr);
}
TEST(Process, ForkWhileOthersAllocateWithoutAParent)
{
#if defined(__SANITIZE_THREAD__)
	GTEST_SKIP();
#endif
	static bool stop;
	stop = false;
	deed_context_free(deed_context_alloc(nullptr, 8));
	pthread_t t[8]; // with this one more than there are regions: one is shared with the thread that forks
	for (auto &x : t)
		pthread_create(&x, nullptr, [](void *) -> void * {
			while (!__atomic_load_n(&stop, __ATOMIC_RELAXED)) deed_context_free(deed_context_alloc(nullptr, 30));
			return nullptr;
		}, nullptr);
	for (Forks forks(200); forks.another();) {
		pid_t pid = fork();
		if (!pid) {
			end_if_stuck();
			for (int k = 0; k < 10; k++) deed_context_free(deed_context_alloc(nullptr, 30));
			_exit(0);
		}
		int status = 0;
		ASSERT_EQ(waitpid(pid, &status, 0), pid);
		ASSERT_EQ(status, 0);
	}
	__atomic_store_n(&stop, true, __ATOMIC_RELAXED);
	for (auto &x : t) pthread_join(x, nullptr);
}
TEST(Process, LoadUseAndUnloadTheSharedLibrary)
{
	const char *path = checked ? DEED_RT_CHECKED_SO : DEED_RT_RELEASE_SO;
	for (int round = 0; round < 3; round++) {
		void *h = dlopen(path, RTLD_NOW | RTLD_LOCAL);
		if (!h) GTEST_SKIP() << dlerror(); // a sanitized build
		auto temp = (deed_allocator * (*)()) dlsym(h, "deed_temp_allocator");
		auto enter = (unsigned (*)(deed_allocator *))dlsym(h, "deed_scope_enter");
		auto leave = (void (*)(deed_allocator *, unsigned))dlsym(h, "deed_scope_exit");
		auto create = (void *(*)(void *, const char *))dlsym(h, "deed_context_create");
		auto destroy = (int (*)(void *))dlsym(h, "deed_context_free");
		ASSERT_TRUE(temp && enter && leave && create && destroy);
		unsigned d = enter(temp());
		leave(temp(), d);
		EXPECT_EQ(destroy(create(nullptr, "x")), 0);
		pthread_t t; // a thread that has its own temporary arena, and ends before the library goes
		pthread_create(&t, nullptr, [](void *v) -> void * {
			((deed_allocator * (*)()) v)();
			return nullptr;
		}, (void *)temp);
		pthread_join(t, nullptr);
		EXPECT_EQ(dlclose(h), 0);
	}
}
} // namespace
