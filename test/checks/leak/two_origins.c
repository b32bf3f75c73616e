// RUN: %check_both %s -- -std=gnu11
// A field that each way fills with something fresh, not of one kind: its caller owns it, whichever it is.
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

struct view {
  char *bytes;
  size_t size;
  bool mapped;
};
static int view_open(struct view *v, int fd) {
  v->size = 4096;
  v->mapped = false;
  v->bytes = mmap(NULL, v->size, PROT_READ, MAP_PRIVATE, fd, 0);
  if (v->bytes != MAP_FAILED)
    v->mapped = true;
  else {
    v->bytes = malloc(v->size);
    if (!v->bytes)
      return -1;
  }
  return 0;
}
static void view_close(struct view *v) {
  if (v->mapped)
    munmap(v->bytes, v->size);
  else
    free(v->bytes);
}
int view_bad(int fd) {
  struct view v;
  if (view_open(&v, fd) < 0)
    return -1;
  return v.bytes[0]; // expect: leak: 'v.bytes'
}
int view_ok(int fd) {
  struct view v;
  if (view_open(&v, fd) < 0)
    return -1;
  int first = v.bytes[0];
  view_close(&v);
  return first;
}

// The one is fresh, and the other somebody's.
struct name {
  char *text;
  bool own;
};
static void name_set(struct name *n, char *text, bool copy) {
  if (copy)
    n->text = strdup(text);
  else
    n->text = text;
  n->own = copy;
}
int name_ok(char *text) {
  struct name n;
  name_set(&n, text, false);
  return n.text[0];
}

// Two kinds of fresh values, of which a list has the second as well.
struct entry {
  struct entry *next;
};
static struct entry *all;
struct cursor {
  struct entry *at;
};
static int cursor_init(struct cursor *c, bool keep) {
  if (keep) {
    c->at = calloc(1, sizeof *c->at);
    if (!c->at)
      return -1;
    c->at->next = all;
    all = c->at;
  } else {
    c->at = malloc(sizeof *c->at);
    if (!c->at)
      return -1;
    c->at->next = NULL;
  }
  return 0;
}
int cursor_ok(void) {
  struct cursor c;
  if (cursor_init(&c, true) < 0)
    return -1;
  return c.at->next != NULL;
}
