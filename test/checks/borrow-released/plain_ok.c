// RUN: %check_both %s
// Nothing is said of these names: a release is a release.
#include <stdbool.h>
#include <stdlib.h>

struct box {
  char *text;
};

void parameter_ok(char *text) { free(text); }

void field_ok(struct box *b) {
  free(b->text);
  b->text = NULL;
}

void box_free_ok(struct box *b) {
  if (!b)
    return;
  free(b->text);
  free(b);
}

// A prefix on what is no pointer is no flow fact.
void scalar_ok(int mut_count, char *text) {
  if (mut_count > 0)
    free(text);
}

void prefixed_bad(char *mut_text) {
  free(mut_text); // expect: borrow-released: 'mut_text'
}

// NULL of a borrowed name.
void null_ok(char *mut_text) {
  mut_text = NULL;
  free(mut_text);
}
