// RUN: %check_both %s -- -std=gnu11
// A letter, a truth value or a float that a callee keeps has nothing hanging from it: what stands beside it is where it was.
#include <stdbool.h>
#include <stdlib.h>

struct term {
  int kind;
  union {
    double number;
    char *name;
    struct {
      char sign;
      bool exact;
      struct term *left, *right;
    } pair;
  } u;
};
static void term_free(struct term *t) {
  if (t && t->kind == 1) {
    term_free(t->u.pair.left);
    term_free(t->u.pair.right);
  }
  free(t);
}
static struct term *number(double value) {
  struct term *t = malloc(sizeof *t);
  if (t) {
    t->kind = 0;
    t->u.number = value;
  }
  return t;
}
static struct term *pair(char sign, bool exact, struct term *left, struct term *right) {
  struct term *t = left && right ? malloc(sizeof *t) : NULL;
  if (!t) {
    term_free(left);
    term_free(right);
    return NULL;
  }
  t->kind = 1;
  t->u.pair.sign = sign;
  t->u.pair.exact = exact;
  t->u.pair.left = left;
  t->u.pair.right = right;
  return t;
}
struct term *copy_bad(const struct term *t) {
  if (t->kind == 0)
    return number(t->u.number);
  struct term *left = copy_bad(t->u.pair.left);
  if (!left)
    return NULL;
  struct term *right = copy_bad(t->u.pair.right);
  if (!right)
    return NULL; // expect: error-path-leak: 'left'
  return pair(t->u.pair.sign, t->u.pair.exact, left, right);
}
struct term *copy_ok(const struct term *t) {
  if (t->kind == 0)
    return number(t->u.number);
  struct term *left = copy_ok(t->u.pair.left);
  if (!left)
    return NULL;
  struct term *right = copy_ok(t->u.pair.right);
  if (!right) {
    term_free(left);
    return NULL;
  }
  return pair(t->u.pair.sign, t->u.pair.exact, left, right);
}
