// RUN: %check_both %s -- -std=gnu11
// A loop that frees a list asks of each node whether there is a next one; that the first one ends is no question, however
// long the list is.
#include <stdlib.h>

struct stop {
  struct stop *next;
  int line;
};
static void stops_free(struct stop *s) {
  while (s) {
    struct stop *rest = s->next;
    free(s);
    s = rest;
  }
}
static struct stop *two_stops(void) {
  struct stop *first = calloc(1, sizeof *first), *last = calloc(1, sizeof *last);
  if (!first || !last) {
    free(first);
    free(last);
    return NULL;
  }
  first->next = last;
  return first;
}

void twice_bad(void) {
  struct stop *s = two_stops();
  if (!s)
    return;
  stops_free(s);
  stops_free(s); // expect: double-free: 's'
}

int used_bad(void) {
  struct stop *s = two_stops();
  if (!s)
    return -1;
  stops_free(s);
  return s->line; // expect: use-after-free: 's->line'
}

int once_ok(void) {
  struct stop *s = two_stops();
  int line = s ? s->line : -1;
  stops_free(s);
  return line;
}

// The second one is not lost: who frees the list frees it.
int linked_ok(struct stop *last) {
  struct stop *s = calloc(1, sizeof *s), *more = calloc(1, sizeof *more);
  if (!s || !more) {
    free(s);
    free(more);
    return -1;
  }
  s->next = more;
  more->next = last;
  stops_free(s);
  return 0;
}

// Not all ends: what it keeps is used afterwards.
static void stop_end(struct stop *s) {
  if (s && !s->next)
    free(s);
}
int kept_ok(void) {
  struct stop *s = two_stops();
  if (!s)
    return -1;
  stop_end(s);
  int line = s->line;
  stops_free(s);
  return line;
}

// It dies of a list that has more than one.
void die(void) __attribute__((noreturn));
static void stop_only(struct stop *s) {
  if (s->next)
    die();
  free(s);
}
int only_ok(void) {
  struct stop *s = calloc(1, sizeof *s);
  if (!s)
    return -1;
  int line = s->line;
  stop_only(s);
  return line;
}
