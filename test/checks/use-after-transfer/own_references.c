// RUN: %check_both %s --rules=use-after-transfer,prefix-mismatch,double-free,use-after-free,release-mismatch -- -std=gnu11
// References that are counted by hand, with prefixes: each name that t_ref() gave one has its own.
#include <stdlib.h>

typedef struct text {
  int references;
  char *own_text;
} text_t;
typedef struct holder {
  text_t *own_text;
} holder_t;

text_t *text_create(void) {
  text_t *own_text = calloc(1, sizeof *own_text);
  if (own_text)
    own_text->references = 1;
  return own_text;
}
text_t *text_ref(text_t *mut_text) {
  mut_text->references++;
  return mut_text;
}
void text_unref(text_t *own_text) {
  if (!own_text || --own_text->references > 0)
    return;
  free(own_text->own_text);
  free(own_text);
}

int two_references_ok(void) {
  text_t *own_first = text_create();
  if (!own_first)
    return -1;
  text_t *own_second = text_ref(own_first);
  text_unref(own_first);
  own_first = NULL;
  int references = own_second->references;
  text_unref(own_second);
  return references;
}

void replaced_ok(holder_t *mut_holder, text_t *mut_text) {
  text_unref(mut_holder->own_text);
  mut_holder->own_text = text_ref(mut_text);
}

int two_holders_ok(void) {
  holder_t a = {0}, b = {0};
  text_t *own_text = text_create();
  if (!own_text)
    return -1;
  a.own_text = text_ref(own_text);
  b.own_text = text_ref(own_text);
  text_unref(own_text);
  own_text = NULL;
  int references = a.own_text->references;
  text_unref(a.own_text);
  text_unref(b.own_text);
  return references;
}

int after_the_only_one_bad(void) {
  text_t *own_text = text_create();
  if (!own_text)
    return -1;
  text_unref(own_text);
  return own_text->references; // expect: use-after-transfer: 'own_text->references'
}

void kept_bad(holder_t *mut_holder, text_t *mut_text) {
  mut_holder->own_text = mut_text; // expect: prefix-mismatch: 'mut_holder->own_text' says owned
}
