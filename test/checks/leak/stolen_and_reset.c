// What a function takes out of a record that it then sets to nothing is its caller's.
// RUN: %check_both %s -- -std=gnu11
#include <stdlib.h>
#include <string.h>

struct buf {
  char *data;
  size_t len;
};

static char *buf_steal(struct buf *b) {
  char *data = b->data;
  *b = (struct buf){0};
  return data;
}

static char *buf_steal_wiped(struct buf *b) {
  char *data = b->data;
  memset(b, 0, sizeof *b);
  return data;
}

size_t stolen_bad(const char *s) {
  struct buf b = {0};
  if (!(b.data = strdup(s)))
    return 0;
  char *text = buf_steal(&b);
  return strlen(text); // expect: leak: 'text'
}

size_t stolen_wiped_bad(const char *s) {
  struct buf b = {0};
  if (!(b.data = strdup(s)))
    return 0;
  char *text = buf_steal_wiped(&b);
  return strlen(text); // expect: leak: 'text'
}

int used_bad(const char *s) {
  struct buf b = {.data = strdup(s)};
  char *text = buf_steal_wiped(&b);
  free(text);
  return text ? text[0] : 0; // expect: use-after-free: 'text[0]'
}

size_t stolen_ok(const char *s) {
  struct buf b = {.data = strdup(s)};
  char *text = buf_steal(&b);
  size_t n = text ? strlen(text) : 0;
  free(text);
  free(b.data); // nothing
  return n;
}

// What stays in the record, elsewhere, is none of the caller's.
struct ring {
  char *now, *other;
};

static char *ring_turn(struct ring *r) {
  char *was = r->now;
  *r = (struct ring){.now = r->other, .other = was};
  return was;
}

size_t turned_ok(const char *s) {
  struct ring r = {.now = strdup(s), .other = strdup("x")};
  char *was = ring_turn(&r);
  size_t n = was ? strlen(was) : 0;
  free(r.now);
  free(r.other);
  return n;
}
