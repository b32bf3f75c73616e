/* deed/assert.h: ownership assertions and transfer macros.
 *
 * Checked build: on the real metadata of each block. A failed assertion calls the error handler
 * (DEED_ERROR_ASSERTION) with what the value is: owner, family, size, birth, transfer and death with stack traces;
 * by default it then aborts. Cost: one locked table look-up. Any thread.
 * Release build: the assertions are nothing (the same object code); their arguments are not evaluated.
 *
 * Only blocks of Deed's allocators are known: an assertion on memory of plain malloc() fails.
 *
 * Transfers: `take(DEED_TRANSFER(p))` yields p, sets the variable to NULL and marks the block as on its way; the
 * receiver says `x = DEED_TAKE(p, owner)`. Until then every other name of the block fails DEED_ASSERT_OWNED.
 *
 * Unless a function says otherwise:
 *  units: bytes; frames.
 *  NULL: NULL fails an assertion where nothing else is said; a NULL p to describe is unknown.
 *  errors: a failed assertion is reported (DEED_ERROR_ASSERTION), and goes on if the handler returns.
 *  threads: any, at any time, where nothing else is said.
 *  cost: one locked look at a table; a pointer inside a block, or to no block, O(blocks); release build: none. */
#ifndef DEED_ASSERT_H
#define DEED_ASSERT_H
#include <deed/base.h>

DEED_BEGIN_DECLS
#ifdef DEED_CHECKED
/* The functions behind the macros; use the macros. */
DEED_API void deed_assert_owned_(const void *p, const char *expr, const char *file, int line);
DEED_API void deed_assert_owned_by_(const void *p, const void *owner, const char *expr, const char *file, int line);
DEED_API void deed_assert_child_of_(const void *p, const void *context, const char *expr, const char *file, int line);
DEED_API void deed_assert_transferred_(const void *p, const char *expr, const char *file, int line);
DEED_API void deed_assert_not_used_after_free_(const void *p, const char *expr, const char *file, int line);
DEED_API void deed_assert_borrow_valid_(const void *variable, const void *value, const char *expr, const char *file, int line);
DEED_API void deed_assert_family_(const void *p, const char *family, const char *expr, const char *file, int line);
DEED_API void deed_assert_no_leaks_(const void *owner, const char *expr, const char *file, int line);
DEED_API void *deed_note_transfer_(void *p, const char *file, int line);
DEED_API void *deed_note_take_(void *p, const void *owner, const char *file, int line);
DEED_API void deed_note_borrow_(const void *variable, const void *owner, const char *file, int line);
DEED_API void *deed_pin_(const void *p, const char *file, int line);
DEED_API void deed_unpin_(void *pinned);

/* p is alive, the start of a block, and not transferred away. NULL fails. */
#define DEED_ASSERT_OWNED(p) deed_assert_owned_((p), #p, __FILE__, __LINE__)
/* The same, and `owner` is the allocator it came from, a context above it, or what took it by DEED_TAKE. */
#define DEED_ASSERT_OWNED_BY(p, owner) deed_assert_owned_by_((p), (owner), #p ", " #owner, __FILE__, __LINE__)
/* p is alive on a context, and `ctx` stands above it, at any distance. */
#define DEED_ASSERT_CHILD_OF(p, ctx) deed_assert_child_of_((p), (ctx), #p ", " #ctx, __FILE__, __LINE__)
/* The variable is NULL: its value was handed over. */
#define DEED_ASSERT_TRANSFERRED(p) deed_assert_transferred_((p), #p, __FILE__, __LINE__)
/* p is NULL or alive. */
#define DEED_ASSERT_NOT_USED_AFTER_FREE(p) deed_assert_not_used_after_free_((p), #p, __FILE__, __LINE__)
/* r was set by DEED_BORROW; the block it borrows from is alive and was neither released and reborn nor moved since. Tens of
 * thousands of variables are remembered; one that had to be forgotten is not judged. */
#define DEED_ASSERT_BORROW_VALID(r) deed_assert_borrow_valid_(&(r), (r), #r, __FILE__, __LINE__)
/* p is alive and of this family ("heap", "arena", "temp", "fixed", "pool", "page", "context", "debug", ...). */
#define DEED_ASSERT_FAMILY(p, family) deed_assert_family_((p), (family), #p ", " #family, __FILE__, __LINE__)
/* No block of this allocator, or no child of this context, is alive. */
#define DEED_ASSERT_NO_LEAKS(owner) deed_assert_no_leaks_((owner), #owner, __FILE__, __LINE__)
/* Yields the value of the variable p and sets p to NULL. p is evaluated once. */
#define DEED_TRANSFER(p) \
	(__extension__({ __typeof__(p) *deed_s_ = &(p), deed_v_ = *deed_s_; *deed_s_ = NULL; \
		deed_note_transfer_((void *)(uintptr_t)deed_v_, __FILE__, __LINE__); deed_v_; }))
