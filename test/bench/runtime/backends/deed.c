/* Deed's backends: contexts, the plain arena, the typed pool. */
#include "../bench_backend.h"
#include <deed/arena.h>
#include <deed/context.h>
#include <deed/heap.h>
#include <deed/pool.h>
#include <stdlib.h>

/* contexts */
static void *c_new(void *p, size_t h) { (void)h; return deed_context_create(p, "ctx"); }
static void *c_alloc(void *c, size_t n) { return deed_context_alloc(c, n); }
static void c_free(void *c) { deed_context_free(c); }
static void c_reset(void *c) { deed_context_free_children(c); }
static void *c_child(void *p, size_t n) { return p ? deed_context_alloc(p, n) : deed_context_create(NULL, "root"); }
static void c_free1(void *c, void *p, size_t n) { (void)c; (void)n; deed_context_free(p); }
static void *c_re(void *c, void *p, size_t o, size_t n) { (void)o; return deed_context_realloc(c, p, n); }
static void *p_new(size_t n)
{
	deed_pool *p = (deed_pool *)malloc(sizeof *p);
	if (!deed_pool_init(p, deed_heap(), n, 0, NULL)) abort();
	return p;
}
static void *p_get(void *p) { return deed_pool_create((deed_pool *)p); }
static void p_put(void *p, void *o) { deed_pool_free((deed_pool *)p, o); }
static void p_free(void *p) { deed_pool_destroy((deed_pool *)p); free(p); }
const struct backend be_deed = { .name = "deed", .what = "Deed's contexts and typed pool",
	.ctx_new = c_new, .alloc = c_alloc, .ctx_free = c_free, .ctx_reset = c_reset, .child = c_child, .free_tree = c_free, .free_one = c_free1,
	.realloc = c_re, .pool_new = p_new, .pool_get = p_get, .pool_put = p_put, .pool_free = p_free, .threads = true };

/* arenas: no header, no single frees */
static void *a_new(void *p, size_t h) { (void)p; (void)h; return deed_arena_create(deed_heap(), 65536); }
static void *a_alloc(void *a, size_t n) { return deed_arena_alloc((deed_arena *)a, n); }
static void a_free(void *a) { deed_arena_delete((deed_arena *)a); }
static void a_reset(void *a) { deed_arena_reset((deed_arena *)a, DEED_RESET_RETAIN_CAPACITY, 0); }
static void *a_re(void *a, void *p, size_t o, size_t n) { return deed_realloc(&((deed_arena *)a)->allocator, p, o, n); }
const struct backend be_deed_arena = { .name = "deed_arena", .what = "Deed's arena",
	.ctx_new = a_new, .alloc = a_alloc, .ctx_free = a_free, .ctx_reset = a_reset, .realloc = a_re, .threads = true };

/* the heap, one malloc at a time */
static void *h_alloc(void *c, size_t n) { (void)c; return deed_alloc(deed_heap(), n); }
static void h_free1(void *c, void *p, size_t n) { (void)c; (void)n; deed_free(deed_heap(), p); }
static void *h_re(void *c, void *p, size_t o, size_t n) { (void)c; return deed_realloc(deed_heap(), p, o, n); }
const struct backend be_deed_heap = { .name = "deed_heap", .what = "Deed's heap",
	.alloc = h_alloc, .free_one = h_free1, .realloc = h_re, .manual = true, .threads = true };
