// RUN: %check_both %s
// Jumps whose target no condition chooses: all are possible.
#include <stdlib.h>

// What comes before the jump is no expression.
int static_branch_bad(int key, char *own_p) {
  __asm__ volatile("" ::: "memory");
  __asm__ goto("" : : "r"(key) : : yes);
  free(own_p);
  free(own_p); // expect: double-free: 'own_p'
  return 0;
yes:
  free(own_p);
  free(own_p); // expect: double-free: 'own_p'
  return 1;
}

int static_branch_ok(int key, char *own_p) {
  __asm__ volatile("" ::: "memory");
  __asm__ goto("" : : "r"(key) : : yes);
  free(own_p);
  return 0;
yes:
  free(own_p);
  return 1;
}

// Two labels, neither of them NULL.
int computed_bad(int n, char *own_p) {
  static void *const targets[] = {&&first, &&second};
  goto *targets[n];
first:
  free(own_p);
  free(own_p); // expect: double-free: 'own_p'
  return 0;
second:
  free(own_p);
  free(own_p); // expect: double-free: 'own_p'
  return 1;
}

int computed_ok(int n, char *own_p) {
  static void *const targets[] = {&&first, &&second};
  goto *targets[n];
first:
  free(own_p);
  return 0;
second:
  free(own_p);
  return 1;
}
