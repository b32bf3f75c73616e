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

// The same unchanged index is the same element.
void same_index_bad(int n, const char *s) {
  char *texts[8];
  texts[n] = strdup(s);
  if (texts[n])
    texts[n][0] = 'a';
} // expect: leak: 'texts[n]'

void same_index_ok(int n, const char *s) {
  char *texts[8];
  texts[n] = strdup(s);
  if (texts[n])
    texts[n][0] = 'a';
  free(texts[n]);
}

void same_index_twice_bad(int n, const char *s) {
  char *texts[8];
  texts[n] = strdup(s);
  free(texts[n]);
  free(texts[n]); // expect: double-free: 'texts[n]'
}

void next_index_ok(int n, const char *s) {
  char *texts[8];
  texts[n] = strdup(s);
  texts[n + 1] = strdup(s);
  free(texts[n]);
  free(texts[n + 1]);
}

// n is another number by then: which element it was is not known.
void changed_index_ok(int n, const char *s) {
  char *texts[8];
  texts[n] = strdup(s);
  n = 0;
  free(texts[n]);
}

void known_index_ok(int n, const char *s) {
  char *texts[2];
  texts[n] = strdup(s);
  free(texts[0]);
}

void loop_after_index_ok(int n, const char *s) {
  char *texts[8] = {NULL};
  texts[n] = strdup(s);
  for (int i = 0; i < 8; i++)
    free(texts[i]);
}

void count_ok(const char *a, const char *b) {
  char *texts[2];
  int n = 0;
  if (a)
    texts[n++] = strdup(a);
  if (b)
    texts[n++] = strdup(b);
  while (n > 0)
    free(texts[--n]);
}

void count_bad(const char *a) {
  char *texts[2];
  int n = 0;
  texts[n++] = strdup(a);
  texts[n++] = strdup(a);
  free(texts[0]);
} // expect: leak: 'texts[n++]'

void backward_ok(int n, const char *s) {
  char *texts[8];
  int i = n;
again:
  texts[i] = strdup(s);
  if (--i > 0)
    goto again;
  free_all(texts, n + 1);
}

// A callee that frees the element by a number.
static void free_first(char **texts) { free(texts[0]); }

void callee_by_number_ok(int n, const char *s) {
  char *texts[8] = {NULL};
  texts[n] = strdup(s);
  free_first(texts);
}

struct bag {
  char *items[8];
  int count;
};

void bag_ok(struct bag *bag, const char *s) {
  bag->items[bag->count] = strdup(s);
  bag->count++;
}

int bag_fails_bad(const char *s) {
  struct bag bag = {{NULL}, 0};
  int n = rand() % 8;
  bag.items[n] = strdup(s);
  if (!bag.items[n])
    return -1;
  if (bag.count)
    return -1;
  return 0; // expect: leak: 'bag.items[n]'
}
