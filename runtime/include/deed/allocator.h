/* deed/allocator.h: the one interface to every allocator of libdeed.
 *
 * A function that allocates takes a `deed_allocator *`, named by its contract: `gpa` (the caller frees),
 * `arena` (freed together), `scratch` (never returned). Write your own by filling a deed_allocator_ops.
 *
 * Unless a function says otherwise:
 *  units: bytes; a size of 0 is served as 1 byte (a distinct pointer that may be freed), one above DEED_MAX_SIZE fails; an alignment of 0
 *   means DEED_DEFAULT_ALIGN, one that is no power of two is an error (DEED_ERROR_BAD_ARGUMENT), then NULL.
 *  NULL: a NULL allocator is an error (DEED_ERROR_BAD_ARGUMENT), then NULL or false; NULL blocks and texts are said below.
 *  errors: no memory gives NULL, or calls the panic handler if the allocator has DEED_OOM_PANIC; misuse is reported (deed/report.h).
 *  threads: those of the allocator: any at once with DEED_THREAD_SAFE, else one at a time.
 *  cost: that of the allocator and one indirect call; copying and zeroing O(size). */
#ifndef DEED_ALLOCATOR_H
#define DEED_ALLOCATOR_H
#include <deed/base.h>

DEED_BEGIN_DECLS
typedef struct deed_allocator deed_allocator;

/* One cache line of functions. `align` is always a power of two, `size` is in 1..DEED_MAX_SIZE, `p` never NULL.
 * An old size of 0 means that the caller does not know it. The scope functions are NULL where there are none. */
typedef struct deed_allocator_ops {
	void *(*alloc)(deed_allocator *self, size_t size, size_t align);
	void *(*zalloc)(deed_allocator *self, size_t size, size_t align);
	/* may move; on failure the old block stays as it was and NULL is returned */
	void *(*regrow)(deed_allocator *self, void *p, size_t old_size, size_t new_size, size_t align);
	/* in place or not at all */
	bool (*resize)(deed_allocator *self, void *p, size_t old_size, size_t new_size, size_t align);
	void (*release)(deed_allocator *self, void *p, size_t size, size_t align);
	unsigned (*scope_enter)(deed_allocator *self); /* the new depth, from 1; 0: refused */
	void (*scope_exit)(deed_allocator *self, unsigned depth);
	unsigned (*scope_depth)(deed_allocator *self);
} deed_allocator_ops;

enum {
	DEED_IS_ARENA = 1,      /* freed as a whole; single frees reclaim at most the last block */
	DEED_IS_TEMP = 2,       /* usable only inside a scope */
	DEED_THREAD_SAFE = 4,   /* any thread at any time */
	DEED_NEEDS_SIZE = 8,    /* regrow and resize need the true old size */
	DEED_OOM_PANIC = 16     /* failure calls the panic handler instead of giving NULL */
};
#define DEED_ALLOCATOR_MAGIC 0xDEEDA110u

struct deed_allocator {
	const deed_allocator_ops *ops;
	uint32_t flags; /* DEED_IS_ARENA ...; DEED_OOM_PANIC may be set or cleared by the user */
	uint32_t magic; /* DEED_ALLOCATOR_MAGIC while usable */
	void *check;    /* checked build: the owner's metadata; else NULL */
};

/* Fills a custom allocator's header. The caller owns `self` and keeps `ops` alive as long. O(1). */
static inline void deed_allocator_init(deed_allocator *self, const deed_allocator_ops *ops, uint32_t flags)
{
	self->ops = ops;
	self->flags = flags;
	self->magic = DEED_ALLOCATOR_MAGIC;
	self->check = NULL;
}
/* Sets or clears the panic policy. Not while other threads allocate from it. */
static inline void deed_allocator_set_oom_panic(deed_allocator *self, bool panic)
{
	self->flags = panic ? self->flags | DEED_OOM_PANIC : self->flags & ~(uint32_t)DEED_OOM_PANIC;
}

