// RUN: %check_both %s -- -std=gnu11
// An allocation that is compared as a number: no block lies in the first page.
#include <stdlib.h>

typedef unsigned long word;
struct leaf {
  word at[4];
};
struct trunk {
  word total;
  int error;
};

struct leaf *leaf_new_ok(struct trunk *t) {
  struct leaf *l = malloc(sizeof *l);
  if ((word)l > sizeof(word)) {
    l->at[0] = 0;
    t->total += 4;
  } else {
    t->error = (word)l == 0 ? 2 : 3;
    return NULL;
  }
  return l;
}

int leaf_set_ok(struct trunk *t, struct leaf **root) {
  struct leaf *l = malloc(sizeof *l);
  if (l < (struct leaf *)sizeof(word)) {
    t->error = l == NULL ? 2 : 3;
    return -1;
  }
  l->at[1] = 1;
  *root = l;
  return 0;
}

int leaf_set_bad(struct trunk *t, struct leaf **root, int full) {
  struct leaf *l = malloc(sizeof *l);
  if (l < (struct leaf *)sizeof(word)) {
    t->error = l == NULL ? 2 : 3;
    return -1;
  }
  if (full)
    return -1; // expect: error-path-leak: 'l'
  l->at[1] = 1;
  *root = l;
  return 0;
}
