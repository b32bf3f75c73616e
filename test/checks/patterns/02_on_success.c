// RUN: %check_both %s
// Hard pattern 2: takes only on success; consumes on its error path too; consumes and hands back.
#define _GNU_SOURCE
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

struct queue {
  char *slots[4];
  int used;
};

// Takes the item only if it returns true.
static bool push(struct queue *q, char *item) {
  if (q->used == 4)
    return false;
  q->slots[q->used++] = item;
  return true;
}

// Consumes the item in any case.
static bool push_or_drop(struct queue *q, char *item) {
  if (q->used == 4) {
    free(item);
    return false;
  }
  q->slots[q->used++] = item;
  return true;
}

// Consumes the item and hands back another, or the same.
static char *longer(char *item) {
  char *more = realloc(item, 100);
  if (!more) {
    free(item);
    return NULL;
  }
  return more;
}

int on_success_bad(struct queue *q, const char *s) {
  char *item = strdup(s);
  if (!item)
    return -1;
  if (!push(q, item))
    return -1; // expect: conditional-transfer: 'item'
  return 0;
}

int on_success_ok(struct queue *q, const char *s) {
  char *item = strdup(s);
  if (!item)
    return -1;
  if (!push(q, item)) {
    free(item);
    return -1;
  }
  return 0;
}

int always_bad(struct queue *q, const char *s) {
  char *item = strdup(s);
  if (!item)
    return -1;
  if (!push_or_drop(q, item)) {
    free(item); // expect: double-free: 'item'
    return -1;
  }
  return 0;
}

int always_ok(struct queue *q, const char *s) {
  char *item = strdup(s);
  if (!item)
    return -1;
  return push_or_drop(q, item) ? 0 : -1;
}

struct slot {
  char *held;
};

// The same with one place.
static bool hold(struct slot *s, char *item) {
  if (s->held)
    return false;
  s->held = item;
  return true;
}

int hold_bad(struct slot *s, const char *text) {
  char *item = strdup(text);
  if (!item)
    return -1;
  if (!hold(s, item))
    return -1; // expect: conditional-transfer: 'item'
  return 0;
}

int hold_ok(struct slot *s, const char *text) {
  char *item = strdup(text);
  if (!item)
    return -1;
  if (!hold(s, item)) {
    free(item);
    return -1;
  }
  return 0;
}

void handed_back_bad(const char *s) {
  char *item = strdup(s);
  if (!item)
    return;
  char *more = longer(item);
  free(item); // expect: double-free: 'item'
  free(more);
}

void handed_back_ok(const char *s) {
  char *item = strdup(s);
  if (!item)
    return;
  item = longer(item);
  free(item);
}

void handed_back_lost_bad(const char *s) {
  char *item = strdup(s);
  if (!item)
    return;
  item = longer(item);
  if (item)
    item[0] = 0;
} // expect: leak: 'item'
