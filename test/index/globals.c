// RUN: %check_index %s
// A variable of one file that another file's functions fill and empty.
//--- state.h
extern char *state_text;
int state_set(const char *text);
void state_clear(void);
//--- state.c
#include "state.h"
#include <stdlib.h>
#include <string.h>
char *state_text;
int state_set(const char *text) {
  char *copy = strdup(text);
  if (!copy)
    return -1;
  free(state_text);
  state_text = copy;
  return 0;
}
void state_clear(void) {
  free(state_text);
  state_text = NULL;
}
//--- use.c
#include "state.h"
#include <stdio.h>
#include <stdlib.h>
void cleared_bad(void) {
  char *seen = state_text;
  if (!seen)
    return;
  state_clear();
  puts(seen); // expect: use-after-free
}
void cleared_ok(void) {
  char *seen = state_text;
  if (!seen)
    return;
  puts(seen);
  state_clear();
}
