/* deed/validate.h: does an allocator keep its promises? For tests of your own allocators.
 *
 * Passes calls on and checks both sides: results aligned, not overlapping living blocks, zeroed where asked, contents
 * kept by realloc, old blocks untouched by a failure; arguments that name living blocks with their true size and
 * alignment. A breach is reported as DEED_ERROR_CORRUPTION (the allocator's) or DEED_ERROR_BAD_ARGUMENT (the
 * caller's). Not thread-safe. Costs O(living blocks) a call.
 *
 * Unless a function says otherwise:
 *  units: blocks are counted.
 *  NULL: destroy: NULL is 0; a NULL child is reported.
 *  errors: breaches are reported; what the child cannot do stays NULL.
 *  threads: one at a time.
 *  cost: init O(1), destroy O(1); each call through it O(living blocks). */
#ifndef DEED_VALIDATE_H
#define DEED_VALIDATE_H
#include <deed/allocator.h>

DEED_BEGIN_DECLS
struct deed_validate_block_;
typedef struct deed_validate {
	deed_allocator allocator; /* pass &validate.allocator */
	deed_allocator *child;
	struct deed_validate_block_ *blocks;
	size_t count, capacity;
} deed_validate;
/* Wraps `child`, which must outlive it (NULL is reported, then it is the heap). O(1). */
DEED_API void deed_validate_init(deed_validate *v, deed_allocator *child);
/* Ends it; gives the number of blocks still alive (they stay with the child). */
DEED_API size_t deed_validate_destroy(deed_validate *v);
DEED_END_DECLS
#endif
