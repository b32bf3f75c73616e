// RUN: %check_index %s -- -std=gnu11
// A table of functions with two implementations that differ: what neither keeps is still its owner's.
//--- peer.h
struct peer;
struct peer_ops {
  int (*open)(struct peer *p, const char *name);
  void (*close)(struct peer *p);
  void (*watch)(struct peer *p, char *text);
};
struct peer {
  const struct peer_ops *ops;
  void *data;
  char *error;
};
extern const struct peer_ops memory_ops, file_ops;
struct peer *peer_new(const struct peer_ops *ops, const char *name);
void peer_free(struct peer *p);
//--- memory.c
#include "peer.h"
#include <stdlib.h>
#include <string.h>
static int memory_open(struct peer *p, const char *name) {
  p->data = strdup(name);
  return p->data ? 0 : -1;
}
static void memory_close(struct peer *p) { free(p->data); }
static void memory_watch(struct peer *p, char *text) {
  (void)p;
  text[0] = 0;
}
const struct peer_ops memory_ops = {memory_open, memory_close, memory_watch};
//--- file.c
#include "peer.h"
#include <stdio.h>
static char *watched;
static int file_open(struct peer *p, const char *name) {
  p->data = fopen(name, "r");
  return p->data ? 0 : -1;
}
static void file_close(struct peer *p) { fclose(p->data); }
static void file_watch(struct peer *p, char *text) {
  (void)p;
  watched = text;
}
char *file_watched(void) { return watched; }
const struct peer_ops file_ops = {file_open, file_close, file_watch};
//--- peer.c
#include "peer.h"
#include <stdlib.h>
struct peer *peer_new(const struct peer_ops *ops, const char *name) {
  struct peer *p = calloc(1, sizeof *p);
  if (!p)
    return NULL;
  p->ops = ops;
  if (ops->open(p, name) < 0) {
    free(p);
    return NULL;
  }
  return p;
}
void peer_free(struct peer *p) {
  p->ops->close(p);
  free(p->error);
  free(p);
}
//--- use.c
#include "peer.h"
#include <stdlib.h>
#include <string.h>
int open_fails_bad(const struct peer_ops *ops) {
  struct peer *p = calloc(1, sizeof *p);
  if (!p)
    return -1;
  p->ops = ops;
  if (p->ops->open(p, "x") < 0)
    return -1; // expect: error-path-leak
  peer_free(p);
  return 0;
}
int lost_bad(int which) {
  struct peer *p = peer_new(which ? &memory_ops : &file_ops, "x");
  if (!p)
    return -1;
  return p->error != NULL; // expect: leak
}
int freed_ok(int which) {
  struct peer *p = peer_new(which ? &memory_ops : &file_ops, "x");
  if (!p)
    return -1;
  int failed = p->error != NULL;
  peer_free(p);
  return failed;
}
int data_ok(const struct peer_ops *ops) { // what is in there each has its own way with
  struct peer *p = calloc(1, sizeof *p);
  if (!p)
    return -1;
  p->ops = ops;
  if (ops->open(p, "x") == 0)
    ops->close(p);
  free(p);
  return 0;
}
void watched_ok(struct peer *p) { // one of them keeps the text
  char *text = strdup("x");
  if (text)
    p->ops->watch(p, text);
}
