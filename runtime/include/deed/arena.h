/* deed/arena.h: blocks that are freed together.
 *
 * Memory comes in growing pages from another allocator; live blocks never move; a request too big for a page gets a
 * page of its own. A single free reclaims nothing unless it is the last block and its size is given (the checked
 * build never reuses before a reset, so that a later write is found). Growing the last block happens in place.
 * An `arena` argument is initialised and not NULL where nothing else is said.
 *
 * Unless a function says otherwise:
 *  units: bytes; depths count from 1.
 *  NULL: destroy and delete ignore a NULL arena; elsewhere an arena is not NULL.
 *  errors: no memory: NULL (or panic), false; misuse is reported (deed/report.h), then nothing happens.
 *  threads: one at a time for each arena (wrap it in deed/locked.h); different arenas from different threads.
 *  cost: O(1); an allocation that needs a page also costs one of the backing; checked build: O(size) to fill. */
#ifndef DEED_ARENA_H
#define DEED_ARENA_H
#include <deed/allocator.h>

DEED_BEGIN_DECLS
#define DEED_SCOPE_DEPTH_MAX 32u
/* The page size that 0 asks for, in bytes. */
#define DEED_ARENA_PAGE ((size_t)65536)

struct deed_arena_page;
struct deed_arena_mark { struct deed_arena_page *page, *big; uint8_t *cur; };
/* May stand anywhere (stack, struct, heap); initialise before use, destroy after. The fields are private. */
typedef struct deed_arena {
	deed_allocator allocator; /* pass &arena.allocator to what takes an allocator */
	uint8_t *cur, *end;
	struct deed_arena_page *pages, *big, *spare;
	deed_allocator *backing;
	size_t page_size, next_size;
	unsigned depth;
	bool scoped_only;
	uintptr_t thread; /* the only one that may use it; 0: any */
	struct deed_arena_mark marks[DEED_SCOPE_DEPTH_MAX];
} deed_arena;

typedef enum deed_reset_mode {
	DEED_RESET_FREE_ALL,        /* give every page back */
	DEED_RESET_RETAIN_CAPACITY, /* keep every page for the next round */
	DEED_RESET_RETAIN_LIMIT     /* keep pages up to `limit` bytes in sum */
} deed_reset_mode;

/* Prepares an arena on `backing` (which must outlive it; NULL is reported, then it is the heap); allocates nothing. page_size in bytes, 0: DEED_ARENA_PAGE;
 * at least 256. Pages double up to 4 MiB. O(1). */
DEED_API void deed_arena_init(deed_arena *arena, deed_allocator *backing, size_t page_size);
/* Gives every page back; all its blocks are dead. Open scopes end with it. NULL is ignored. O(pages). */
DEED_API void deed_arena_destroy(deed_arena *arena);
/* A new arena on the heap of `backing`; destroy with deed_arena_delete, in O(pages), which ignores NULL. NULL on failure. */
DEED_API DEED_MUST_USE deed_arena *deed_arena_create(deed_allocator *backing, size_t page_size);
DEED_API void deed_arena_delete(deed_arena *arena);

/* Ends the life of all blocks. False, and nothing happens, inside a scope (reported, DEED_ERROR_SCOPE_DEPTH), while a
 * block of it is borrowed by DEED_BORROW_SCOPE (checked build, DEED_ERROR_BORROWED), and for NULL.
 * `limit` in bytes counts only for RETAIN_LIMIT. O(pages), checked build: O(blocks). */
DEED_API bool deed_arena_reset(deed_arena *arena, deed_reset_mode mode, size_t limit);
/* Bytes that its pages offer, without their overhead, kept ones included. O(pages). */
DEED_API size_t deed_arena_capacity(const deed_arena *arena);
/* Bytes handed out and not taken back by reset or scope exit, padding included. O(pages). */
DEED_API size_t deed_arena_used(const deed_arena *arena);
/* Does p point into a page of the arena? O(pages). */
DEED_API bool deed_arena_owns(const deed_arena *arena, const void *p);

/* An arena at rest: its pages without its allocator, 6 words. Detach empties the arena (not inside a scope: then the
 * state is empty and the error reported); promote continues it on the same backing. Release build only keeps the
 * blocks alive to the eye: in the checked build they stay registered with the arena that promotes. O(1). */
typedef struct deed_arena_state { void *pages, *big, *spare; uint8_t *cur; size_t next_size; void *check; } deed_arena_state;
DEED_API deed_arena_state deed_arena_detach(deed_arena *arena);
DEED_API void deed_arena_promote(deed_arena *arena, deed_arena_state *state, deed_allocator *backing, size_t page_size);

/* Scopes: what is allocated after enter dies at exit. Enter gives the depth (1..32), to be passed to exit; exiting an
 * outer depth exits the inner ones too. Deeper than 32: reported (DEED_ERROR_SCOPE_DEPTH), then 0: the blocks live
 * until the 32nd is left. Prefer DEED_SCOPE of deed/scope.h. O(1) and O(pages). */
DEED_API unsigned deed_arena_enter(deed_arena *arena);
DEED_API void deed_arena_exit(deed_arena *arena, unsigned depth);

/* A block of size bytes with its own alignment; NULL on failure (or panic). */
DEED_API DEED_MUST_USE void *deed_arena_alloc_aligned(deed_arena *arena, size_t size, size_t align);
/* The same aligned to 16: in the release build an inline bump of a pointer, no header. */
static inline DEED_MUST_USE void *deed_arena_alloc(deed_arena *arena, size_t size)
{
#ifndef DEED_CHECKED
	size_t n = (size + 15) & ~(size_t)15;
	if (DEED_LIKELY(n - 1 < (size_t)(arena->end - arena->cur))) { /* n == 0 (overflow, empty) goes the slow way */
		void *p = arena->cur;
		arena->cur += n;
		return p;
	}
#endif
	return deed_arena_alloc_aligned(arena, size, 16);
}
#define DEED_ARENA_NEW(arena, T) ((T *)deed_arena_zalloc_((arena), sizeof(T), DEED_ALIGNOF(T)))
DEED_API DEED_MUST_USE void *deed_arena_zalloc_(deed_arena *arena, size_t size, size_t align);
DEED_END_DECLS
#endif
