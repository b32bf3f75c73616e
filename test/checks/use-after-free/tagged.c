// A tag beside the pointer says whether it is one.
// RUN: %check_both %s -- -std=gnu11
#include <stdio.h>
#include <stdlib.h>

enum kind { NUMBER, TEXT };
struct cell {
  enum kind kind;
  double number;
  char *text;
};

void run_ok(struct cell *top, const int *program) {
  top->number = atof(top->text);
  free(top->text);
  top->kind = NUMBER;
  if (*program == 3)
    puts(top->text); // the program knows that there is a text again
}

void show_bad(struct cell *c) {
  free(c->text);
  c->number = 0;
  puts(c->text); // expect: use-after-free: 'c->text' is used after 'free' released it
}
