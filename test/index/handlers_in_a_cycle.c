// RUN: %check_index %s
// An error handler that calls back into what calls it: that it never returns is known before its
// callers in the cycle are solved, in whatever order the files come.
//--- a_memory.h
void *get(unsigned n);
void give(void *p);
_Bool flush_all(void);
void no_memory(void);
void leave(int code);
//--- a_memory.c
#include "a_memory.h"
#include <stdlib.h>
void *get(unsigned n) {
  void *p = malloc(n);
  if (!p)
    no_memory();
  return p;
}
void give(void *p) {
  free(p);
}
//--- b_use.c
#include "a_memory.h"
int *numbers_ok(void) {
  int *p = get(8);
  p[0] = 1;
  return p;
}
//--- c_errors.c
#include "a_memory.h"
#include <stdio.h>
void no_memory(void) {
  fputs("no memory\n", stderr);
  leave(2);
}
//--- d_main.c
#include "a_memory.h"
#include <stdlib.h>
void leave(int code) {
  exit(flush_all() ? code : 3);
}
//--- e_files.c
#include "a_memory.h"
_Bool flush_all(void) {
  char *room = get(100);
  room[0] = 0;
  give(room);
  return 1;
}
