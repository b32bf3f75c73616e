// RUN: %check_index %s
// Acquired in one file, released or lost in another.
//--- name.h
#include <stddef.h>
char *name_make(const char *text);
char *name_try(const char *text, int *failed);
void name_drop(char *name);
size_t name_length(const char *name);
//--- name.c
#include "name.h"
#include <stdlib.h>
#include <string.h>
char *name_make(const char *text) {
  char *p = malloc(strlen(text) + 1);
  if (!p)
    return NULL;
  strcpy(p, text);
  return p;
}
char *name_try(const char *text, int *failed) {
  char *p = name_make(text);
  *failed = p == NULL;
  return p;
}
void name_drop(char *name) { free(name); }
size_t name_length(const char *name) { return strlen(name); }
//--- use.c
#include "name.h"
#include <stdlib.h>
int lost_bad(const char *text) {
  char *n = name_make(text);
  if (!n)
    return -1;
  if (name_length(n) > 7)
    return 1; // expect: leak: 'n'
  name_drop(n);
  return 0;
}
int lost_ok(const char *text) {
  char *n = name_make(text);
  if (!n)
    return -1;
  if (name_length(n) > 7) {
    name_drop(n);
    return 1;
  }
  name_drop(n);
  return 0;
}
void through_two_bad(const char *text) {
  int failed;
  char *n = name_try(text, &failed);
} // expect: leak: 'n'
void through_two_ok(const char *text) {
  int failed;
  char *n = name_try(text, &failed);
  name_drop(n);
}
void twice_bad(const char *text) {
  char *n = name_make(text);
  name_drop(n);
  name_drop(n); // expect: double-free: 'n'
}
void mine_bad(void) {
  char *p = malloc(3);
  name_drop(p);
  if (p)
    *p = 0; // expect: use-after-free
}
void mine_ok(void) {
  char *p = malloc(3);
  if (p)
    *p = 0;
  name_drop(p);
}
void only_looked_at_bad(void) {
  char *p = calloc(3, 1);
  if (!p)
    return;
  name_length(p);
} // both: leak: 'p'
