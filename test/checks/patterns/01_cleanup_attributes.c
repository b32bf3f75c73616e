// RUN: %check_both %s
// Hard pattern 1: variables with a cleanup, aliases of them, a wrong cleanup function. The cleanup is an event at the end of
// the scope; it releases the object, not the name.
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void free_text(char **at) { free(*at); }
static void close_stream(FILE **at) {
  if (*at)
    fclose(*at);
}
static void nothing_at_all(char **at) { (void)at; }
#define AUTO_TEXT __attribute__((cleanup(free_text)))
#define AUTO_STREAM __attribute__((cleanup(close_stream)))

struct entry {
  char *name;
};

int length_ok(const char *s) {
  AUTO_TEXT char *copy = strdup(s);
  char *alias = copy;
  if (!alias)
    return -1;
  return (int)strlen(alias);
}

// The alias is released by hand, and its object again at the end of the scope.
int alias_bad(const char *s) {
  AUTO_TEXT char *copy = strdup(s); // expect: double-free: 'copy'
  char *alias = copy;
  if (!alias)
    return -1;
  free(alias);
  return 0;
}

char *returned_bad(const char *s) {
  AUTO_TEXT char *copy = strdup(s);
  return copy; // expect: borrow-outlives-owner: 'copy'
}

char *returned_ok(const char *s) {
  AUTO_TEXT char *copy = strdup(s);
  char *result = copy;
  copy = NULL;
  return result;
}

int stored_ok(struct entry *e, const char *s) {
  AUTO_TEXT char *copy = strdup(s);
  if (!copy)
    return -1;
  e->name = copy;
  copy = NULL;
  return 0;
}

void does_nothing_bad(const char *s) {
  __attribute__((cleanup(nothing_at_all))) char *copy = strdup(s);
  if (copy)
    copy[0] = 'x';
} // expect: leak: 'copy'

// A loop runs the cleanup in each round.
int each_round_ok(int n, const char *s) {
  int sum = 0;
  for (int i = 0; i < n; i++) {
    AUTO_TEXT char *copy = strdup(s);
    if (!copy)
      continue;
    if (i == 7)
      break;
    sum += (int)strlen(copy);
  }
  return sum;
}

int assigned_again_bad(const char *s) {
  AUTO_TEXT char *copy = strdup(s);
  copy = strdup("other"); // expect: leak: 'copy'
  return copy != NULL;
}

int two_ok(const char *path) {
  AUTO_STREAM FILE *stream = fopen(path, "r");
  AUTO_TEXT char *line = malloc(80);
  if (!stream || !line || !fgets(line, 80, stream))
    return -1;
  return line[0];
}
