// Stack traces, each kept once.
#include <deed/assert.h>
#include "base/fork.h"
#include "check/walks.h"
#include "platform/platform.h"
#include <stdlib.h>

namespace deed::check {
namespace {
constexpr size_t kBuckets = 1 << 16;
Trace *buckets[kBuckets];
constexpr uint32_t kTraces = 4096;
Trace **by_id[1024];       // in pieces of kTraces
uint32_t traces = 1;       // 0 is none
Lock depot;
char *core_cur, *core_end;
Lock core;
__attribute__((constructor(104))) void guard_traces()
{
	fork_guard(depot);
	fork_guard(core);
}
} // namespace
__attribute__((tls_model("initial-exec"))) thread_local constinit void *entry_frame = nullptr;
uint8_t default_frames = 6;

void *core_alloc(size_t n)
{
	n = align_up(n, 16);
	Hold h(core);
	if ((size_t)(core_end - core_cur) < n) {
		size_t want = n > (256u << 10) ? n : (size_t)1 << 20;
		char *m = (char *)platform::map(align_up(want, platform::page_size()), 1);
		if (!m) oom_panic(want);
		core_cur = m;
		core_end = m + want;
	}
	void *p = core_cur;
	core_cur += n;
	return p;
}

namespace {
const Trace *keep(const void *const *pc, unsigned n);
} // namespace

__attribute__((tls_model("initial-exec"))) thread_local constinit Walk walks[2 * kWalks] = {};
__attribute__((tls_model("initial-exec"))) static thread_local constinit unsigned next_walk = 0;

__attribute__((no_sanitize("address", "thread"))) const Trace *walk(void *frame, unsigned frames, Moment m)
{
	if (!frames) return nullptr;
	void *pc[kMaxFrames], *at[kMaxFrames];
	if (frames > kMaxFrames) frames = kMaxFrames;
	unsigned n = platform::stack_walk(frame, pc, frames, at);
	const Trace *t = keep(pc, n);
	if (frames > kHeld || !n || (addr(frame) & 7)) return t;
	Walk &w = walks[m * kWalks + next_walk++ % kWalks];
	w.key = 0; // a signal's handler that comes here now sees no half of it
	__atomic_signal_fence(__ATOMIC_SEQ_CST);
	for (unsigned i = 0; i < kHeld; i++) {
		w.at[i] = (const Here *)at[i < n ? i : n - 1];
		w.held[i] = *w.at[i];
	}
	w.trace = t;
	__atomic_signal_fence(__ATOMIC_SEQ_CST);
	w.key = addr(frame) | frames;
	return t;
}

const Trace *trace_of(uint32_t id) { return id ? by_id[id / kTraces][id % kTraces] : nullptr; }

namespace {
const Trace *keep(const void *const *pc, unsigned n)
{
	uint64_t h = n, step = 0x9e3779b97f4a7c15ull; // a sum of products: no multiplication waits for another
	for (unsigned i = 0; i < n; i++, step += 0x3c6ef372fe94f82aull) h += (addr(pc[i]) ^ addr(pc[i]) >> 17) * step;
	h ^= h >> 29;
	Trace *&head = buckets[h & (kBuckets - 1)];
	uint32_t hash = (uint32_t)(h >> 32);
	auto look = [&](Trace *t) -> Trace * {
		for (; t; t = t->next)
			if (t->hash == hash && t->n == n) {
				uintptr_t other = 0;
				for (unsigned i = 0; i < n; i++) other |= addr(t->pc[i]) ^ addr(pc[i]);
				if (!other) return t;
			}
		return nullptr;
	};
	if (Trace *t = look(__atomic_load_n(&head, __ATOMIC_ACQUIRE))) return t;
	Hold hold(depot);
	if (Trace *t = look(head)) return t;
	if (traces / kTraces >= sizeof by_id / sizeof *by_id) return nullptr; // four million different stacks
	Trace *t = (Trace *)core_alloc(sizeof(Trace) + n * sizeof(void *));
	Trace **&piece = by_id[traces / kTraces];
	if (!piece) piece = (Trace **)core_alloc(kTraces * sizeof *piece);
	piece[traces % kTraces] = t;
	t->id = traces++;
	t->hash = hash;
	t->n = n;
	t->next = head;
	memcpy(t->pc, pc, n * sizeof *pc);
	__atomic_store_n(&head, t, __ATOMIC_RELEASE);
	return t;
}
} // namespace

void show_trace(const char *title, const Trace *t, Text &out)
{
	out.add("  %s:\n", title);
	if (!t || !t->n) {
		out.add("    (no stack kept)\n");
		return;
	}
	for (unsigned i = 0; i < t->n; i++) {
		char name[256];
		platform::symbolise(t->pc[i], name, sizeof name);
		out.add("    #%u %s\n", i, name);
	}
}

void describe_here(Text &out) { show_trace("now", capture_here(8), out); }

} // namespace deed::check

void deed_set_stack_frames(unsigned frames)
{
	__atomic_store_n(&deed::check::default_frames, (uint8_t)(frames > deed::check::kMaxFrames ? deed::check::kMaxFrames : frames), __ATOMIC_RELAXED);
}
