// RUN: %check_both %s -- -std=gnu11
// Members that a helper clears, or sets to its argument, or of which it changes some bits.
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

struct item {
  int mode;
  int shared;
  unsigned flags;
  char *text;
};
enum { KEEP = 4, OPEN = 8 };

// Blocks that are cleared by memset().
static void *xzalloc(size_t n) {
  void *p = malloc(n);
  if (!p)
    abort();
  memset(p, 0, n);
  return p;
}
static void *xalloc_some(size_t n, size_t cleared) {
  void *p = malloc(n);
  if (!p)
    abort();
  memset(p, 0, cleared);
  return p;
}
static struct item *item_new(int mode) {
  struct item *i = malloc(sizeof *i);
  if (!i)
    abort();
  memset(i, 0, sizeof *i);
  i->mode = mode;
  return i;
}
static void item_init(struct item *i) { memset(i, 0, sizeof *i); }
static void item_open(struct item *i) {
  item_init(i);
  i->flags = OPEN;
}
static void item_clear_maybe(struct item *i, int really) {
  if (really)
    memset(i, 0, sizeof *i);
}

void cleared_block_ok(char *text) {
  struct item *i = xzalloc(sizeof *i);
  if (i->shared)
    free(text);
  free(text);
  free(i);
}
void cleared_block_bad(char *text) {
  struct item *i = xzalloc(sizeof *i);
  if (!i->shared)
    free(text);
  free(text); // expect: double-free: 'text' is released twice
  free(i);
}
void cleared_in_part_bad(char *text) {
  struct item *i = xalloc_some(sizeof *i, 4);
  if (i->shared)
    free(text);
  free(text); // expect: double-free: 'text' is released twice
  free(i);
}
void made_ok(char *text) {
  struct item *i = item_new(3);
  if (i->shared || i->mode != 3)
    free(text);
  free(text);
  free(i);
}
void made_bad(char *text) {
  struct item *i = item_new(3);
  if (i->mode == 3)
    free(text);
  free(text); // expect: double-free: 'text' is released twice
  free(i);
}
void local_ok(void) {
  struct item i;
  item_init(&i);
  free(i.text);
  free(i.text);
}
void opened_ok(char *text) {
  struct item i;
  item_open(&i);
  if (i.shared || i.flags == KEEP)
    free(text);
  free(text);
}
void opened_bad(char *text) {
  struct item i;
  item_open(&i);
  if (i.flags == OPEN)
    free(text);
  free(text); // expect: double-free: 'text' is released twice
}
void cleared_maybe_bad(struct item *i, char *text, int really) {
  item_clear_maybe(i, really);
  if (i->shared)
    free(text);
  free(text); // expect: double-free: 'text' is released twice
}

// Numbers that are arguments.
static void set_shared(struct item *i, int shared) { i->shared = shared; }
static struct item made_of(int mode) {
  struct item i = {0};
  i.mode = mode;
  return i;
}
static void set_either(struct item *i, int a, int b) { i->shared = i->mode ? a : b; }

void argument_ok(struct item *i, char *text) {
  set_shared(i, 0);
  if (i->shared)
    free(text);
  free(text);
}
void argument_bad(struct item *i, char *text) {
  set_shared(i, 1);
  if (i->shared)
    free(text);
  free(text); // expect: double-free: 'text' is released twice
}
void by_value_ok(char *text) {
  struct item i = made_of(1);
  if (i.mode == 2)
    free(text);
  free(text);
}
void by_value_bad(char *text) {
  struct item i = made_of(2);
  if (i.mode == 2)
    free(text);
  free(text); // expect: double-free: 'text' is released twice
}
void either_bad(struct item *i, char *text) {
  set_either(i, 0, 1);
  if (i->shared)
    free(text);
  free(text); // expect: double-free: 'text' is released twice
}

// Bits.
static void add(struct item *i, unsigned bits) { i->flags |= bits; }
static void drop(struct item *i, unsigned bits) { i->flags &= ~bits; }
static void drop_keep(struct item *i) { i->flags &= ~KEEP; }
static bool has(unsigned flags, unsigned bits) { return (flags & bits) != 0; }
static bool has_keep(const struct item *i) { return i->flags & KEEP; }

void added_ok(struct item *i, char *text) {
  add(i, KEEP);
  if (!(i->flags & KEEP))
    free(text);
  free(text);
}
void dropped_ok(struct item *i, char *text) {
  drop(i, KEEP);
  if (i->flags & KEEP)
    free(text);
  free(text);
}
void dropped_by_name_ok(struct item *i, char *text) {
  drop_keep(i);
  if (has(i->flags, KEEP))
    free(text);
  free(text);
}
void asked_ok(struct item *i, char *text) {
  i->flags = OPEN;
  if (has_keep(i))
    free(text);
  free(text);
}
void dropped_bad(struct item *i, char *text) {
  drop(i, KEEP);
  if (!(i->flags & KEEP))
    free(text);
  free(text); // expect: double-free: 'text' is released twice
}
void other_bit_bad(struct item *i, char *text) {
  drop(i, KEEP);
  if (i->flags & OPEN)
    free(text);
  free(text); // expect: double-free: 'text' is released twice
}
void asked_bad(struct item *i, char *text) {
  i->flags = KEEP;
  if (has_keep(i))
    free(text);
  free(text); // expect: double-free: 'text' is released twice
}
