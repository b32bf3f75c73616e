// Google Benchmark: one allocation and release of each allocator.
//   c++ -std=c++20 -O2 -Iruntime/include test/bench/runtime/micro.cpp build/runtime/libdeed.a -lbenchmark -lpthread
#include <benchmark/benchmark.h>
#include <deed/arena.h>
#include <deed/context.h>
#include <deed/debug.h>
#include <deed/fixed.h>
#include <deed/heap.h>
#include <deed/locked.h>
#include <deed/pool.h>
#include <deed/refcount.h>
#include <deed/scope.h>
#include <deed/smp.h>
#include <cstdlib>

static void pair(benchmark::State &s, deed_allocator *a)
{
	for (auto _ : s) {
		void *p = deed_alloc(a, 64);
		benchmark::DoNotOptimize(p);
		deed_free_sized(a, p, 64, 0);
	}
}
static void libc(benchmark::State &s)
{
	for (auto _ : s) {
		void *p = malloc(64);
		benchmark::DoNotOptimize(p);
		free(p);
	}
}
static void heap(benchmark::State &s) { pair(s, deed_heap()); }
static void smp(benchmark::State &s) { pair(s, deed_smp()); }
static void page(benchmark::State &s) { pair(s, deed_page()); }
static void debug(benchmark::State &s)
{
	deed_debug d;
	deed_debug_init(&d, nullptr, nullptr);
	pair(s, &d.allocator);
	if (deed_debug_destroy(&d)) abort();
}
static void locked(benchmark::State &s)
{
	deed_locked l;
	deed_locked_init(&l, deed_heap());
	pair(s, &l.allocator);
	deed_locked_destroy(&l);
}
static void arena(benchmark::State &s)
{
	deed_arena a;
	deed_arena_init(&a, deed_heap(), 0);
	size_t n = 0;
	for (auto _ : s) {
		benchmark::DoNotOptimize(deed_arena_alloc(&a, 64));
		if (++n % 10000 == 0) deed_arena_reset(&a, DEED_RESET_RETAIN_CAPACITY, 0);
	}
	deed_arena_destroy(&a);
}
static void scope(benchmark::State &s)
{
	for (auto _ : s) {
		DEED_SCOPE(deed_temp, m) { benchmark::DoNotOptimize(deed_alloc(m, 64)); }
	}
}
static void fixed(benchmark::State &s)
{
	static char buffer[4096];
	deed_fixed f;
	deed_fixed_init(&f, buffer, sizeof buffer);
	pair(s, &f.allocator);
	deed_fixed_destroy(&f);
}
static void pool(benchmark::State &s)
{
	deed_pool p;
	if (!deed_pool_init(&p, deed_heap(), 64, 0, nullptr)) abort();
	for (auto _ : s) {
		void *o = deed_pool_create(&p);
		benchmark::DoNotOptimize(o);
		deed_pool_free(&p, o);
	}
	deed_pool_destroy(&p);
}
static void context(benchmark::State &s)
{
	void *root = deed_context_create(nullptr, "root");
	for (auto _ : s) {
		void *p = deed_context_alloc(root, 64);
		benchmark::DoNotOptimize(p);
		deed_context_free(p);
	}
	deed_context_free(root);
}
static void refcount(benchmark::State &s)
{
	for (auto _ : s) {
		void *p = deed_rc_new(deed_heap(), 64, nullptr);
		benchmark::DoNotOptimize(p);
		deed_rc_unref(p);
	}
}
BENCHMARK(libc);
BENCHMARK(heap);
BENCHMARK(smp);
BENCHMARK(page);
BENCHMARK(locked);
BENCHMARK(arena);
BENCHMARK(scope);
BENCHMARK(fixed);
BENCHMARK(pool);
BENCHMARK(context);
BENCHMARK(refcount);
BENCHMARK(debug);
BENCHMARK_MAIN();
