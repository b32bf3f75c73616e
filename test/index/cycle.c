// RUN: %check_index %s
// Functions that call each other over files.
//--- tree.h
struct tree {
  struct tree *left, *right;
  char *text;
};
void tree_free(struct tree *t);
void tree_free_right(struct tree *t);
char *ping(int n);
char *pong(int n);
//--- left.c
#include "tree.h"
#include <stdlib.h>
void tree_free(struct tree *t) {
  if (!t)
    return;
  tree_free(t->left);
  tree_free_right(t);
  free(t->text);
  free(t);
}
char *ping(int n) { return n > 0 ? pong(n - 1) : malloc(1); }
//--- right.c
#include "tree.h"
#include <stdlib.h>
void tree_free_right(struct tree *t) { tree_free(t->right); }
char *pong(int n) { return n > 0 ? ping(n - 1) : malloc(2); }
//--- use.c
#include "tree.h"
#include <stdlib.h>
void freed_bad(struct tree *t) {
  if (!t)
    return;
  tree_free(t);
  t->left = NULL; // expect: use-after-free
}
void freed_ok(struct tree *t) {
  if (!t)
    return;
  t->left = NULL;
  tree_free(t);
}
void pinged_bad(void) {
  char *p = ping(3);
} // expect: leak
void pinged_ok(void) {
  char *p = ping(3);
  free(p);
}
