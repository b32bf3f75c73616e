// RUN: %check_both %s
// A function that releases what a global holds, and calls what nobody knows: it releases
// what the global held when it was called.
#include <stdlib.h>

void tell(const char *what);

static char *buffer;
static char *spare;

static void stop(void) {
  tell("stop");
  free(buffer);
}

static void stop_if_there(void) {
  if (!spare)
    return;
  tell("stop");
  free(spare);
  spare = NULL;
}

void stop_bad(void) {
  char *made = malloc(8);
  if (!made)
    return;
  buffer = made;
  stop();
  free(made); // expect: double-free
}

void stop_ok(void) {
  char *made = malloc(8);
  if (!made)
    return;
  buffer = made;
  stop();
  buffer = NULL;
}

// The other function may have put another one there.
void told_ok(void) {
  char *made = malloc(8);
  if (!made)
    return;
  buffer = made;
  tell("change it");
  stop();
}

void there_bad(void) {
  char *made = malloc(8);
  if (!made)
    return;
  spare = made;
  stop_if_there();
  free(made); // expect: double-free
}

void not_there_ok(void) {
  char *made = malloc(8);
  if (!made)
    return;
  spare = NULL;
  stop_if_there();
  free(made);
}

void on_the_stack_bad(void) {
  char room[8];
  room[0] = 0;
  buffer = room;
  stop(); // expect: release-mismatch
  buffer = NULL;
}
