/* deed/pool.h: many objects of one size. Create and destroy are O(1); freed slots are reused, newest first.
 * Not thread-safe: one thread at a time (or wrap it in deed/locked.h).
 *
 * Unless a function says otherwise:
 *  units: bytes for size, align, page_size and limit; slots for preheat and count.
 *  NULL: destroy and free ignore NULL; elsewhere a pool is not NULL.
 *  errors: no memory, or a full fixed pool: NULL (or panic) from create, false from the others; misuse is reported in the checked
 *   build.
 *  threads: one at a time for each pool (wrap it in deed/locked.h).
 *  cost: O(1), a new page where the memory is used up; destroy O(pages); checked build: O(size) to fill, destroy O(objects). */
#ifndef DEED_POOL_H
#define DEED_POOL_H
#include <deed/arena.h>

DEED_BEGIN_DECLS
typedef struct deed_pool_options {
	size_t preheat;     /* slots to have at once */
	bool fixed;         /* never more than `preheat` slots: then create gives NULL (or panics) */
	size_t page_size;   /* bytes a page, 0: DEED_ARENA_PAGE */
} deed_pool_options;

typedef struct deed_pool {
	deed_allocator allocator; /* serves requests up to the slot's size and alignment; else NULL */
	void *free_list;
	size_t slot, align, object, live, slots;
	bool fixed;
	deed_arena arena;
} deed_pool;

/* Objects of `size` bytes aligned to `align` (0: 16) from `backing`, which must outlive it (NULL is reported, then it is
 * the heap). options may be NULL. False if the size is 0 or too big, the
 * alignment bad, or the preheated memory cannot be had; then the pool is empty and destroy is allowed. */
DEED_API DEED_MUST_USE bool deed_pool_init(deed_pool *pool, deed_allocator *backing, size_t size, size_t align, const deed_pool_options *options);
/* All objects are dead, all memory goes back. NULL is ignored. */
DEED_API void deed_pool_destroy(deed_pool *pool);
/* All objects are dead. RETAIN keeps the memory (of a fixed pool all of it, whatever the mode: it goes on serving).
 * `limit` in bytes counts only for RETAIN_LIMIT. False: NULL, a destroyed pool (reported), an object is borrowed by
 * DEED_BORROW_SCOPE (checked build, reported), or the slots of a fixed pool cannot be had again. O(slots) if fixed, else O(pages). */
DEED_API bool deed_pool_reset(deed_pool *pool, deed_reset_mode mode, size_t limit);
/* Adds `count` free slots beyond those there are; false if the pool is fixed or memory is out. O(count). */
DEED_API DEED_MUST_USE bool deed_pool_preheat(deed_pool *pool, size_t count);
/* The number of objects alive. O(1). */
static inline size_t deed_pool_live(const deed_pool *pool) { return pool->live; }

/* Out-of-line halves; use the functions below. */
DEED_API DEED_MUST_USE void *deed_pool_create_slow_(deed_pool *pool);
DEED_API void deed_pool_destroy_object_(deed_pool *pool, void *object);

/* An object, not initialised; NULL on failure (or panic). The pool frees it at its end, deed_pool_free() before. */
static inline DEED_MUST_USE void *deed_pool_create(deed_pool *pool)
{
#ifndef DEED_CHECKED
	void *p = pool->free_list;
	if (DEED_LIKELY(p != NULL)) {
		pool->free_list = *(void **)p;
		pool->live++;
		return p;
	}
#endif
	return deed_pool_create_slow_(pool);
}
/* Gives it back; NULL is ignored. */
static inline void deed_pool_free(deed_pool *pool, void *object)
{
#ifndef DEED_CHECKED
	if (DEED_LIKELY(object != NULL)) {
		*(void **)object = pool->free_list;
		pool->free_list = object;
		pool->live--;
	}
#else
	deed_pool_destroy_object_(pool, object);
#endif
}
/* A pool of T, and its objects. */
#define DEED_POOL_INIT(pool, backing, T, options) deed_pool_init((pool), (backing), sizeof(T), DEED_ALIGNOF(T) < 16 ? 16 : DEED_ALIGNOF(T), (options))
DEED_END_DECLS
#endif
