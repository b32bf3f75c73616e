// RUN: %check_both %s -- -std=gnu11
// A helper gives a new block or a variable that all share; who asks which knows.
#include <stdlib.h>
#include <string.h>

struct text {
  size_t n;
  char s[8];
};
static struct text none;
extern struct text other_none;

static struct text *make(const char *s) {
  if (!s[0])
    return &none;
  struct text *t = malloc(sizeof *t + strlen(s));
  if (!t)
    abort();
  return t;
}

static struct text *make_other(const char *s) {
  if (!s[0])
    return &other_none;
  struct text *t = malloc(sizeof *t + strlen(s));
  if (!t)
    abort();
  return t;
}

void asked_ok(const char *s) {
  struct text *t = make(s);
  if (t != &none)
    free(t);
}

void asked_other_ok(const char *s) {
  struct text *t = make_other(s);
  if (t != &other_none)
    free(t);
}

void unasked_bad(const char *s) {
  struct text *t = make(s);
  free(t); // expect: release-mismatch
}

void reversed_bad(const char *s) {
  struct text *t = make(s);
  if (t == &none)
    free(t); // expect: release-mismatch
} // expect: leak

// An empty buffer points to what all share; its size of 0 says so.
static char no_bytes[1];
struct buffer {
  char *bytes;
  size_t room, used;
};
static void buffer_add(struct buffer *b, char c) {
  if (b->used + 2 > b->room) {
    b->room = (b->used + 66) & ~(size_t)63;
    char *more = realloc(b->bytes == no_bytes ? NULL : b->bytes, b->room);
    if (!more)
      abort();
    b->bytes = more;
  }
  b->bytes[b->used++] = c;
  b->bytes[b->used] = 0;
}
static char *buffer_steal(struct buffer *b) {
  char *bytes = b->bytes;
  if (b->room == 0) {
    bytes = calloc(1, 1);
    if (!bytes)
      abort();
  }
  b->bytes = no_bytes;
  b->room = b->used = 0;
  return bytes;
}
static char *buffer_steal_blindly(struct buffer *b) {
  char *bytes = b->bytes;
  b->bytes = no_bytes;
  b->room = b->used = 0;
  return bytes;
}
int steal_ok(const char *s) {
  struct buffer b = {no_bytes, 0, 0};
  while (*s)
    buffer_add(&b, *s++);
  char *text = buffer_steal(&b);
  int n = text[0];
  free(text);
  return n;
}
int steal_bad(void) {
  struct buffer b = {no_bytes, 0, 0};
  char *text = buffer_steal_blindly(&b);
  int n = text[0];
  free(text); // expect: release-mismatch: 'text'
  return n;
}
