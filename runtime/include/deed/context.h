/* deed/context.h: hierarchical memory: every block may be the parent of others, and dies with its parent.
 *
 * A root context is a tree of its own in 64 KiB pages that it does not share. Freeing a root in whose tree nothing has
 * a destructor or a reference costs O(pages). Any block may be freed early, moved to another parent, referenced by
 * more parents, given a destructor that may refuse.
 *
 * For all functions: `ctx` is a block of a context or NULL for no parent. Sizes are bytes; 0 is allowed. Failure gives
 * NULL (or calls the panic handler of deed/report.h, if the root of the tree was set so). A pointer that is no living block is
 * reported: in the checked build always and with its history, in the release build if its header is damaged or marked free.
 * Threads: a tree belongs to one thread at a time; different trees to different threads, also after blocks were
 * moved between them. Blocks of no parent may be made by any threads at once.
 *
 * Unless a function says otherwise:
 *  units: bytes; blocks are counted.
 *  NULL: a NULL ctx is no parent; a NULL p gives NULL, 0, false or -1 and nothing happens.
 *  errors: NULL, or -1 where the result is an int; no memory may also panic (deed_context_set_oom_panic); misuse is reported.
 *  threads: a tree belongs to one thread at a time; blocks of no parent may be made by any at once.
 *  cost: O(1) for a block, plus O(size) to zero or copy; checked build: O(size) to fill; walks up are O(siblings and ancestors). */
#ifndef DEED_CONTEXT_H
#define DEED_CONTEXT_H
#include <deed/allocator.h>
#include <stdio.h>

DEED_BEGIN_DECLS
/* A root (parent NULL) or an empty block under `parent`. `name` is kept as a pointer: static text or NULL. O(1). */
DEED_API DEED_MUST_USE void *deed_context_create(void *parent, const char *name);
/* Panic instead of NULL for every allocation and reallocation in the root's tree (blocks from its pages) that fails: without memory,
 * above a limit, too big; those of deed/talloc.h as well. */
DEED_API void deed_context_set_oom_panic(void *root, bool panic);

/* A block of size bytes under ctx, aligned to 16, not initialised / zeroed. O(1). */
DEED_API DEED_MUST_USE void *deed_context_alloc(void *ctx, size_t size);
DEED_API DEED_MUST_USE void *deed_context_zalloc(void *ctx, size_t size);
/* The same with a name (kept as a pointer); costs 8 bytes. */
DEED_API DEED_MUST_USE void *deed_context_alloc_named(void *ctx, size_t size, const char *name);
DEED_API DEED_MUST_USE void *deed_context_zalloc_named(void *ctx, size_t size, const char *name);
/* count objects of size bytes, zeroed; NULL when the product overflows. */
DEED_API DEED_MUST_USE void *deed_context_array(void *ctx, size_t count, size_t size, const char *name);
/* Copies; NULL text or data gives NULL. */
DEED_API DEED_MUST_USE void *deed_context_dupe(void *ctx, const void *data, size_t size);
DEED_API DEED_MUST_USE char *deed_context_strdup(void *ctx, const char *text);
DEED_API DEED_MUST_USE char *deed_context_strndup(void *ctx, const char *text, size_t max);
DEED_API DEED_MUST_USE char *deed_context_asprintf(void *ctx, const char *format, ...) DEED_PRINTF(2, 3);
DEED_API DEED_MUST_USE char *deed_context_vasprintf(void *ctx, const char *format, va_list args) DEED_PRINTF(2, 0);
/* Grows or shrinks; p NULL allocates under ctx (else ctx is not used). New size 0 frees p (gives NULL). A referenced
 * block and a pool are refused (NULL, p stays). On failure p stays. Children keep their parent. O(1) in
 * place, else O(size). */
DEED_API DEED_MUST_USE void *deed_context_realloc(void *ctx, void *p, size_t size);
/* The same for count objects of size bytes each; a product that overflows fails. What is new is not initialised. */
DEED_API DEED_MUST_USE void *deed_context_realloc_array(void *ctx, void *p, size_t count, size_t size);
/* The text grown by what follows; NULL text begins a new one under ctx (else ctx is not used). The result takes the place of text, which
 * stays when NULL comes back: no memory, a referenced block, a format that fails. `more` NULL adds nothing; it and the arguments
 * may point into text. O(length). */
DEED_API DEED_MUST_USE char *deed_context_strdup_append(void *ctx, char *text, const char *more);
DEED_API DEED_MUST_USE char *deed_context_asprintf_append(void *ctx, char *text, const char *format, ...) DEED_PRINTF(3, 4);
DEED_API DEED_MUST_USE char *deed_context_vasprintf_append(void *ctx, char *text, const char *format, va_list args) DEED_PRINTF(3, 0);

/* Frees p and all below. 0; or -1 and nothing freed: p is NULL, its destructor refused, or it has references. A block
 * below whose destructor refuses moves to the nearest ancestor that stays. O(1) + O(blocks), roots see above. */
