// Blocks that a function of the program makes by calloc(): what nobody wrote is zero.
// RUN: %check_both %s -- -std=gnu11
#include <stdlib.h>
#include <string.h>

struct list {
  char *items;
  char *name;
  size_t room;
  int kind;
};

static void *make_zero(size_t size) {
  void *block = calloc(1, size);
  if (!block)
    abort();
  return block;
}

static struct list *list_new(int kind) {
  struct list *l = calloc(1, sizeof *l);
  if (!l)
    return NULL;
  l->kind = kind;
  return l;
}

// what it was is its own
static struct list *list_named(const char *name) {
  struct list *l = list_new(1);
  if (!l)
    return NULL;
  l->name = strdup(name);
  l->room = strlen(name);
  return l;
}

// not all zero
static void list_fill(struct list *l) {
  l->room = 4;
  l->items = calloc(1, 4);
}
static struct list *list_filled(void) {
  struct list *l = calloc(1, sizeof *l);
  if (l)
    list_fill(l);
  return l;
}

// and not zero at all
static struct list *list_raw(void) {
  struct list *l = malloc(sizeof *l);
  return l;
}

int no_room_ok(size_t n) {
  struct list *l = make_zero(sizeof *l);
  char *text = malloc(n);
  if (!l->room)
    l->items = text; // always
  free(l->items);
  free(l);
  return 0;
}

int no_room_of_new_ok(size_t n) {
  struct list *l = list_new(3);
  if (!l)
    return -1;
  char *text = malloc(n);
  if (!l->room)
    l->items = text; // always
  free(l->items);
  free(l);
  return 0;
}

int no_room_bad(size_t n) {
  struct list *l = make_zero(sizeof *l);
  char *text = malloc(n);
  if (l->room)
    l->items = text; // never
  free(l->items);
  free(l);
  return 0; // expect: leak: 'text'
}

int kind_bad(size_t n) {
  struct list *l = list_new(3);
  if (!l)
    return -1;
  char *text = malloc(n);
  if (!l->kind)
    l->items = text; // of some kinds only
  free(l->items);
  free(l);
  return 0; // expect: leak: 'text'
}

int room_of_named_bad(size_t n) {
  struct list *l = list_named("x");
  if (!l)
    return -1;
  char *text = malloc(n);
  if (!l->room)
    l->items = text;
  free(l->items);
  free(l->name);
  free(l);
  return 0; // expect: leak: 'text'
}

int filled_bad(size_t n) {
  struct list *l = list_filled();
  if (!l)
    return -1;
  char *text = malloc(n);
  if (l->room > 8) // it is 4
    l->name = text;
  free(l->items);
  free(l->name);
  free(l);
  return 0; // expect: leak: 'text'
}

int raw_bad(size_t n) {
  struct list *l = list_raw();
  if (!l)
    return -1;
  char *text = malloc(n);
  if (!l->room)
    l->items = text;
  free(l->items);
  free(l);
  return 0; // expect: leak: 'text'
}
