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

// The last thing put there may have moved the text: it is the same one, and whose it was it is.
struct text {
  char *at;
  size_t used, room;
};

static int text_put(struct text *t, char c) {
  if (t->used == t->room) {
    size_t room = t->room ? t->room * 2 : 16;
    char *more = realloc(t->at, room);
    if (!more)
      return -1;
    t->at = more;
    t->room = room;
  }
  t->at[t->used++] = c;
  return 0;
}

static char *text_finish(struct text *t) {
  if (text_put(t, '\0') < 0)
    return NULL;
  char *at = t->at;
  t->at = NULL;
  t->used = t->room = 0;
  return at;
}

char *doubled_ok(const char *s) {
  struct text t = {0};
  for (; *s; s++)
    if (text_put(&t, *s) < 0 || text_put(&t, *s) < 0) {
      free(t.at);
      return NULL;
    }
  char *all = text_finish(&t);
  if (!all)
    free(t.at);
  return all;
}

size_t doubled_bad(const char *s) {
  char *all = doubled_ok(s);
  return all ? strlen(all) : 0; // expect: leak: 'all'
}

size_t finished_bad(char c) {
  struct text t = {0};
  if (text_put(&t, c) < 0)
    return 0;
  char *all = text_finish(&t);
  if (!all)
    free(t.at);
  return all ? strlen(all) : 0; // expect: leak
}

// Nothing was put there before: what comes back is fresh, or nothing.
size_t empty_bad(void) {
  struct text t = {0};
  char *all = text_finish(&t);
  return all ? strlen(all) : 0; // expect: leak: 'all'
}

size_t empty_ok(void) {
  struct text t = {0};
  char *all = text_finish(&t);
  size_t n = all ? strlen(all) : 0;
  free(all);
  free(t.at);
  return n;
}
