// RUN: %check_both %s
// Values that fields, arrays, out-parameters and globals hold.
#define _GNU_SOURCE
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct person {
  char *name;
  char *city;
};

static char *global_name;
static char *names[8];

void local_struct_bad(void) {
  struct person p = {0};
  p.name = strdup("x");
  puts("done");
} // expect: leak: 'p.name'

void local_struct_ok(void) {
  struct person p = {0};
  p.name = strdup("x");
  puts("done");
  free(p.name);
}

// Freeing the struct loses what its field owns.
void owning_field_bad(void) {
  struct person *p = calloc(1, sizeof *p);
  if (!p)
    return;
  p->name = strdup("x");
  free(p); // expect: leak
}

void owning_field_ok(void) {
  struct person *p = calloc(1, sizeof *p);
  if (!p)
    return;
  p->name = strdup("x");
  free(p->name);
  free(p);
}

struct person *filled_ok(void) {
  struct person *p = calloc(1, sizeof *p);
  if (!p)
    return NULL;
  p->name = strdup("x");
  p->city = strdup("y");
  return p;
}

struct person by_value_ok(void) {
  struct person p = {strdup("x"), NULL};
  return p;
}

void literal_ok(struct person *out) {
  char *name = strdup("x");
  *out = (struct person){.name = name, .city = NULL};
}

void into_parameter_ok(struct person *p) {
  p->name = strdup("x");
}

void into_global_ok(void) {
  char *copy = strdup("x");
  global_name = copy;
}

void into_global_array_ok(int i) {
  char *copy = strdup("x");
  names[i] = copy;
}

void into_static_ok(void) {
  static char *cache;
  if (!cache)
    cache = strdup("x");
  puts(cache);
}

bool out_parameter_ok(char **out) {
  char *copy = strdup("x");
  if (!copy)
    return false;
  *out = copy;
  return true;
}

void fixed_slots_bad(void) {
  char *pair[2];
  pair[0] = strdup("a");
  pair[1] = strdup("b");
  free(pair[0]);
} // expect: leak: 'pair[1]'

void fixed_slots_ok(void) {
  char *pair[2];
  pair[0] = strdup("a");
  pair[1] = strdup("b");
  free(pair[0]);
  free(pair[1]);
}

// Elements in a loop: one weak cell, no leak is reported from it.
void array_in_loop_ok(int n) {
  char **all = calloc(n, sizeof *all);
  if (!all)
    return;
  for (int i = 0; i < n; i++)
    all[i] = strdup("x");
  for (int i = 0; i < n; i++)
    free(all[i]);
  free(all);
}

void given_by_asprintf_bad(int n) {
  char *text;
  if (asprintf(&text, "%d", n) < 0)
    return;
  puts(text);
} // expect: leak: 'text'

void given_by_asprintf_ok(int n) {
  char *text;
  if (asprintf(&text, "%d", n) < 0)
    return;
  puts(text);
  free(text);
}

void given_by_posix_memalign_ok(void) {
  void *p;
  if (posix_memalign(&p, 64, 128) != 0)
    return;
  memset(p, 0, 128);
  free(p);
}

void swap_ok(void) {
  char *a = strdup("a"), *b = strdup("b");
  char *t = a;
  a = b;
  b = t;
  free(a);
  free(b);
}

union either {
  char *text;
  void *any;
};

void union_ok(void) {
  union either e;
  e.text = strdup("x");
  free(e.any);
}

void copied_struct_ok(void) {
  struct person a = {strdup("x"), NULL};
  struct person b = a;
  free(b.name);
}

void through_memcpy_ok(struct person *out) {
  struct person a = {strdup("x"), NULL};
  memcpy(out, &a, sizeof a);
}

// A row that is written to is no place that holds its matrix.
struct matrix {
  int rows, columns;
  double **at;
};
struct matrix *matrix_like(const struct matrix *of) {
  struct matrix *m = malloc(sizeof *m);
  if (!m)
    return NULL;
  m->at = calloc(of->rows, sizeof *m->at);
  if (!m->at) {
    free(m);
    return NULL;
  }
  return m;
}
struct matrix *matrix_twice_ok(const struct matrix *x) {
  struct matrix *z = matrix_like(x);
  if (!z)
    return NULL;
  for (int i = 0; i < x->rows; i++)
    for (int j = 0; j < x->columns; j++) {
      const double twice = 2 * x->at[i][j];
      z->at[i][j] = twice;
    }
  return z;
}

// Rows that are filled: the one at hand is lost by itself.
char **rows_bad(int n, const char *s) {
  char **rows = calloc(n, sizeof *rows);
  if (!rows)
    return NULL;
  for (int i = 0; i < n; i++) {
    rows[i] = strdup(s);
    if (!rows[i] || rows[i][0] == '#') {
      for (int k = 0; k < i; k++)
        free(rows[k]);
      free(rows); // expect: leak: 'rows'
      return NULL;
    }
  }
  return rows;
}
char **rows_ok(int n, const char *s) {
  char **rows = calloc(n, sizeof *rows);
  if (!rows)
    return NULL;
  for (int i = 0; i < n; i++) {
    rows[i] = strdup(s);
    if (!rows[i] || rows[i][0] == '#') {
      for (int k = 0; k <= i; k++)
        free(rows[k]);
      free(rows);
      return NULL;
    }
  }
  return rows;
}

// One element by its number, all of them by a counter.
struct team {
  struct person **members;
  size_t count;
};
void found_and_dissolve_ok(struct team *t, size_t count) {
  struct person *head = malloc(sizeof *head);
  if (!head)
    return;
  t->count = 3;
  t->members = calloc(3, sizeof *t->members);
  if (!t->members) {
    free(head);
    return;
  }
  t->members[0] = head;
  for (size_t i = 0; i < t->count; i++)
    free(t->members[i]);
  free(t->members);
  t->members = NULL;
}
void found_and_dissolve_bad(struct team *t, size_t count) {
  struct person *head = malloc(sizeof *head);
  if (!head)
    return;
  t->members = calloc(3, sizeof *t->members);
  if (!t->members) {
    free(head);
    return;
  }
  t->members[0] = head;
  free(t->members);
  t->members = NULL;
} // expect: leak: 'head'
