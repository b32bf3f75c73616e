/* deed/locked.h: makes any allocator usable from many threads, by one lock around each call.
 *
 * Unless a function says otherwise:
 *  units: none.
 *  NULL: destroy ignores NULL; the wrapper itself is not NULL.
 *  errors: what the child gives; a NULL child is reported.
 *  threads: any, at any time, but for init and destroy.
 *  cost: O(1); each call through it: a mutex and the child's cost. */
#ifndef DEED_LOCKED_H
#define DEED_LOCKED_H
#include <deed/allocator.h>
#include <pthread.h>

DEED_BEGIN_DECLS
typedef struct deed_locked {
	deed_allocator allocator; /* pass &locked.allocator */
	deed_allocator *child;
	pthread_mutex_t mutex;
} deed_locked;
/* Wraps `child`, which must outlive it and must not be used directly meanwhile; NULL is reported, then it is the heap.
 * No scopes through it. O(1). */
DEED_API void deed_locked_init(deed_locked *l, deed_allocator *child);
/* Ends the wrapper; the child stays. No thread may be inside. NULL is ignored. */
DEED_API void deed_locked_destroy(deed_locked *l);
DEED_END_DECLS
#endif
