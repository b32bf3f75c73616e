// RUN: %check_tool %s --tool-arg=--profile=zig -- -std=gnu11 -isystem %S/../Inputs
// Sentences of docs/zig-patterns.md that no example of the documents shows (seed_001_zig.c, seed_003_*.c have those),
// with the whole profile on: what is right is silent to all its rules at once.
#include <allocator.h>
#include <stdlib.h>
#include <string.h>

/* ---- memory management patterns ---- */

// 4. A fixed buffer's memory does not leave the function.
char *buffer_returned_bad(const char *name) {
  char buffer[64];
  if (strlen(name) >= sizeof buffer)
    return NULL;
  strcpy(buffer, name);
  return buffer; // expect: borrow-outlives-owner: local 'buffer'
}
size_t buffer_used_ok(const char *name) {
  char buffer[64];
  if (strlen(name) >= sizeof buffer)
    return 0;
  strcpy(buffer, name);
  return strlen(buffer);
}

// 5. deinit releases all resources, and leaves nothing that looks alive.
struct names {
  allocator_t *gpa;
  char *own_first, *own_second;
};
void names_unreleased_bad_deinit(struct names *mut_names) { // expect: incomplete-destroy: 'own_second'
  allocator_free(mut_names->gpa, mut_names->own_first);
  memset(mut_names, 0xaa, sizeof *mut_names);
}
void names_unpoisoned_bad_deinit(struct names *mut_names) { // expect: missing-poison: 'own_first' and 'own_second'
  allocator_free(mut_names->gpa, mut_names->own_first);
  allocator_free(mut_names->gpa, mut_names->own_second);
}
void names_ok_deinit(struct names *mut_names) {
  allocator_free(mut_names->gpa, mut_names->own_first);
  allocator_free(mut_names->gpa, mut_names->own_second);
  memset(mut_names, 0xaa, sizeof *mut_names);
}

// Fields without a prefix: where the struct and its deinit are in sight.
struct pair {
  char *first, *second;
};
int pair_init(struct pair *self, allocator_t *gpa) {
  self->first = allocator_alloc(gpa, 10);
  if (!self->first)
    return -1;
  self->second = allocator_alloc(gpa, 10);
  if (!self->second) {
    allocator_free(gpa, self->first);
    return -1;
  }
  return 0;
}
int pair_half_bad(allocator_t *gpa) {
  struct pair pair;
  if (pair_init(&pair, gpa) != 0)
    return -1;
  allocator_free(gpa, pair.first);
  return 0; // expect: leak: 'pair.second'
}
int pair_ok(allocator_t *gpa) {
  struct pair pair;
  if (pair_init(&pair, gpa) != 0)
    return -1;
  allocator_free(gpa, pair.first);
  allocator_free(gpa, pair.second);
  return 0;
}

// 7. "Valid until": a view ends with the next modification.
struct text;
/// Returns a view into the internal buffer.
/// **Valid until** next modification or deinit.
const char *text_view(const struct text *ref_text);
void text_append(struct text *mut_text, const char *ref_more);
size_t view_kept_bad(struct text *mut_text) {
  const char *view = text_view(mut_text);
  text_append(mut_text, "!");
  return strlen(view); // expect: borrow-invalidated: 'view'
}
size_t view_renewed_ok(struct text *mut_text) {
  text_append(mut_text, "!");
  return strlen(text_view(mut_text));
}

// 7. What is documented is what is done.
/// **Caller owns** the returned text and must free it.
/// @return the text (borrowed reference)
char *said_twice_bad(allocator_t *gpa, const char *text); // expect: contract-conflict: 'said_twice_bad'
/// Duplicates. **Caller owns** the returned text and must free it.
char *said_once_ok(allocator_t *gpa, const char *text);

/* ---- allocators ---- */

// The caller must free with the same allocator.
void other_allocator_bad(allocator_t *gpa, allocator_t *arena) {
  char *text = allocator_alloc(gpa, 10);
  allocator_free(arena, text); // expect: release-mismatch: 'text'
}
void other_destroy_bad(allocator_t *gpa, allocator_t *arena) {
  struct pair *pair = allocator_create(gpa, sizeof *pair);
  allocator_destroy(arena, pair); // expect: release-mismatch: 'pair'
}
void same_allocator_ok(allocator_t *gpa) {
  char *text = allocator_alloc(gpa, 10);
  allocator_free(gpa, text);
  struct pair *pair = allocator_create(gpa, sizeof *pair);
  allocator_destroy(gpa, pair);
}

// A sub-allocator ends before the one that backs it.
char backing_ended_first_bad(allocator_t *gpa) {
  struct arena outer, inner;
  arena_init(&outer, gpa);
  arena_init(&inner, arena_allocator(&outer));
  char *text = allocator_alloc(arena_allocator(&inner), 10);
  if (!text) {
    arena_deinit(&inner);
    arena_deinit(&outer);
    return 0;
  }
  text[0] = 'x';
  arena_deinit(&outer);
  return text[0]; // expect: use-after-free: 'text
}
char backing_ended_last_ok(allocator_t *gpa) {
  struct arena outer, inner;
  arena_init(&outer, gpa);
  arena_init(&inner, arena_allocator(&outer));
  char *text = allocator_alloc(arena_allocator(&inner), 10);
  char first = 0;
  if (text) {
    text[0] = 'x';
    first = text[0];
  }
  arena_deinit(&inner);
  arena_deinit(&outer);
  return first;
}

// realloc may move: what a container holds, too.
struct list {
  allocator_t *gpa;
  int *items;
  size_t count;
};
int *list_at(struct list *list, size_t n) { return &list->items[n]; }
int list_push(struct list *list, int value) {
  int *items = allocator_realloc(list->gpa, list->items, (list->count + 1) * sizeof *items);
  if (!items)
    return -1;
  items[list->count++] = value;
  list->items = items;
  return 0;
}
int moved_bad(struct list *list) {
  int *first = list_at(list, 0);
  if (list_push(list, 1) != 0)
    return -1;
  return *first; // expect: borrow-invalidated: 'first'
}
int asked_again_ok(struct list *list) {
  if (list_push(list, 1) != 0)
    return -1;
  return *list_at(list, 0);
}
