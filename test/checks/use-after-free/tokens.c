// RUN: %check_both %s -- -std=gnu11
// strtok() and its kin give places in the text that they were given, and go on in it where they are given NULL.
#include <stdlib.h>
#include <string.h>

char *local_bad(const char *s) {
  char c[20];
  strncpy(c, s, 19);
  c[19] = 0;
  return strtok(c, " "); // expect: borrow-outlives-owner
}

int freed_bad(const char *s) {
  char *c = strdup(s), *save;
  if (!c)
    return 0;
  char *t = strtok_r(c, " ", &save);
  free(c);
  return t ? *t : 0; // expect: use-after-free: 't'
}

int count_ok(const char *s) {
  char *c = strdup(s), *save;
  int n = 0;
  if (!c)
    return 0;
  for (char *t = strtok_r(c, " ", &save); t; t = strtok_r(NULL, " ", &save))
    n += t[0];
  free(c);
  return n;
}

/* The tokens keep the text. */
int split_ok(const char *s, char ***out) {
  char *copy = strdup(s), *save = NULL, **all = NULL;
  int n = 0;
  if (!copy)
    return -1;
  for (char *t = strtok_r(copy, " ", &save); t; t = strtok_r(NULL, " ", &save)) {
    char **more = realloc(all, (n + 1) * sizeof *all);
    if (!more) {
      free(all);
      free(copy);
      return -1;
    }
    all = more;
    all[n++] = t;
  }
  if (n == 0) {
    free(copy);
    free(all);
    *out = NULL;
    return 0;
  }
  *out = all;
  return n;
}

/* A token is there only where the text is. */
int sum_ok(const char *s) {
  char *words = strdup(s), *save;
  int sum = 0;
  for (char *t = strtok_r(words, ",", &save); t; t = strtok_r(NULL, ",", &save))
    sum += atoi(t);
  free(words);
  return sum;
}
