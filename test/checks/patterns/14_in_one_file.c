// RUN: %check_both %s
// Hard pattern 14, as far as one file goes: a contract that lives only in another body, several calls away. Bodies of other
// files are not read: what they do is unproven, not a finding.
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct config {
  char *path;
  FILE *stream;
};
int elsewhere(struct config *c);
void keeps_elsewhere(char *text);

static void close_config(struct config *c) {
  if (c->stream)
    fclose(c->stream);
  free(c->path);
  free(c);
}
static struct config *open_config(const char *path) {
  struct config *c = calloc(1, sizeof *c);
  if (!c)
    return NULL;
  c->path = strdup(path);
  c->stream = fopen(path, "r");
  if (!c->path || !c->stream) {
    close_config(c);
    return NULL;
  }
  return c;
}
static struct config *open_default(void) { return open_config("/etc/config"); }
static int finish(struct config *c, int status) {
  close_config(c);
  return status;
}

int run_ok(void) {
  struct config *c = open_default();
  if (!c)
    return -1;
  if (elsewhere(c) < 0)
    return finish(c, -1);
  return finish(c, 0);
}

int run_twice_bad(void) {
  struct config *c = open_default();
  if (!c)
    return -1;
  int status = finish(c, 0);
  close_config(c); // expect: double-free: 'c'
  return status;
}

int run_lost_bad(int n) {
  struct config *c = open_default();
  if (!c)
    return -1;
  if (n > 3)
    return -1; // expect: error-path-leak: 'c'
  return finish(c, 0);
}

int run_after_bad(void) {
  struct config *c = open_default();
  if (!c)
    return -1;
  int status = finish(c, 0);
  return status + c->path[0]; // expect: use-after-free
}

int unknown_ok(const char *s) {
  char *text = strdup(s);
  if (!text)
    return -1;
  keeps_elsewhere(text);
  return 0;
}
