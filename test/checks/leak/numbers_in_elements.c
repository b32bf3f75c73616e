// RUN: %check_both %s -- -std=gnu11
// A number that is stored through an element of an array takes the array out of nothing.
#include <stdlib.h>

struct table {
  int rows;
  double **row;
};

void set_ok(void) {
  struct table t;
  t.row = calloc(3, sizeof *t.row);
  if (!t.row)
    return;
  if (t.row[2])
    t.row[2][0] = 1;
  free(t.row);
}

static struct table *table_new(int rows) {
  struct table *t = malloc(sizeof *t);
  if (!t)
    return NULL;
  t->rows = rows;
  t->row = calloc(rows, sizeof *t->row);
  if (!t->row) {
    free(t);
    return NULL;
  }
  return t;
}

static void table_free(struct table *t) {
  free(t->row);
  free(t);
}

void table_ok(char **names) {
  struct table *t = table_new(3);
  if (!t)
    return;
  t->row[1][0] = 0;
  names[1][0] = 0;
  table_free(t);
}

void table_bad(void) {
  struct table *t = table_new(3);
  if (!t)
    return;
  t->row[1][0] = 0;
  free(t); // expect: leak: 'row'
}
