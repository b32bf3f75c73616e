// The stack of the current call: compared with what the thread saw last, walked anew when it is another.
#pragma once
#include "check/internal.h"

#pragma GCC visibility push(hidden)
namespace deed::check {

// The last walks of a thread: calls of one loop see the same frames, and comparing them is cheaper than to look up their trace.
typedef uintptr_t Frame __attribute__((vector_size(16), may_alias)); // the caller's frame, the return address
typedef uintptr_t Here __attribute__((vector_size(16), aligned(8), may_alias));  // the same on the stack
constexpr unsigned kHeld = 6, kWalks = 2; // of each moment; static storage of threads is scarce
// key: the first frame, and in its low bits the frames wanted. A shorter walk is filled up with its last frame.
struct alignas(16) Walk { uintptr_t key; const Trace *trace; const Here *at[kHeld]; Frame held[kHeld]; };
extern __attribute__((tls_model("initial-exec"))) thread_local constinit Walk walks[2 * kWalks];

// A sanitizer looks at what is inlined with the eyes of the function around it: there, a call is in order.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__) || defined(DEED_WITH_ASAN)
#define DEED_WALKS __attribute__((noinline, no_sanitize("address", "thread")))
#else
#define DEED_WALKS __attribute__((always_inline))
#endif
// Reads only frames that an earlier walk of this thread found inside its stack.
__attribute__((always_inline, no_sanitize("address", "thread"))) inline const Trace *same_walk(const Walk &w, void *frame, unsigned frames)
{
	if (w.key != (addr(frame) | frames) || w.held[0][1] != ((const uintptr_t *)frame)[1]) return nullptr;
	Frame other = *(const Here *)frame ^ w.held[0];
#pragma GCC unroll 6
	for (unsigned i = 1; i < kHeld; i++) other |= *w.at[i] ^ w.held[i];
	return __builtin_expect((other[0] | other[1]) != 0, 0) ? nullptr : w.trace;
}
__attribute__((noinline)) const Trace *walk(void *frame, unsigned frames, Moment m);
// The user's frames of the current call.
DEED_WALKS inline const Trace *capture_here(unsigned frames, Moment m = kBirth)
{
	void *frame = entry_frame;
	if (__builtin_expect(!frame, 0)) frame = __builtin_frame_address(0); // no Entry: the caller of what this is inlined into
	if (__builtin_expect(frames != 0, 1)) {
		const Walk *w = &walks[m * kWalks];
		if (const Trace *t = same_walk(w[0], frame, frames)) return t;
		if (const Trace *t = same_walk(w[1], frame, frames)) return t;
	}
	return walk(frame, frames, m);
}

} // namespace deed::check
#pragma GCC visibility pop
