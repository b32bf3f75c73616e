// RUN: %check_both %s
// In conditions, in the heads of loops, behind && and ?:.
#define _GNU_SOURCE
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void and_bad(const char *s) {
  if (s && strdup(s)) // expect: discarded-result
    puts("copied");
}

void and_ok(const char *s) {
  char *copy = NULL;
  if (s && (copy = strdup(s)))
    puts("copied");
  free(copy);
}

void while_bad(const char *s) {
  while (strdup(s) == NULL) // expect: discarded-result
    puts("again");
}

void while_ok(const char *s) {
  char *copy;
  while ((copy = strdup(s)) == NULL)
    puts("again");
  free(copy);
}

void for_step_bad(int n) {
  for (int i = 0; i < n; i++, malloc(i)) // expect: discarded-result
    puts("round");
}

void for_step_ok(int n) {
  char *p = NULL;
  for (int i = 0; i < n; i++, free(p), p = malloc(i))
    puts("round");
  free(p);
}

void ternary_bad(bool b, const char *s) {
  puts(b ? strdup(s) : s); // expect: discarded-result
}

void ternary_ok(bool b, const char *s) {
  puts(b ? "constant" : s);
}

void cast_to_void_bad(const char *s) {
  (void)strdup(s); // expect: discarded-result
}

void cast_to_void_ok(const char *s) {
  (void)strlen(s);
}

void field_bad(void) {
  struct pair {
    int a, b;
  };
  int n = ((struct pair *)calloc(1, sizeof(struct pair)))->a; // expect: discarded-result // expect: unchecked-allocation
  printf("%d\n", n);
}

void field_ok(void) {
  struct pair {
    int a, b;
  };
  struct pair *p = calloc(1, sizeof *p);
  if (!p)
    return;
  printf("%d\n", p->a);
  free(p);
}

// A branch asks for what is not wanted: the other side never comes back.
void refused_ok(unsigned long huge) {
  if (!malloc(huge))
    return;
  abort();
}
void refused_by_a_macro_ok(unsigned long huge) {
  if (!(!malloc(huge)))
    abort();
}
int asked_bad(unsigned long n) {
  if (!malloc(n)) // expect: discarded-result
    return 1;
  return 0;
}
