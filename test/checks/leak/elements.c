// RUN: %check_both %s -- -std=gnu11
// Arrays whose elements own something: which ones a loop releases nobody can count, but where no code releases one, or
// hands one on, they are lost with the array.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int array_bad(int n, char **from) {
  char **t = calloc(n, sizeof *t);
  if (!t)
    return -1;
  for (int i = 0; i < n; i++)
    t[i] = strdup(from[i]);
  free(t); // expect: leak: releasing 't' loses what its elements own
  return 0;
}
void local_bad(void) {
  char *t[4];
  for (int i = 0; i < 4; i++)
    t[i] = malloc(4);
  puts(t[0] ? t[0] : "");
} // expect: leak: what the elements of 't' own is neither released nor transferred in 'local_bad'
int matrix_bad(int r, int c) {
  int **m = malloc(r * sizeof *m);
  if (!m)
    return -1;
  for (int i = 0; i < r; i++) {
    m[i] = malloc(c * sizeof **m);
    if (!m[i]) {
      free(m); // expect: leak: releasing 'm' loses what its elements own
      return -1;
    }
  }
  for (int i = 0; i < r; i++)
    for (int j = 0; j < c; j++)
      m[i][j] = i * j;
  free(m);
  return 0;
}
int matrix_ok(int r, int c) {
  int **m = malloc(r * sizeof *m);
  if (!m)
    return -1;
  for (int i = 0; i < r; i++) {
    m[i] = malloc(c * sizeof **m);
    if (!m[i]) {
      while (i--)
        free(m[i]);
      free(m);
      return -1;
    }
  }
  for (int i = 0; i < r; i++)
    free(m[i]);
  free(m);
  return 0;
}
char **copy_bad(char **v, int n) {
  char **o = calloc(n + 1, sizeof *o);
  if (!o)
    return NULL;
  for (int i = 0; i < n; i++) {
    o[i] = strdup(v[i]);
    if (!o[i]) {
      free(o); // expect: leak: releasing 'o' loses what its elements own
      return NULL;
    }
  }
  return o;
}
int grown_bad(FILE *f) {
  char **lines = NULL, line[80];
  size_t n = 0;
  while (fgets(line, sizeof line, f)) {
    char **more = realloc(lines, (n + 1) * sizeof *more);
    if (!more)
      break;
    lines = more;
    lines[n++] = strdup(line);
  }
  for (size_t i = 0; i < n; i++)
    if (lines[i])
      printf("%s", lines[i]);
  free(lines); // expect: leak: releasing 'lines' loses what its elements own
  return 0;
}
int grown_ok(FILE *f) {
  char **lines = NULL, line[80];
  size_t n = 0;
  while (fgets(line, sizeof line, f)) {
    char **more = realloc(lines, (n + 1) * sizeof *more);
    if (!more)
      break;
    lines = more;
    lines[n++] = strdup(line);
  }
  for (size_t i = 0; i < n; i++)
    free(lines[i]);
  free(lines);
  return 0;
}
struct item { char *name; int k; };
int records_bad(int n, char **from) {
  struct item *t = calloc(n, sizeof *t);
  if (!t)
    return -1;
  for (int i = 0; i < n; i++) {
    t[i].k = i;
    t[i].name = strdup(from[i]);
  }
  free(t); // expect: leak: releasing 't' loses what its elements own
  return 0;
}
int records_ok(int n, char **from) {
  struct item *t = calloc(n, sizeof *t);
  if (!t)
    return -1;
  for (int i = 0; i < n; i++) {
    t[i].k = i;
    t[i].name = strdup(from[i]);
  }
  for (struct item *p = t; p != t + n; p++)
    free(p->name);
  free(t);
  return 0;
}
static void free_all(char **v, int n) {
  for (int i = 0; i < n; i++)
    free(v[i]);
  free(v);
}
static void show(char **v, int n) {
  for (int i = 0; i < n; i++)
    puts(v[i]);
}
int helper_ok(int n, char **from) {
  char **t = calloc(n, sizeof *t);
  if (!t)
    return -1;
  for (int i = 0; i < n; i++)
    t[i] = strdup(from[i]);
  show(t, n);
  free_all(t, n);
  return 0;
}
int shown_bad(int n, char **from) {
  char **t = calloc(n, sizeof *t);
  if (!t)
    return -1;
  for (int i = 0; i < n; i++)
    t[i] = strdup(from[i]);
  show(t, n);
  free(t); // expect: leak: releasing 't' loses what its elements own
  return 0;
}
int none_ok(int n, char **from) {
  char **t = calloc(n, sizeof *t);
  int k = 0;
  if (!t)
    return -1;
  for (int i = 0; i < n; i++)
    if (*from[i])
      t[k++] = strdup(from[i]);
  if (k == 0) {
    free(t);
    return 0;
  }
  free_all(t, k);
  return 0;
}
char **filled_ok(int n, char **from) {
  char **t = calloc(n, sizeof *t);
  int k = 0;
  if (!t)
    return NULL;
  for (int i = 0; i < n; i++)
    if (*from[i])
      t[k++] = strdup(from[i]);
  if (k == 0) {
    free(t);
    return NULL;
  }
  return t;
}
int one_ok(const char *s) {
  char **t = malloc(2 * sizeof *t);
  if (!t)
    return -1;
  t[0] = strdup(s);
  if (!t[0]) {
    free(t);
    return -1;
  }
  free(t[0]);
  free(t);
  return 0;
}
int search_ok(int n, char **from) {
  char **t = calloc(n, sizeof *t);
  if (!t)
    return -1;
  for (int i = 0; i < n; i++) {
    t[i] = strdup(from[i]);
    char *s = t[i];
    if (s && !strcmp(s, "x"))
      puts(s);
    free(s);
  }
  free(t);
  return 0;
}
static char **table(int n) {
  char **t = malloc(n * sizeof *t);
  if (!t)
    return NULL;
  for (int i = 0; i < n; i++)
    t[i] = strdup("x");
  return t;
}
static void free_array(char **t) { free(t); }
void made_bad(void) {
  char **t = table(4);
  free(t); // expect: leak: releasing 't' loses what its elements own
}
void helper_bad(void) {
  char **t = table(4);
  if (!t)
    return;
  puts(t[0]);
  free_array(t); // expect: leak: releasing 't' loses what its elements own
}
void made_ok(void) {
  char **t = table(4);
  if (!t)
    return;
  puts(t[0]);
  free_all(t, 4);
}
int goto_ok(void) {
  int rc = -1;
  char **t = table(4);
  if (!t)
    goto out;
  for (int i = 0; i < 4; i++)
    free(t[i]);
  rc = 0;
out:
  free(t);
  return rc;
}
char **again_ok(int n) { return table(n + 1); }

// Addresses into one block, which has a name of its own.
int lines_ok(const char *text, int n) {
  char *copy = strdup(text), **t = calloc(n, sizeof *t);
  if (!copy || !t) {
    free(copy);
    free(t);
    return -1;
  }
  for (int i = 0; i < n; i++)
    t[i] = copy + i;
  show(t, n);
  free(t);
  free(copy);
  return 0;
}
static void *regrow(void *p, size_t size) {
  void *q = realloc(p, size);
  if (!q)
    exit(1);
  return q;
}
char **grown_by_wrapper_ok(FILE *f) {
  char **lines = NULL, line[80];
  size_t n = 0;
  while (fgets(line, sizeof line, f)) {
    lines = regrow(lines, (n + 1) * sizeof *lines);
    lines[n++] = strdup(line);
  }
  return lines;
}
