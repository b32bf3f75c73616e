// RUN: %check_index %s
// An object that points into itself until it grows; its end is called after its flush.
//--- queue.h
struct queue {
  char *data;
  char *extra;
  char room[16];
};
void queue_init(struct queue *q);
int queue_grow(struct queue *q);
void queue_flush(struct queue *q);
void queue_end(struct queue *q);
//--- queue.c
#include "queue.h"
#include <stdlib.h>
void queue_init(struct queue *q) {
  q->data = q->room;
  q->extra = NULL;
}
int queue_grow(struct queue *q) {
  char *more = malloc(64);
  if (!more)
    return -1;
  if (q->data != q->room)
    free(q->data);
  q->data = more;
  return 0;
}
void queue_flush(struct queue *q) {
  free(q->extra);
  q->extra = NULL;
}
void queue_end(struct queue *q) {
  queue_flush(q);
  if (q->data != q->room)
    free(q->data);
}
//--- box.c
#include "queue.h"
void box_end(struct queue *q) {
  queue_flush(q);
  queue_end(q);
}
//--- use.c
#include "queue.h"
#include <stdlib.h>
void box_end(struct queue *q);
void used_ok(void) {
  struct queue q;
  queue_init(&q);
  if (queue_grow(&q) < 0)
    return;
  box_end(&q);
}
void unused_ok(void) {
  struct queue q;
  queue_init(&q);
  queue_end(&q);
}
void extra_bad(void) {
  struct queue q;
  queue_init(&q);
  q.extra = malloc(3);
  free(q.extra);
  queue_end(&q); // expect: double-free
}
