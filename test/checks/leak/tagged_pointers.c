// RUN: %check_both %s -- -std=gnu11
// What becomes a number or a truth value: with a tag the pointer has left, a bool is no name of it.
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

uintptr_t tagged_ok(const char *s) {
  char *c = strdup(s);
  if (!c)
    return 0;
  return (uintptr_t)c | 1;
}

void *moved_ok(const char *s) {
  char *c = strdup(s);
  return c ? (void *)((uintptr_t)c + 1) : NULL;
}

int asked_bad(const char *s) {
  char *c = strdup(s);
  return c != NULL; // expect: leak: 'c'
}

bool opened_ok(const char *s) {
  FILE *f = fopen(s, "r");
  bool opened = f;
  if (opened)
    fclose(f);
  return opened;
}

bool opened_bad(const char *s) {
  FILE *f = fopen(s, "r");
  bool opened = f;
  return opened; // expect: leak: 'f'
}
