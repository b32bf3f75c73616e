/* deed/annotations.h: the words of Deed's contracts as attributes of declarations.
 *
 *   DEED_RETURNS_ALLOCATED(0, pool) void *pool_alloc(struct pool *pool DEED_CONTEXT, size_t size);
 *   void queue_push(struct queue *queue, struct item *item DEED_TAKES);
 *
 * Deed reads them before names and bodies; docs/contracts.md has the words. They cost nothing: clang keeps them out of
 * the code, and other compilers do not see them. This header needs no library, and may be copied into a project.
 * F is a family, a word without quotes: what one function of a family acquires another of it releases. N counts
 * arguments from 0. A macro stands behind the name of a parameter, or in front of a function's declaration. */
#ifndef DEED_ANNOTATIONS_H
#define DEED_ANNOTATIONS_H

#if defined(__clang__) && defined(__has_attribute)
#if __has_attribute(annotate)
/* Any words, as in a model: DEED_SAYS("allocated 0 pool never-null"). */
#define DEED_SAYS(words) __attribute__((annotate("deed::" words)))
#endif
#endif
#ifndef DEED_SAYS
#define DEED_SAYS(words)
#endif

/* What a function does with a parameter. */
#define DEED_BORROWS DEED_SAYS("borrows")
#define DEED_MUTATES DEED_SAYS("mutates")
#define DEED_HOLDS DEED_SAYS("holds")
#define DEED_TAKES DEED_SAYS("takes")
#define DEED_TAKES_ON_SUCCESS DEED_SAYS("takes-on-success")
#define DEED_TAKES_ON_FAILURE DEED_SAYS("takes-on-failure")
#define DEED_TAKES_OR_FAILS DEED_SAYS("takes-or-fails")
#define DEED_RELEASES(F) DEED_SAYS("releases " #F)
#define DEED_RELEASES_FROM(F, N) DEED_SAYS("releases " #F " from " #N)
#define DEED_RELEASES_ON_SUCCESS(F) DEED_SAYS("releases-on-success " #F)
#define DEED_REALLOCS(F) DEED_SAYS("reallocs " #F)
#define DEED_REALLOCS_ON(F, N) DEED_SAYS("reallocs " #F " on " #N)
#define DEED_RELEASES_TARGET(F) DEED_SAYS("releases-target " #F)
#define DEED_CLEARS_TARGET(F) DEED_SAYS("clears-target " #F)
#define DEED_REGROWS(F) DEED_SAYS("regrows " #F)
#define DEED_REGROWS_ON_SUCCESS(F) DEED_SAYS("regrows-on-success " #F)

/* What it sets *parameter to. */
#define DEED_GIVES(F) DEED_SAYS("gives " #F)
#define DEED_GIVES_ON(F, N) DEED_SAYS("gives " #F " on " #N)
#define DEED_GIVES_ON_SUCCESS(F) DEED_SAYS("gives-on-success " #F)
#define DEED_GIVES_ON_FAILURE(F) DEED_SAYS("gives-on-failure " #F)
#define DEED_POINTS DEED_SAYS("points")
#define DEED_POINTS_INTO(N) DEED_SAYS("points-into " #N)

/* Contexts: what memory hangs from. */
#define DEED_CONTEXT DEED_SAYS("context")
#define DEED_RESETS DEED_SAYS("resets")
#define DEED_MOVES_TO(N) DEED_SAYS("moves-to " #N)
#define DEED_MOVES_TARGET_TO(N) DEED_SAYS("moves-target-to " #N)
#define DEED_REFERENCES_ON(N) DEED_SAYS("references-on " #N)
#define DEED_GIVES_CONTEXT(F) DEED_SAYS("gives-context " #F)
#define DEED_GIVES_CONTEXT_ON(F, N) DEED_SAYS("gives-context " #F " on " #N)
/* KIND: temporary, arena, scoped, heap or fixed. */
#define DEED_OPENS(KIND, F) DEED_SAYS("opens " #KIND " " #F)
#define DEED_OPENS_ON(KIND, F, N) DEED_SAYS("opens " #KIND " " #F " on " #N)
#define DEED_CLOSES(F) DEED_SAYS("closes " #F)
#define DEED_LEAVES DEED_SAYS("leaves")
#define DEED_BECOMES_CURRENT DEED_SAYS("becomes-current")
#define DEED_CROSSES_THREAD DEED_SAYS("crosses-thread")
#define DEED_GROWS DEED_SAYS("grows")

/* What a function returns. */
#define DEED_RETURNS_OWNED(F) DEED_SAYS("owned " #F)
#define DEED_RETURNS_BORROWED DEED_SAYS("borrowed")
#define DEED_RETURNS_BORROWED_FROM(N) DEED_SAYS("borrowed-from " #N)
#define DEED_RETURNS_ARGUMENT(N) DEED_SAYS("argument " #N)
#define DEED_RETURNS_TARGET(N) DEED_SAYS("target " #N)
#define DEED_RETURNS_NULL DEED_SAYS("null")
#define DEED_RETURNS_STACK DEED_SAYS("stack")
#define DEED_RETURNS_ALLOCATED(N, F) DEED_SAYS("allocated " #N " " #F)
#define DEED_RETURNS_CONTEXT(F) DEED_SAYS("context " #F)
#define DEED_RETURNS_CONTEXT_ON(N, F) DEED_SAYS("context " #N " " #F)
#define DEED_RETURNS_SCOPE(N, F) DEED_SAYS("scope " #N " " #F)
#define DEED_RETURNS_ARENA(F) DEED_SAYS("arena " #F)
#define DEED_RETURNS_HEAP(F) DEED_SAYS("heap " #F)

#endif /* DEED_ANNOTATIONS_H */
