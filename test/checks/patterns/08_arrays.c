// RUN: %check_both %s
// Hard pattern 8: arrays of owned elements filled and freed in loops or in a callee: one weak cell, of which no leak is told.
#define _GNU_SOURCE
#include <stdlib.h>
#include <string.h>

static void free_all(char **texts, int n) {
  for (int i = 0; i < n; i++)
    free(texts[i]);
}

int loops_ok(int n, const char *s) {
  char **texts = calloc((size_t)n, sizeof *texts);
  if (!texts)
    return -1;
  for (int i = 0; i < n; i++)
    texts[i] = strdup(s);
  for (int i = 0; i < n; i++)
    free(texts[i]);
  free(texts);
  return 0;
}

int callee_ok(const char *s) {
  char *texts[8];
  for (int i = 0; i < 8; i++)
    texts[i] = strdup(s);
  free_all(texts, 8);
  return 0;
}

int failure_ok(int n, const char *s, char ***out) {
  char **texts = calloc((size_t)n, sizeof *texts);
  if (!texts)
    return -1;
  for (int i = 0; i < n; i++) {
    texts[i] = strdup(s);
    if (!texts[i]) {
      while (i-- > 0)
        free(texts[i]);
      free(texts);
      return -1;
    }
  }
  *out = texts;
  return 0;
}

int array_itself_bad(int n, const char *s) {
  char **texts = calloc((size_t)n, sizeof *texts);
  if (!texts)
    return -1;
  for (int i = 0; i < n; i++) {
    texts[i] = strdup(s);
    if (!texts[i])
      return -1; // expect: error-path-leak: 'texts'
  }
  free_all(texts, n);
  free(texts);
  return 0;
}

int constant_index_bad(const char *s) {
  char *pair[2] = {NULL, NULL};
  pair[0] = strdup(s);
  pair[1] = strdup(s);
  free(pair[0]);
  free(pair[0]); // expect: double-free: 'pair[0]'
  free(pair[1]);
  return 0;
}

int constant_index_ok(const char *s) {
  char *pair[2] = {NULL, NULL};
  pair[0] = strdup(s);
  pair[1] = strdup(s);
  free(pair[0]);
  free(pair[1]);
  return 0;
}

int constant_index_lost_bad(const char *s) {
  char *pair[2] = {NULL, NULL};
  pair[0] = strdup(s);
  pair[1] = strdup(s);
  free(pair[0]);
  if (pair[1])
    pair[1][0] = 0;
  return 0; // expect: leak: 'pair'
}
