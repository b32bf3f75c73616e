// RUN: %check_both %s --rules=use-after-free,double-free -- -std=gnu11
// An element is released, and a callee puts another value there.
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *slot_ok(int v) {
  static char *slots[4];
  static unsigned at;
  char **s = &slots[at++ & 3];
  free(*s);
  if (asprintf(s, "%d", v) < 0)
    *s = NULL;
  return *s ? *s : "";
}
const char *element_ok(char **v, int i, int n) {
  free(v[i]);
  if (asprintf(&v[i], "%d", n) < 0)
    v[i] = NULL;
  return v[i] ? v[i] : "";
}
static int fill(char **out, int n) {
  *out = n ? strdup("x") : NULL;
  return *out ? 0 : -1;
}
const char *filled_ok(char **v, int i, int n) {
  free(v[i]);
  if (fill(&v[i], n) < 0)
    return "";
  return v[i];
}
const char *released_bad(char **v, int i, int n) {
  if (fill(&v[i], n) < 0)
    return "";
  free(v[i]);
  return v[i]; // expect: use-after-free: 'v[i]'
}

// A heap in an array: what is last takes the place of the root, or of what was moved there.
struct event {
  long when;
  char *text;
};
static struct event **heap;
static int used;

void events_ok(long now) {
  while (used > 0 && heap[1]->when <= now) {
    struct event *last = heap[used--];
    int at = 1;
    free(heap[1]->text);
    free(heap[1]);
    while (at <= used / 2) {
      int child = at * 2;
      if (child < used && heap[child]->when > heap[child + 1]->when)
        child++;
      if (last->when < heap[child]->when)
        break;
      heap[at] = heap[child];
      at = child;
    }
    heap[at] = last;
  }
}

void events_bad(long now) {
  while (used > 0 && heap[1]->when <= now) { // expect: use-after-free: 'heap[1]->when'
    used--;
    free(heap[1]);
  }
}

void two_heaps_bad(struct event **other, int i, struct event *e) {
  free(heap[1]);
  other[i] = e;
  if (heap[1]->when) // expect: use-after-free: 'heap[1]->when'
    used++;
}
