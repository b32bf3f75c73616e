/* deed/refcount.h: counted handles, for the rare value that has no one owner.
 * Counting is atomic: handles of one object may be held by any threads; the object itself is not locked.
 *
 * Unless a function says otherwise:
 *  units: bytes; references are counted.
 *  NULL: ref gives NULL, unref false, count 0 for NULL; the allocator is not NULL.
 *  errors: no memory: NULL (or panic); misuse is reported.
 *  threads: any at once for the counting, if the allocator is thread-safe; the object itself is not locked.
 *  cost: O(1); new O(size) to zero; the last unref costs drop and a free. */
#ifndef DEED_REFCOUNT_H
#define DEED_REFCOUNT_H
#include <deed/allocator.h>

DEED_BEGIN_DECLS
/* A zeroed object of size bytes, aligned to 16, with one reference, which the caller owns. drop(object) runs before the memory is freed, when
 * the last reference goes; may be NULL. NULL on failure (or panic). `a` must outlive the object and, if
 * several threads hold it, be thread-safe. */
DEED_API DEED_MUST_USE void *deed_rc_new(deed_allocator *a, size_t size, void (*drop)(void *object));
/* One more reference, owned by the caller; gives the object. NULL gives NULL. A dead object, or more than 2^31
 * references, is reported (DEED_ERROR_USE_AFTER_FREE, DEED_ERROR_CORRUPTION) and gives NULL. */
DEED_API DEED_MUST_USE void *deed_rc_ref(void *object);
/* Gives one reference back; true if the object died. NULL: false. One too many is reported (DEED_ERROR_DOUBLE_FREE)
 * as long as the memory is not used again. */
DEED_API bool deed_rc_unref(void *object);
/* The references there are now: a hint, if other threads hold some. NULL: 0. */
DEED_API size_t deed_rc_count(const void *object);
#define DEED_RC_NEW(a, T, drop) ((T *)deed_rc_new((a), DEED_SIZEOF_AT_MOST_16_ALIGNED_(T), (drop)))
/* Gives the reference in the variable p back and sets it to NULL. */
#define DEED_RC_UNREF(p) ((void)deed_rc_unref(p), (void)((p) = NULL))
DEED_END_DECLS
#endif
