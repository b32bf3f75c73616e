// RUN: %check_both %s --rules=double-free,leak -- -w
// Calls through pointers that are only ever given one function.
#include <stdlib.h>

static void end(char *p) { free(p); }
static void keep(char *p) {}

void variable_bad(void) {
  void (*f)(char *) = end;
  char *p = malloc(4);
  f(p);
  free(p); // expect: double-free: 'p'
}

void variable_ok(void) {
  void (*f)(char *) = end;
  char *p = malloc(4);
  f(p);
}

void keeps_bad(void) {
  void (*f)(char *) = keep;
  char *p = malloc(4);
  f(p);
} // expect: leak: 'p'

// Which of the two it is, nobody knows.
void one_of_two_ok(int n) {
  void (*f)(char *) = keep;
  if (n)
    f = end;
  char *p = malloc(4);
  f(p);
}

struct operations {
  void (*finish)(char *);
};
static const struct operations all = {.finish = end};
static void (*const table[])(char *) = {keep, end};

void operations_bad(void) {
  char *p = malloc(4);
  all.finish(p);
  all.finish(p); // expect: double-free: 'p'
}

void table_bad(void) {
  char *p = malloc(4);
  table[1](p);
  free(p); // expect: double-free: 'p'
}

void table_ok(void) {
  char *p = malloc(4);
  table[0](p);
  free(p);
}
