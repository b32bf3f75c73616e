/* deed/fixed.h: an allocator over a buffer of yours; and one that goes on elsewhere when the buffer is full.
 *
 * Neither frees single blocks, but for the last one when its size is given (not in the checked build, which never
 * reuses before reset). The buffer must outlive the allocator. Not thread-safe, but for the view.
 *
 * Unless a function says otherwise:
 *  units: bytes.
 *  NULL: destroy ignores NULL; elsewhere the allocator is not NULL; NULL is in no buffer.
 *  errors: a full buffer: NULL (or panic).
 *  threads: one at a time, but for the thread-safe view, from which any may allocate at once.
 *  cost: O(1); checked build: O(size) to fill, and O(blocks) for reset and destroy. */
#ifndef DEED_FIXED_H
#define DEED_FIXED_H
#include <deed/allocator.h>

DEED_BEGIN_DECLS
typedef struct deed_fixed {
	deed_allocator allocator; /* pass &fixed.allocator */
	deed_allocator shared;    /* the thread-safe view; see deed_fixed_thread_safe */
	uint8_t *base, *cur, *end;
} deed_fixed;

/* Serves from buffer[0..size). A NULL buffer or size 0 makes one that is always full. O(1). */
DEED_API void deed_fixed_init(deed_fixed *f, void *buffer, size_t size);
/* Ends its use; nothing to free, but the checked build verifies the blocks and forgets them. NULL is ignored. */
DEED_API void deed_fixed_destroy(deed_fixed *f);
/* All blocks are dead, the buffer is empty again (not while one is borrowed by DEED_BORROW_SCOPE: reported). O(1), checked build: O(blocks). */
DEED_API void deed_fixed_reset(deed_fixed *f);
/* Does p point into the buffer / does [p, p+size) lie wholly in it? O(1). */
DEED_API bool deed_fixed_owns(const deed_fixed *f, const void *p);
DEED_API bool deed_fixed_owns_range(const deed_fixed *f, const void *p, size_t size);
/* Is the block p of size bytes the last one handed out (so that it grows in place)? O(1). */
DEED_API bool deed_fixed_is_last(const deed_fixed *f, const void *p, size_t size);
/* Bytes used and left, padding included. O(1). */
DEED_API size_t deed_fixed_used(const deed_fixed *f);
DEED_API size_t deed_fixed_left(const deed_fixed *f);
/* A view of the same buffer from which any threads may allocate at once, without a lock: it neither frees, grows nor
 * resets. Do not mix with the plain allocator at the same time. */
DEED_API deed_allocator *deed_fixed_thread_safe(deed_fixed *f);

typedef struct deed_stack_fallback {
	deed_allocator allocator; /* pass &sf.allocator */
	deed_fixed fixed;
	deed_allocator *backing;
} deed_stack_fallback;
/* The buffer first, then `backing` (must outlive it; NULL is reported, then it is the heap). Blocks of both kinds are freed through it. O(1). */
DEED_API void deed_stack_fallback_init(deed_stack_fallback *s, void *buffer, size_t size, deed_allocator *backing);
/* Ends the use of the buffer; blocks of the backing stay the caller's. NULL is ignored. */
DEED_API void deed_stack_fallback_destroy(deed_stack_fallback *s);

/* Declares `deed_allocator *name` over n bytes on the stack, going on with `backing`; ended with the block. */
#define DEED_STACK_FALLBACK(name, n, backing_) \
	__attribute__((aligned(16))) uint8_t DEED_CAT(name, _buffer)[n]; \
	__attribute__((cleanup(deed_stack_fallback_destroy))) deed_stack_fallback DEED_CAT(name, _state); \
	deed_stack_fallback_init(&DEED_CAT(name, _state), DEED_CAT(name, _buffer), (n), (backing_)); \
	deed_allocator *name = &DEED_CAT(name, _state).allocator
DEED_END_DECLS
#endif