/* Yields p; from now on it is held by `owner` (any pointer that names the holder). */
#define DEED_TAKE(p, owner) \
	(__extension__({ __typeof__(p) deed_t_ = (p); deed_note_take_((void *)(uintptr_t)deed_t_, (owner), __FILE__, __LINE__); deed_t_; }))
/* Sets the variable r to p and remembers which block, in which generation, it borrows from. p may point inside. */
#define DEED_BORROW(r, p) ((void)((r) = (p)), deed_note_borrow_(&(r), (r), __FILE__, __LINE__))
/* Declares `T r = p`; until the end of the block p may not be released, nor a context above it (DEED_ERROR_BORROWED). */
#define DEED_BORROW_SCOPE(T, r, p) \
	T r = (p); \
	__attribute__((cleanup(deed_unpin_scope_), unused)) void *DEED_UNIQUE(deed_pin_) = deed_pin_((r), __FILE__, __LINE__)
static inline void deed_unpin_scope_(void *slot) { deed_unpin_(*(void **)slot); }
#else
#define DEED_ASSERT_OWNED(p) ((void)sizeof(p))
#define DEED_ASSERT_OWNED_BY(p, owner) ((void)sizeof(p), (void)sizeof(owner))
#define DEED_ASSERT_CHILD_OF(p, ctx) ((void)sizeof(p), (void)sizeof(ctx))
#define DEED_ASSERT_TRANSFERRED(p) ((void)sizeof(p))
#define DEED_ASSERT_NOT_USED_AFTER_FREE(p) ((void)sizeof(p))
#define DEED_ASSERT_BORROW_VALID(r) ((void)sizeof(r))
#define DEED_ASSERT_FAMILY(p, family) ((void)sizeof(p), (void)sizeof(family))
#define DEED_ASSERT_NO_LEAKS(owner) ((void)sizeof(owner))
#define DEED_TRANSFER(p) \
	(__extension__({ __typeof__(p) *deed_s_ = &(p), deed_v_ = *deed_s_; *deed_s_ = NULL; deed_v_; }))
#define DEED_TAKE(p, owner) ((void)sizeof(owner), (p))
#define DEED_BORROW(r, p) ((void)((r) = (p)))
#define DEED_BORROW_SCOPE(T, r, p) T r = (p)
#endif

/* What Deed knows of one pointer. */
typedef struct deed_block_info {
	const void *start;       /* of the block */
	size_t size;             /* bytes asked for */
	const char *family;      /* static text */
	const void *owner;       /* the allocator; of a living block of a context its root (itself for a root), of a dead one NULL */
	const void *holder;      /* by DEED_TAKE, else NULL */
	const char *type;        /* static text or NULL */
	uint32_t generation;     /* how often a block was born at this address */
	uint32_t assertions;     /* how often one held on it */
	bool alive, transferred;
} deed_block_info;
/* Fills *info for the block that p starts, or (slow) points into; false if there is none. The
 * release build knows only the blocks of debug allocators. Any thread; a block of a context: the one that has its tree. */
DEED_API bool deed_block_describe(const void *p, deed_block_info *info);
/* The same as text with stack traces, cut to n bytes with the terminator; the release
 * build: "" for what it does not know. Any thread. */
DEED_API void deed_block_text(const void *p, char *buffer, size_t n);
/* Looks now at the guards of every living block of the allocator `owner` and at the bytes of its freed ones that still
 * wait; NULL: of all allocators. Damage is reported (DEED_ERROR_OVERFLOW, _UNDERFLOW, _USE_AFTER_FREE), once for each
 * block; the result is how many there were. All contexts count as one owner, reached by NULL. The release build knows
 * only the blocks of debug allocators. For the end of a test. O(blocks). Other threads must not allocate meanwhile. */
DEED_API size_t deed_verify_blocks(const void *owner);
/* Writes to stderr what is alive of the allocator `owner` (NULL: of every allocator and of all contexts), in one entry all blocks
 * that were born by the same stack, the most bytes first, at most 20; gives the number of blocks. No error is reported, nothing
 * ends. The release build knows only the blocks of debug allocators. With DEED_LEAKS=1 in the environment a checked program does
 * so for NULL when it ends by exit() or a return from main. Any thread; O(blocks), 6 KiB of stack. */
DEED_API size_t deed_report_leaks(const void *owner);
/* How many stack frames are kept for each birth, transfer and death: 0..32, default 6. Allocators that live
 * already keep theirs. Any thread. */
DEED_API void deed_set_stack_frames(unsigned frames);
DEED_END_DECLS
#endif
