// RUN: %check_both %s -- -std=gnu11 -isystem %S/../Inputs
// talloc and malloc are two families; so are two allocators.
#include <allocator.h>
#include <cex.h>
#include <stdio.h>
#include <stdlib.h>
#include <talloc.h>

void freed_bad(TALLOC_CTX *ctx) {
  char *text = talloc_strdup(ctx, "x");
  free(text); // expect: release-mismatch: 'text'
}

void malloced_bad(void) {
  char *text = malloc(10);
  talloc_free(text); // expect: release-mismatch: 'text'
}

void freed_ok(TALLOC_CTX *ctx) {
  char *text = talloc_strdup(ctx, "x");
  talloc_free(text);
}

// The right functions, another instance.
void other_allocator_bad(allocator_t *gpa, allocator_t *scratch) {
  char *text = allocator_dupe(gpa, "x");
  allocator_free(scratch, text); // expect: release-mismatch: 'text'
}

// Two parameters of one kind may be the same allocator.
void other_gpa_not_seen(allocator_t *gpa, allocator_t *other_gpa) {
  char *text = allocator_dupe(gpa, "x");
  allocator_free(other_gpa, text); // not seen: release-mismatch: 'text'
}

void same_allocator_ok(allocator_t *gpa, allocator_t *other_gpa) {
  char *text = allocator_dupe(gpa, "x");
  char *other = allocator_dupe(other_gpa, "y");
  allocator_free(gpa, text);
  allocator_free(other_gpa, other);
}

void cex_other_bad(IAllocator allc) {
  char *p = mem$malloc(allc, 100);
  mem$free(mem$, p); // expect: release-mismatch: 'p'
}

void cex_same_ok(IAllocator allc) {
  char *p = mem$malloc(allc, 100);
  mem$free(allc, p);
}

void cex_libc_bad(IAllocator allc) {
  char *p = mem$malloc(allc, 100);
  free(p); // expect: release-mismatch: 'p'
}

// A stream is the C library's, whatever the helper that opens it names after the context.
FILE *open_log(TALLOC_CTX *ctx, const char *name);
void stream_ok(TALLOC_CTX *ctx) {
  FILE *file = open_log(ctx, "x");
  if (file)
    fclose(file);
}

// Without a context it comes from the heap: the body asks.
struct node_arena {
  struct node *all;
};
struct node {
  struct node *next;
};
static void *node_alloc(size_t n, struct node_arena *arena) {
  if (!arena) {
    void *p = malloc(n);
    if (!p)
      abort();
    return p;
  }
  struct node *made = malloc(sizeof *made + n);
  if (!made)
    abort();
  made->next = arena->all;
  arena->all = made;
  return made + 1;
}
static char *word_of(const char *s, struct node_arena *arena) {
  if (!*s)
    return NULL;
  char *word = node_alloc(2, arena);
  word[0] = *s;
  word[1] = 0;
  return word;
}
int word_ok(const char *s) {
  char *word = word_of(s, NULL);
  int n = word ? word[0] : 0;
  free(word);
  return n;
}
void word_bad(const char *s, struct node_arena *arena) {
  char *word = word_of(s, arena);
  free(word); // expect: release-mismatch: 'word'
}
// No body asks: the type of the parameter tells of where it is one.
char *name_of(int n, struct node_arena *arena);
void name_ok(int n) { free(name_of(n, NULL)); }
void name_bad(int n, struct node_arena *arena) {
  char *name = name_of(n, arena);
  free(name); // expect: release-mismatch: 'name'
}

// An object of a pool is not its backing allocator's.
void pool_object_bad(allocator_t *gpa) {
  struct memory_pool pool;
  memory_pool_init(&pool, gpa, 16);
  void *object = memory_pool_create(&pool);
  if (object)
    allocator_destroy(gpa, object); // expect: release-mismatch: 'object'
  memory_pool_deinit(&pool);
}

void pool_object_ok(allocator_t *gpa) {
  struct memory_pool pool;
  memory_pool_init(&pool, gpa, 16);
  void *object = memory_pool_create(&pool);
  if (object)
    memory_pool_destroy(&pool, object);
  memory_pool_deinit(&pool);
}
