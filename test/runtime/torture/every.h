/* What every.c gives each public function to work on, and how a use of one is written. */
#pragma once
#include "torture.h"
#include "failing_libc.h"
#include <deed/ar_assert.h>
#include <deed/cleanup.h>
#include <deed/context.h>
#include <deed/debug.h>
#include <deed/fixed.h>
#include <deed/locked.h>
#include <deed/pool.h>
#include <deed/refcount.h>
#include <deed/scope.h>
#include <deed/smp.h>
#include <deed/talloc.h>
#include <deed/testing.h>
#include <deed/tracing.h>
#include <deed/validate.h>
#include <sys/wait.h>

static struct every { const char *name; void (*run)(void); char how; } every[512];
static unsigned n_every;
/* EVERY(function) { a use of it }; APART: in a process of its own, for what changes the whole one; KEEPS: freed blocks wait in it */
#define EVERY_(fn, how_) \
	static void run_##fn(void); \
	__attribute__((constructor)) static void add_##fn(void) { every[n_every++] = (struct every){ #fn, run_##fn, how_ }; } \
	static void run_##fn(void)
#define EVERY(fn) EVERY_(fn, 0)
#define APART(fn) EVERY_(fn, 'a')
#define KEEPS(fn) EVERY_(fn, 'k')

/* what every step is given; made and unmade without failures */
static deed_allocator *h;
static char *p, *s;   /* on the heap; on root: both hold "kept" */
static void *root;
static deed_arena ar;
static deed_pool po;
static deed_fixed fx;
static deed_debug db;
static deed_failing fa;
static char buffer[512] __attribute__((aligned(16)));
static FILE *null;
static void setup(void)
{
	h = deed_heap();
	p = deed_strdup(h, "kept");
	root = deed_context_create(NULL, "root");
	s = deed_context_strdup(root, "kept");
	deed_arena_init(&ar, h, 1000);
	CHECK(deed_pool_init(&po, h, 40, 0, NULL));
	deed_fixed_init(&fx, buffer, sizeof buffer);
	deed_debug_init(&db, NULL, NULL);
	deed_failing_init(&fa, h, DEED_NEVER, DEED_NEVER);
}
static void teardown(const char *name)
{
	if (p && strcmp(p, "kept")) t_fail++, printf("%s: the block on the heap holds \"%.5s\"\n", name, p);
	if (s && strncmp(s, "kept", 4)) t_fail++, printf("%s: the block on the context holds \"%.5s\"\n", name, s);
	deed_free(h, p);
	CHECK(!root || deed_context_free(root) == 0);
	deed_arena_destroy(&ar);
	deed_pool_destroy(&po);
	deed_fixed_destroy(&fx);
	CHECK(deed_debug_destroy(&db) == 0);
}
static void mark(void *q, size_t n) { q ? memset(q, 7, n) : NULL; }
static void drop(deed_allocator *a, void *q, size_t n)
{
	mark(q, n);
	deed_free(a, q);
}
static void under(void *q, size_t n) /* made on root, with which it goes */
{
	mark(q, n);
	if (q) CHECK(deed_context_parent(q) == root);
}
/* p was moved to q, or is as it was */
static void regrown(void *q, size_t n)
{
	if (!q) return;
	CHECK(!strcmp(q, "kept"));
	deed_free(h, q);
	(void)n;
	p = NULL;
}
static void on_root(void *q)
{
	if (q) {
		CHECK(!strncmp(q, "kept", 4));
		s = q;
	}
}