/* A block of `size` bytes, not initialised (0x7f in the checked build). The caller owns it. */
DEED_API DEED_MUST_USE void *deed_alloc(deed_allocator *a, size_t size);
/* The same with an alignment of at least `align` bytes. */
DEED_API DEED_MUST_USE void *deed_alloc_aligned(deed_allocator *a, size_t size, size_t align);
/* The same, zeroed. */
DEED_API DEED_MUST_USE void *deed_zalloc(deed_allocator *a, size_t size);
DEED_API DEED_MUST_USE void *deed_zalloc_aligned(deed_allocator *a, size_t size, size_t align);
/* count objects of size bytes each; a product that overflows fails. */
DEED_API DEED_MUST_USE void *deed_alloc_array(deed_allocator *a, size_t count, size_t size);
DEED_API DEED_MUST_USE void *deed_zalloc_array(deed_allocator *a, size_t count, size_t size);
/* The same with an alignment of at least `align` bytes: that of an object, for arrays of objects that need more than 16. */
DEED_API DEED_MUST_USE void *deed_alloc_array_aligned(deed_allocator *a, size_t count, size_t size, size_t align);
DEED_API DEED_MUST_USE void *deed_zalloc_array_aligned(deed_allocator *a, size_t count, size_t size, size_t align);

/* Grows or shrinks; may move. `old_size` is the size last asked for (0 if unknown, which allocators with
 * DEED_NEEDS_SIZE refuse). p NULL allocates. New size 0 releases p and gives NULL. On failure p stays valid and
 * owned. Contents up to the smaller size are kept. */
DEED_API DEED_MUST_USE void *deed_realloc(deed_allocator *a, void *p, size_t old_size, size_t new_size);
DEED_API DEED_MUST_USE void *deed_realloc_aligned(deed_allocator *a, void *p, size_t old_size, size_t new_size, size_t align);
/* The array form: counts of objects; overflow fails and p stays. */
DEED_API DEED_MUST_USE void *deed_realloc_array(deed_allocator *a, void *p, size_t old_count, size_t new_count, size_t size);
/* True if p now has new_size bytes at the same address; false leaves it as it was. NULL p: false. */
DEED_API DEED_MUST_USE bool deed_resize(deed_allocator *a, void *p, size_t old_size, size_t new_size);
DEED_API DEED_MUST_USE bool deed_resize_aligned(deed_allocator *a, void *p, size_t old_size, size_t new_size, size_t align);

/* Gives the block back; NULL is ignored. */
DEED_API void deed_free(deed_allocator *a, void *p);
/* The same and says what it was; the checked build reports a contradiction (DEED_ERROR_WRONG_SIZE). */
DEED_API void deed_free_sized(deed_allocator *a, void *p, size_t size, size_t align);

/* Copies. The caller owns the result; NULL text gives NULL. */
DEED_API DEED_MUST_USE void *deed_dupe(deed_allocator *a, const void *data, size_t size);
DEED_API DEED_MUST_USE char *deed_strdup(deed_allocator *a, const char *text);
DEED_API DEED_MUST_USE char *deed_strndup(deed_allocator *a, const char *text, size_t max);
/* count objects of size bytes and one more that holds the sentinel's bytes (zeros if sentinel is NULL). */
DEED_API DEED_MUST_USE void *deed_alloc_sentinel(deed_allocator *a, size_t count, size_t size, const void *sentinel);
/* printf into a new string; the caller owns it. NULL also if the format fails. */
DEED_API DEED_MUST_USE char *deed_asprintf(deed_allocator *a, const char *format, ...) DEED_PRINTF(2, 3);
DEED_API DEED_MUST_USE char *deed_vasprintf(deed_allocator *a, const char *format, va_list args) DEED_PRINTF(2, 0);

/* The size of a page of the system, now; and the bounds over all systems that Deed runs on. */
DEED_API size_t deed_page_size(void);
#define DEED_PAGE_SIZE_MIN ((size_t)4096)
#define DEED_PAGE_SIZE_MAX ((size_t)65536)

/* One zeroed T / an array of n zeroed T / release and set the variable to NULL. */
#define DEED_NEW(a, T) ((T *)deed_zalloc_aligned((a), sizeof(T), DEED_ALIGNOF(T) < 16 ? 16 : DEED_ALIGNOF(T)))
#define DEED_NEW_ARRAY(a, T, n) ((T *)deed_zalloc_array_aligned((a), (n), sizeof(T), DEED_ALIGNOF(T) < 16 ? 16 : DEED_ALIGNOF(T)))
#define DEED_FREE(a, p) (deed_free((a), (p)), (void)((p) = NULL))
DEED_END_DECLS
#endif
