// RUN: %check_both %s -- -std=gnu11
// What was given to a field may be used by a name that asked the field for it: a borrow from the new owner.
#include <stdlib.h>
#include <string.h>

typedef struct node {
  int size;
  struct node *own_next;
} node_t;
typedef struct text {
  char *own_heap;
  char room[16];
  node_t *own_first;
} text_t;

size_t borrowed_ok(text_t *mut_text, size_t n) {
  char *own_new = calloc(n, 1);
  if (!own_new)
    return 0;
  mut_text->own_heap = own_new;
  own_new = NULL;
  const char *ref_heap = mut_text->own_heap;
  return strlen(ref_heap);
}

size_t chosen_ok(text_t *mut_text, size_t n) {
  char *own_new = calloc(n, 1);
  if (!own_new)
    return 0;
  mut_text->own_heap = own_new;
  own_new = NULL;
  return strlen(n > 3 ? mut_text->own_heap : mut_text->room);
}

int walked_ok(text_t *mut_text, int n) {
  node_t *own_node = calloc(1, sizeof *own_node);
  if (!own_node)
    return 0;
  own_node->own_next = mut_text->own_first;
  mut_text->own_first = own_node;
  own_node = NULL;
  for (const node_t *ref_at = mut_text->own_first; ref_at; ref_at = ref_at->own_next)
    n += ref_at->size;
  return n;
}

static const char *heap_of(const text_t *ref_text) { return ref_text->own_heap; }

int by_getter_ok(text_t *mut_text, size_t n) {
  char *own_new = calloc(n, 1);
  if (!own_new)
    return 0;
  mut_text->own_heap = own_new;
  own_new = NULL;
  const char *ref_heap = heap_of(mut_text);
  return ref_heap[0];
}

int made_in_place_ok(text_t *mut_text, size_t n) {
  free(mut_text->own_heap);
  mut_text->own_heap = calloc(n, 1);
  if (!mut_text->own_heap)
    return 0;
  char *mut_heap = mut_text->own_heap;
  mut_heap[0] = 1;
  return mut_heap[0];
}

int old_name_bad(text_t *mut_text, int n) {
  node_t *own_node = calloc(1, sizeof *own_node);
  if (!own_node)
    return 0;
  mut_text->own_first = own_node;
  own_node->size = n; // expect: use-after-transfer: 'own_node->size'
  return 1;
}

int older_borrow_bad(text_t *mut_text, int n) {
  node_t *own_node = calloc(1, sizeof *own_node);
  if (!own_node)
    return 0;
  node_t *mut_node = own_node;
  mut_text->own_first = own_node;
  own_node = NULL;
  mut_node->size = n; // expect: use-after-transfer: 'mut_node->size'
  return 1;
}

// Through any number of names, also in a loop.
char through_names_ok(text_t *mut_text, char *own_new, int n) {
  mut_text->own_heap = own_new;
  own_new = NULL;
  const char *a = NULL, *b = NULL, *c = NULL, *d = NULL, *e = NULL, *f = mut_text->own_heap;
  for (int i = 0; i < n; i++) {
    a = b;
    b = c;
    c = d;
    d = e;
    e = f;
    f = a ? a : mut_text->own_heap;
  }
  return a ? a[0] : 'x';
}

char through_names_bad(text_t *mut_text, char *own_new, int n) {
  const char *f = own_new;
  mut_text->own_heap = own_new;
  own_new = NULL;
  const char *a = NULL, *b = f;
  if (n > 3)
    b = mut_text->own_heap;
  a = b;
  return a[0]; // expect: use-after-transfer: 'a[0]' is used after its ownership was transferred
}
