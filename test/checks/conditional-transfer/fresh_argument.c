// RUN: %check_both %s -- -std=gnu11
// What is made for a call, and is nobody's where that fails.
#include <stdlib.h>
#include <string.h>

struct tag {
  char *text;
};

static struct tag *tag_new(char *text) {
  struct tag *t = malloc(sizeof *t);
  if (!t)
    return NULL;
  t->text = text;
  return t;
}
static struct tag *tag_new_or_free(char *text) {
  struct tag *t = malloc(sizeof *t);
  if (!t) {
    free(text);
    return NULL;
  }
  t->text = text;
  return t;
}
static void tag_free(struct tag *t) {
  if (t) {
    free(t->text);
    free(t);
  }
}

int argument_bad(void) {
  struct tag *t = tag_new(strdup("x")); // expect: conditional-transfer: what 'strdup' returned is lost when 'tag_new' fails
  if (!t)
    return -1;
  tag_free(t);
  return 0;
}

int argument_ok(void) {
  struct tag *t = tag_new_or_free(strdup("x"));
  if (!t)
    return -1;
  tag_free(t);
  return 0;
}
