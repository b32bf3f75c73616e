// RUN: %check_both %s
// Hard pattern 5: ladders of gotos with owners that are NULL at first, whose label success shares; the order of releases
// where one needs the other.
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int step(const char *s);
struct session {
  char *host;
  FILE *log;
};

// Success and failure share the label; what was handed over is NULL there.
int open_session_ok(struct session *out, const char *name, const char *path) {
  int error = -1;
  FILE *log = NULL;
  char *host = strdup(name);
  if (!host)
    goto done;
  log = fopen(path, "w");
  if (!log)
    goto done;
  if (step(host) < 0)
    goto done;
  out->host = host;
  out->log = log;
  host = NULL;
  log = NULL;
  error = 0;
done:
  if (log)
    fclose(log);
  free(host);
  return error;
}

int open_session_bad(struct session *out, const char *name, const char *path) {
  int error = -1;
  FILE *log = NULL;
  char *host = strdup(name);
  if (!host)
    goto done;
  log = fopen(path, "w");
  if (!log)
    goto done;
  if (step(host) < 0)
    goto done;
  out->host = host;
  out->log = log;
  host = NULL;
  log = NULL;
  error = 0;
done:
  free(host);
  return error; // expect: error-path-leak: 'log'
}

int rungs_ok(const char *a, const char *b) {
  int error = -1;
  char *first, *second;
  first = strdup(a);
  if (!first)
    goto out;
  second = strdup(b);
  if (!second)
    goto free_first;
  if (step(second) < 0)
    goto free_second;
  error = 0;
free_second:
  free(second);
free_first:
  free(first);
out:
  return error;
}

int wrong_rung_bad(const char *a, const char *b) {
  int error = -1;
  char *first, *second;
  first = strdup(a);
  if (!first)
    goto out;
  second = strdup(b);
  if (!second)
    goto free_first;
  if (step(second) < 0)
    goto free_first; // expect: error-path-leak: 'second'
  error = 0;
  free(second);
free_first:
  free(first);
out:
  return error;
}

// The node is released before the text that only it names.
struct node {
  char *text;
};

int order_bad(const char *s) {
  int error = -1;
  struct node *n = malloc(sizeof *n);
  if (!n)
    return -1;
  n->text = strdup(s);
  if (!n->text)
    goto free_node;
  error = step(n->text);
  free(n); // expect: leak
  free(n->text); // expect: use-after-free
  return error;
free_node:
  free(n);
  return error;
}

int order_ok(const char *s) {
  int error = -1;
  struct node *n = malloc(sizeof *n);
  if (!n)
    return -1;
  n->text = strdup(s);
  if (!n->text)
    goto free_node;
  error = step(n->text);
  free(n->text);
free_node:
  free(n);
  return error;
}
