// RUN: %check_index %s
// A fresh value through a parameter, and one that is only made where there was none.
//--- get.h
int get_new(char **out, int n);
int get_once(char **slot, int n);
//--- get.c
#include "get.h"
#include <stdlib.h>
int get_new(char **out, int n) {
  char *p = malloc(n);
  if (!p)
    return -1;
  p[0] = 0;
  *out = p;
  return 0;
}
int get_once(char **slot, int n) {
  char *fresh = NULL, *p;
  if (*slot)
    p = *slot;
  else {
    fresh = malloc(n);
    if (!fresh)
      return -1;
    p = fresh;
  }
  p[0] = 0;
  *slot = p;
  return 0;
}
//--- use.c
#include "get.h"
#include <stdlib.h>
int new_bad(void) {
  char *p;
  if (get_new(&p, 3) < 0)
    return -1;
  return p[0]; // expect: leak: 'p'
}
int new_ok(void) {
  char *p;
  if (get_new(&p, 3) < 0)
    return -1;
  free(p);
  return 0;
}
int once_bad(void) {
  char *p = NULL;
  if (get_once(&p, 3) < 0)
    return -1;
  return p[0]; // expect: leak: 'p'
}
int once_ok(void) {
  char room[3];
  char *p = room;
  if (get_once(&p, 3) < 0)
    return -1;
  return p[0];
}
