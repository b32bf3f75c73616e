// RUN: %check_both %s
// A comment says who owns it from then on, and a body in sight that it is kept.
#include <stdlib.h>

struct owner {
  char *text;
};
/// Sets the text. Takes ownership of text.
static void owner_set(struct owner *o, char *text) {
  free(o->text);
  o->text = text;
}
void kept_bad(struct owner *o) {
  char *text = malloc(8);
  if (!text)
    return;
  owner_set(o, text);
  free(text); // expect: double-free
}
void kept_ok(struct owner *o) {
  char *text = malloc(8);
  if (!text)
    return;
  owner_set(o, text);
  text[0] = 'y';
}
