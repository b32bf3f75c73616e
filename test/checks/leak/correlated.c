// RUN: %check_both %s
// Conditions that hang together: a flag tested twice, a result kept in a
// variable, a count that says whether there is something to release.
#define _GNU_SOURCE
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool check(const char *s);

void flag_ok(bool a) {
  char *p;
  if (a)
    p = malloc(10);
  puts("between");
  if (a)
    free(p);
}

void flag_bad(bool a, bool b) {
  char *p = NULL;
  if (a)
    p = malloc(10);
  puts("between");
  if (b)
    free(p);
} // expect: leak: 'p'

void negated_ok(bool a) {
  char *p = malloc(10);
  if (a)
    free(p);
  puts("between");
  if (!a)
    free(p);
}

void result_variable_ok(void) {
  char *p = malloc(10);
  bool ok = p != NULL;
  if (!ok)
    return;
  free(p);
}

void result_variable_bad(void) {
  char *p = malloc(10);
  bool ok = p != NULL;
  if (ok)
    return; // expect: leak: 'p'
  free(p);
}

void count_ok(int n) {
  char *p = NULL;
  if (n > 0)
    p = malloc(n);
  if (n > 0)
    free(p);
}

void status_ok(const char *s) {
  char *p = NULL;
  int status = -1;
  if (check(s)) {
    p = strdup(s);
    status = 0;
  }
  if (status == 0)
    free(p);
}

void status_bad(const char *s) {
  char *p = NULL;
  int status = -1;
  if (check(s)) {
    p = strdup(s);
    status = 0;
  }
  if (status != 0)
    free(p);
} // expect: leak: 'p'

void owned_flag_ok(char *given) {
  bool mine = false;
  char *p = given;
  if (!p) {
    p = malloc(10);
    mine = true;
  }
  if (p)
    puts("have it");
  if (mine)
    free(p);
}

void same_test_of_parameter_ok(const char *s) {
  char *p = NULL;
  if (s != NULL)
    p = strdup(s);
  puts("between");
  if (s != NULL)
    free(p);
}

void both_ok(void) {
  char *a = malloc(1), *b = malloc(1);
  if (a && b)
    puts("both");
  free(a);
  free(b);
}

void either_missing_bad(void) {
  char *a = malloc(1), *b = malloc(1);
  if (!a || !b)
    return; // expect: leak // expect: leak
  free(a);
  free(b);
}

void either_missing_ok(void) {
  char *a = malloc(1), *b = malloc(1);
  if (!a || !b) {
    free(a);
    free(b);
    return;
  }
  free(a);
  free(b);
}

// Whether it is the caller's to close, a flag of the pool says, and it is asked again.
struct file_pool {
  int shares;
  FILE *slots[4];
};
static FILE *pool_get(struct file_pool *p, const char *name) {
  if (!p->shares)
    return fopen(name, "r");
  return p->slots[0];
}
static void pool_put(struct file_pool *p, FILE *f) {
  if (!p->shares)
    fclose(f);
}

void pool_used_ok(struct file_pool *p, const char *name) {
  FILE *f = pool_get(p, name);
  if (!f)
    return;
  fgetc(f);
  pool_put(p, f);
}

void pool_left_bad(struct file_pool *p, const char *name) {
  FILE *f = pool_get(p, name);
  if (!f)
    return;
  if (fgetc(f) == 'x')
    return; // expect: leak: 'f'
  pool_put(p, f);
}

void other_pool_bad(struct file_pool *p, struct file_pool *other, const char *name) {
  FILE *f = pool_get(p, name);
  if (!f)
    return;
  pool_put(other, f);
} // expect: leak: 'f'