DEED_API int deed_context_free(void *p);
/* Frees all below p, keeps p. NULL is ignored. What refuses moves to the parent of p. O(blocks). */
DEED_API void deed_context_free_children(void *p);
/* p and all below get the parent ctx (NULL: none). p, or NULL: p was NULL, or ctx stands below p (reported). O(1); if p has children
 * a look at what stands above ctx, of 4096 steps at most; in a tree with limits O(blocks of p). */
DEED_API void *deed_context_steal(void *ctx, void *p);
/* fn(p) runs before p is freed; a result of -1 refuses. NULL fn removes it. -1: no memory. */
DEED_API int deed_context_set_destructor(void *p, int (*fn)(void *p));
/* A further parent. p, or NULL. While there are references deed_context_free(p) refuses; the block dies with the
 * last parent. A reference that is held below p itself keeps nothing alive (one made by deed/talloc.h does, as in talloc: a loop
 * that only a free of p ends). */
DEED_API void *deed_context_reference(void *ctx, void *p);
/* Takes one parent away; frees with the last. -1: ctx is no parent of p. O(references), and the free. */
DEED_API int deed_context_unlink(void *ctx, void *p);
/* The number of references (further parents). O(references). */
DEED_API size_t deed_context_references(const void *p);

/* A block of `object` bytes (zeroed; may be 0) with `bytes` more behind it, from which blocks under it come first. */
DEED_API DEED_MUST_USE void *deed_context_pool(void *ctx, size_t object, size_t bytes);
/* A limit in bytes, headers included, on p and what is below; 0 lifts it. -1: no memory. Nested limits all count.
 * O(blocks of p); from then on blocks of every tree are counted up to their root. */
DEED_API int deed_context_set_limit(void *p, size_t bytes);

/* The parent or NULL. O(siblings before p). */
DEED_API void *deed_context_parent(const void *p);
/* Does ctx stand above p, or is it p? O(ancestors and their siblings). */
DEED_API bool deed_context_is_parent(const void *ctx, const void *p);
/* The nearest block from p upwards with this name, or NULL. O(ancestors and their siblings). */
DEED_API void *deed_context_find(const void *p, const char *name);
/* Name (NULL if it has none; kept as a pointer when set), own bytes, bytes and blocks of the whole tree of p. NULL p: NULL
 * or 0, and nothing is set. O(1); the totals O(blocks). */
DEED_API const char *deed_context_name(const void *p);
DEED_API void deed_context_set_name(void *p, const char *name);
DEED_API size_t deed_context_size(const void *p);
DEED_API size_t deed_context_total_size(const void *p);
DEED_API size_t deed_context_total_blocks(const void *p);

typedef enum deed_report_format { DEED_REPORT_TEXT, DEED_REPORT_DOT, DEED_REPORT_JSON } deed_report_format;
/* Writes the tree of p to f, with the totals of each block: O(blocks) times the depth of the tree (DOT: O(blocks)). -1 if p or f is NULL or
 * writing failed. */
DEED_API int deed_context_report(const void *p, FILE *f, deed_report_format format);
/* From now on blocks without a parent stand under one tracked root, reported to stderr when the process exits if
 * any is left. Not for programs that make such blocks on several threads. */
DEED_API void deed_context_report_leaks_at_exit(void);

/* A block and its typed forms: named by the type, so that deed_context_find and DEED_CTX_CAST work. Zeroed. A T that is
 * aligned to more than 16 does not compile. */
#define DEED_CTX_NEW(ctx, T) ((T *)deed_context_zalloc_named((ctx), DEED_SIZEOF_AT_MOST_16_ALIGNED_(T), #T))
#define DEED_CTX_ARRAY(ctx, T, n) ((T *)deed_context_array((ctx), (n), DEED_SIZEOF_AT_MOST_16_ALIGNED_(T), #T "[]"))
/* The array p, or NULL, with room for n of T. */
#define DEED_CTX_REALLOC(ctx, p, T, n) ((T *)deed_context_realloc_array((ctx), (p), (n), DEED_SIZEOF_AT_MOST_16_ALIGNED_(T)))
/* p as T *, or NULL if its name is not that of T. */
#define DEED_CTX_CAST(p, T) ((T *)deed_context_cast_((p), #T))
DEED_API void *deed_context_cast_(const void *p, const char *name);
/* Steals and sets the variable to NULL. */
#define DEED_CTX_MOVE(ctx, p) \
	(__extension__({ __typeof__(p) *deed_s_ = &(p), deed_v_ = *deed_s_; *deed_s_ = NULL; (__typeof__(p))deed_context_steal((ctx), (void *)(uintptr_t)deed_v_); }))
/* Frees and sets the variable to NULL. */
#define DEED_CTX_FREE(p) ((void)deed_context_free(p), (void)((p) = NULL))

/* An allocator whose blocks are children of ctx; it is one itself and dies with ctx, which must not be
 * reallocated meanwhile. NULL on failure. Alignments above 16 fail. O(1) a call. */
DEED_API DEED_MUST_USE deed_allocator *deed_context_allocator(void *ctx);
DEED_END_DECLS
#endif
