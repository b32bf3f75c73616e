/* deed/scope.h: scopes on arenas, and the thread's temporary allocator.
 *
 *   DEED_SCOPE(deed_temp, mem) {
 *       char *line = deed_asprintf(mem, "%s: %d", key, value);
 *       ...
 *   }   // everything from mem is dead: also after return and goto (not after longjmp)
 *
 * `break` and `continue` leave the scope, not a loop around it.
 *
 * Unless a function says otherwise:
 *  units: depths count from 1.
 *  NULL: a NULL allocator is reported by enter and exit; its depth is 0.
 *  errors: depth 0 from enter: refused, and reported.
 *  threads: the temporary allocator belongs to its thread; others as their arena.
 *  cost: O(1) to enter; O(pages) to leave; checked build: O(blocks of the scope). */
#ifndef DEED_SCOPE_H
#define DEED_SCOPE_H
#include <deed/arena.h>
#include <deed/heap.h>

DEED_BEGIN_DECLS
/* The calling thread's temporary arena (pages of 256 KiB, the first one at the first use). Usable only inside a
 * scope: otherwise reported (DEED_ERROR_OUTSIDE_SCOPE), then NULL. Never NULL itself but when memory is out. Must not be used by
 * another thread (reported, DEED_ERROR_WRONG_THREAD: in the checked build always, in the release build when it needs a page or a
 * scope). Freed when the thread or the program ends. Pages beyond the first are given back when the scope
 * that needed them is left, but one that is kept. In the checked build growing or freeing a block of an outer scope
 * inside an inner one is reported (DEED_ERROR_CROSS_SCOPE). */
DEED_API deed_allocator *deed_temp_allocator(void);
#define deed_temp (deed_temp_allocator())

/* Opens a scope on an arena or the temporary allocator: the new depth, or 0 (reported) if `a` has no scopes or is
 * 32 deep already. O(1). */
DEED_API unsigned deed_scope_enter(deed_allocator *a);
/* Leaves it; depth 0 is ignored; one that is not open is reported (DEED_ERROR_SCOPE_DEPTH). */
DEED_API void deed_scope_exit(deed_allocator *a, unsigned depth);
/* The number of open scopes; 0 for NULL and for allocators without scopes. */
DEED_API unsigned deed_scope_depth(deed_allocator *a);

typedef struct deed_scope_guard { deed_allocator *a; unsigned depth; bool run; } deed_scope_guard;
/* deed_scope_enter() that gives the allocator: checkers take the result for what the memory of the scope hangs from. */
DEED_API deed_allocator *deed_scope_begin_(deed_allocator *a, unsigned *depth);
static inline void deed_scope_close_(deed_scope_guard *g) { deed_scope_exit(g->a, g->depth); }
#define DEED_SCOPE_(g_, on_, name) \
	for (__attribute__((cleanup(deed_scope_close_))) deed_scope_guard g_ = {(on_), 0, true}; g_.run; g_.run = false) \
		for (deed_allocator *name = deed_scope_begin_(g_.a, &g_.depth); g_.run; g_.run = false)
/* Runs the block that follows once, inside a new scope of `on`, reachable there as `name`. */
#define DEED_SCOPE(on, name) DEED_SCOPE_(DEED_UNIQUE(deed_scope_), on, name)

typedef struct deed_arena_guard { deed_arena arena; bool open, run; } deed_arena_guard;
static inline deed_arena_guard deed_arena_guard_(void)
{
	deed_arena_guard g;
	g.open = false;
	g.run = true;
	return g;
}
static inline bool deed_arena_open_(deed_arena_guard *g, size_t page_size)
{
	if (!g->open) deed_arena_init(&g->arena, deed_heap(), page_size);
	g->open = true;
	return g->run;
}
static inline void deed_arena_close_(deed_arena_guard *g)
{
	if (g->open) deed_arena_destroy(&g->arena);
}
#define DEED_WITH_ARENA_(g_, page_size, name) \
	for (__attribute__((cleanup(deed_arena_close_))) deed_arena_guard g_ = deed_arena_guard_(); deed_arena_open_(&g_, (page_size)); g_.run = false) \
		for (deed_allocator *name = &g_.arena.allocator; g_.run; g_.run = false)
/* Runs the block that follows once with a fresh arena on the heap, reachable as `name`, destroyed at its end. */
#define DEED_WITH_ARENA(page_size, name) DEED_WITH_ARENA_(DEED_UNIQUE(deed_arena_), page_size, name)
DEED_END_DECLS
#endif
