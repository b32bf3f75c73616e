/* deed/failing.h: an allocator that fails when told to, to test what callers do then. Not thread-safe.
 *
 * Unless a function says otherwise:
 *  units: allocations are counted from 0; bytes in the counters.
 *  NULL: the allocator is not NULL; a NULL child is reported.
 *  errors: the induced failure: NULL (or panic), as any other.
 *  threads: one at a time.
 *  cost: O(1) and the child's cost; the first failure walks the stack; its text O(frames). */
#ifndef DEED_FAILING_H
#define DEED_FAILING_H
#include <deed/allocator.h>

DEED_BEGIN_DECLS
#define DEED_NEVER SIZE_MAX
typedef struct deed_failing {
	deed_allocator allocator;  /* pass &failing.allocator */
	deed_allocator *child;
	size_t fail_index;         /* so many allocations succeed, the next fails, and all after it */
	size_t resize_fail_index;  /* likewise for resizes and reallocations in place */
	bool once;                 /* only that one fails */
	/* what happened */
	size_t allocations, resizes, frees, allocated_bytes, freed_bytes;
	bool failed;               /* a failure was induced */
	void *failure_stack[16];   /* return addresses of the first one; unused: NULL */
} deed_failing;
/* Wraps `child`, which must outlive it (NULL is reported, then it is the heap). DEED_NEVER for no failure. O(1). */
DEED_API void deed_failing_init(deed_failing *f, deed_allocator *child, size_t fail_index, size_t resize_fail_index);
/* The stack of the first induced failure as text; "" if there was none. */
DEED_API void deed_failing_stack_text(const deed_failing *f, char *buffer, size_t n);
DEED_END_DECLS
#endif
