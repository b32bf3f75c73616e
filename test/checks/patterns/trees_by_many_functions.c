// RUN: %check_both %s -- -std=gnu11
// A grammar has a function for each of its rules, and all of them call each other for the parts of a tree. What they do far
// below their arguments doubles with each step down: a summary says that something there has changed.
#include <stdlib.h>
#include <string.h>

struct term {
  struct term *left, *right;
  char *text;
  int rule;
};

#define DECLARE(name) int name(struct term *t, int depth);
#define DEFINE(name, number, first, second)                                                                           \
  int name(struct term *t, int depth) {                                                                                \
    if (!t)                                                                                                            \
      return 0;                                                                                                        \
    if (t->rule == number) {                                                                                           \
      free(t->text);                                                                                                   \
      t->text = strdup("folded");                                                                                      \
      if (!t->text)                                                                                                    \
        return -1;                                                                                                     \
    }                                                                                                                  \
    if (first(t->left, depth) < 0)                                                                                     \
      return -1;                                                                                                       \
    return second(t->right, depth - 1);                                                                                \
  }

DECLARE(sum_ok)
DECLARE(product_ok)
DECLARE(power_ok)
DECLARE(call_ok)
DECLARE(index_ok)
DECLARE(prefix_ok)
DECLARE(group_ok)
DECLARE(literal_ok)
DEFINE(sum_ok, 0, product_ok, call_ok)
DEFINE(product_ok, 1, power_ok, index_ok)
DEFINE(power_ok, 2, call_ok, prefix_ok)
DEFINE(call_ok, 3, index_ok, group_ok)
DEFINE(index_ok, 4, prefix_ok, literal_ok)
DEFINE(prefix_ok, 5, group_ok, sum_ok)
DEFINE(group_ok, 6, literal_ok, product_ok)
DEFINE(literal_ok, 7, sum_ok, power_ok)

int whole_ok(void) {
  struct term *t = calloc(1, sizeof *t);
  if (!t)
    return -1;
  t->text = strdup("top");
  int r = sum_ok(t, 3);
  free(t->text);
  free(t);
  return r;
}

int whole_bad(void) {
  struct term *t = calloc(1, sizeof *t);
  if (!t)
    return -1;
  int r = sum_ok(t, 3);
  free(t->text);
  free(t);
  if (r < 0)
    free(t); // expect: double-free
  return r;
}

// Without a cycle: a function for each level, and each goes down both branches.
#define LEVEL(name, below)                                                                                            \
  static void name(struct term *t) {                                                                                   \
    if (!t)                                                                                                            \
      return;                                                                                                          \
    free(t->text);                                                                                                     \
    t->text = NULL;                                                                                                    \
    below(t->left);                                                                                                    \
    below(t->right);                                                                                                   \
  }
static void level_0(struct term *t) { t->rule = 0; }
LEVEL(level_1, level_0)
LEVEL(level_2, level_1)
LEVEL(level_3, level_2)
LEVEL(level_4, level_3)
LEVEL(level_5, level_4)
LEVEL(level_6, level_5)
LEVEL(level_7, level_6)
LEVEL(level_8, level_7)
LEVEL(level_9, level_8)
LEVEL(level_10, level_9)
LEVEL(level_11, level_10)
LEVEL(level_12, level_11)
LEVEL(level_13, level_12)
LEVEL(level_14, level_13)
LEVEL(level_15, level_14)
LEVEL(level_16, level_15)
LEVEL(level_17, level_16)
LEVEL(level_18, level_17)
LEVEL(level_19, level_18)

// What was hung below belongs to the tree, which the caller still has.
void levels_ok(struct term *tree) {
  struct term *leaf = calloc(1, sizeof *leaf);
  if (!leaf)
    return;
  tree->left->right->left = leaf;
  level_19(tree);
}

void levels_bad(const char *name) {
  struct term top = {0};
  char *copy = strdup(name);
  level_19(&top);
  if (name[0])
    return; // expect: leak: 'copy'
  free(copy);
}
