// RUN: %check_both %s -- -std=gnu11
// A function that releases an object and forgets one of its parts: its caller, who put that part there, loses it.
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

struct tree {
  char *tag, *text;
  bool borrowed;
  struct tree *next;
  char **lines;
  int count;
};
void hook(struct tree *t);
void look(const struct tree *t);

static struct tree *tree_new(const char *tag, const char *text) {
  struct tree *t = calloc(1, sizeof *t);
  if (!t)
    return NULL;
  t->tag = strdup(tag);
  t->text = strdup(text);
  return t;
}
static void free_tag_only(struct tree *t) {
  if (!t)
    return;
  look(t);
  free(t->tag);
  free(t);
}
static void free_both(struct tree *t) {
  if (!t)
    return;
  free(t->tag);
  free(t->text);
  free(t);
}
static void free_nothing(struct tree *t) { free(t); }
void made_bad(void) {
  struct tree *t = tree_new("a", "b");
  free_tag_only(t); // expect: leak: 'text'
}
void put_there_bad(const char *s) {
  struct tree *t = calloc(1, sizeof *t);
  if (!t)
    return;
  t->text = strdup(s);
  free_nothing(t); // expect: leak: 'text'
}
void both_ok(void) {
  struct tree *t = tree_new("a", "b");
  free_both(t);
}
// Two helpers deep.
static void end(struct tree *t) { free_tag_only(t); }
void deep_bad(void) {
  struct tree *t = tree_new("a", "b");
  end(t); // expect: leak: 'text'
}
// The caller takes it out first, or it is somebody else's as well.
char *taken_out_ok(void) {
  struct tree *t = tree_new("a", "b");
  if (!t)
    return NULL;
  char *text = t->text;
  free_tag_only(t);
  return text;
}
struct tree *kept;
void held_elsewhere_ok(struct tree *other) {
  struct tree *t = tree_new("a", "b");
  if (!t)
    return;
  other->text = t->text;
  free_tag_only(t);
}
// Somebody whose body nobody sees was shown the object.
static void free_hooked(struct tree *t) {
  hook(t);
  free(t);
}
void hooked_ok(void) {
  struct tree *t = tree_new("a", "b");
  if (t)
    free_hooked(t);
}
// It releases the part by a condition that the caller can not see.
static void free_by_flag(struct tree *t) {
  free(t->tag);
  if (!t->borrowed)
    free(t->text);
  free(t);
}
void by_flag_ok(bool borrowed) {
  struct tree *t = tree_new("a", "b");
  if (!t)
    return;
  t->borrowed = borrowed;
  free_by_flag(t);
}
// Parts without a name: a loop, a table of places, a copy of the whole.
static void free_lines(struct tree *t) {
  for (int i = 0; i < t->count; i++)
    free(t->lines[i]);
  free(t->lines);
  free(t);
}
void lines_ok(const char *s) {
  struct tree *t = calloc(1, sizeof *t);
  if (!t)
    return;
  t->lines = calloc(2, sizeof *t->lines);
  if (t->lines) {
    t->lines[0] = strdup(s);
    t->count = 1;
  }
  free_lines(t);
}
static void free_places(struct tree *t) {
  char **places[] = {&t->tag, &t->text};
  for (int i = 0; i < 2; i++)
    free(*places[i]);
  free(t);
}
void places_ok(void) {
  struct tree *t = tree_new("a", "b");
  if (t)
    free_places(t);
}
static void free_copied(struct tree *t) {
  struct tree copy = *t;
  free(t);
  free(copy.tag);
  free(copy.text);
}
void copied_ok(void) {
  struct tree *t = tree_new("a", "b");
  if (t)
    free_copied(t);
}
static void free_moved(struct tree *t) {
  struct tree copy;
  memcpy(&copy, t, sizeof copy);
  free(t);
  free(copy.tag);
  free(copy.text);
}
void moved_ok(void) {
  struct tree *t = tree_new("a", "b");
  if (t)
    free_moved(t);
}
// The chain is released by whoever walks it.
static void free_chain(struct tree *t) {
  while (t) {
    struct tree *next = t->next;
    free(t->tag);
    free(t->text);
    free(t);
    t = next;
  }
}
void chain_ok(void) {
  struct tree *t = tree_new("a", "b");
  if (!t)
    return;
  t->next = tree_new("c", "d");
  free_chain(t);
}
// What it hands out it does not lose.
static char *finish(struct tree *t) {
  char *text = t->text;
  free(t->tag);
  free(t);
  return text;
}
char *finish_ok(void) {
  struct tree *t = tree_new("a", "b");
  return t ? finish(t) : NULL;
}
static void finish_into(struct tree *t, char **out) {
  *out = t->text;
  free(t->tag);
  free(t);
}
char *finish_into_ok(void) {
  struct tree *t = tree_new("a", "b");
  if (!t)
    return NULL;
  char *text;
  finish_into(t, &text);
  return text;
}
static void finish_global(struct tree *t) {
  static char *last;
  free(last);
  last = t->text;
  free(t->tag);
  free(t);
}
void finish_global_ok(void) {
  struct tree *t = tree_new("a", "b");
  if (t)
    finish_global(t);
}
