// RUN: %check_index %s
// Another file takes what it is given, but only where it succeeds.
//--- box.h
struct box;
struct box *box_new(void);
void box_free(struct box *b);
int box_put(struct box *b, char *item);
//--- box.c
#include "box.h"
#include <stdlib.h>
struct box {
  char *items[8];
  int count;
};
struct box *box_new(void) { return calloc(1, sizeof(struct box)); }
void box_free(struct box *b) {
  if (!b)
    return;
  for (int i = 0; i < b->count; i++)
    free(b->items[i]);
  free(b);
}
int box_put(struct box *b, char *item) {
  if (b->count == 8)
    return -1;
  b->items[b->count++] = item;
  return 0;
}
//--- use.c
#include "box.h"
#include <stdlib.h>
int put_ok(struct box *b) {
  char *item = malloc(4);
  if (!item)
    return -1;
  if (box_put(b, item) < 0) {
    free(item);
    return -1;
  }
  return 0;
}
int box_lost_bad(void) {
  struct box *b = box_new();
  if (!b)
    return -1;
  char *item = malloc(4);
  if (!item)
    return -1; // expect: error-path-leak: 'b'
  if (box_put(b, item) < 0)
    free(item);
  box_free(b);
  return 0;
}
int box_lost_ok(void) {
  struct box *b = box_new();
  if (!b)
    return -1;
  char *item = malloc(4);
  if (!item) {
    box_free(b);
    return -1;
  }
  if (box_put(b, item) < 0)
    free(item);
  box_free(b);
  return 0;
}
