// RUN: %check_both %s -- -std=gnu11
// What memset() and calloc() clear is zero until something else stands there.
#include <stdlib.h>
#include <string.h>

struct packet {
  struct {
    char *bytes;
    int length;
  } body;
  char *header;
};
int fill(char *bytes);

static void packet_start(struct packet *p, char *bytes) {
  memset(p, 0, sizeof *p);
  if (p->body.bytes != bytes) {
    if (p->body.bytes)
      free(p->body.bytes); // never: it was cleared
    p->body.bytes = bytes;
  }
}
void start_again_ok(void) {
  struct packet p;
  packet_start(&p, malloc(100));
  if (!p.body.bytes)
    return;
  packet_start(&p, p.body.bytes);
  fill(p.body.bytes);
  free(p.body.bytes);
}

static void packet_replace(struct packet *p, char *bytes) {
  p->header = NULL;
  if (p->body.bytes)
    free(p->body.bytes);
  p->body.bytes = bytes;
}
void replace_by_itself_bad(void) {
  struct packet p;
  packet_start(&p, malloc(100));
  if (!p.body.bytes)
    return;
  char *bytes = p.body.bytes;
  packet_replace(&p, bytes);
  fill(bytes); // expect: use-after-free: 'bytes'
}

// A fresh block's own members.
struct queue {
  char *first;
  int full;
};
void made_empty_ok(char **out) {
  struct queue *q = calloc(1, sizeof *q);
  if (!q)
    return;
  char *block = malloc(10);
  if (q->full)
    return; // never
  *out = block;
  free(q);
}
void made_full_bad(char **out, int full) {
  struct queue *q = calloc(1, sizeof *q);
  if (!q)
    return;
  char *block = malloc(10);
  q->full = full;
  if (q->full)
    return; // expect: leak: 'q' // expect: leak: 'block'
  *out = block;
  free(q);
}
void cleared_local_ok(char **out) {
  struct queue q;
  memset(&q, 0, sizeof q);
  char *block = malloc(10);
  if (q.full)
    return; // never
  *out = block;
}
void cleared_then_asked_bad(char **out, void (*set)(struct queue *)) {
  struct queue q;
  memset(&q, 0, sizeof q);
  set(&q);
  char *block = malloc(10);
  if (q.full)
    return; // expect: leak: 'block'
  *out = block;
}
