// RUN: %check_both %s -- -std=gnu11
// The argument is put into the record that the function returns, under a condition.
#include <stdlib.h>
#include <string.h>

struct pair {
  char *left, *right;
};

static struct pair with(struct pair p, char *text, int left) {
  if (left)
    p.left = text;
  else
    p.right = text;
  return p;
}

void pair_ok(const char *text) {
  struct pair p = {0};
  p = with(p, strdup(text), 1);
  p = with(p, strdup(text), 0);
  free(p.left);
  free(p.right);
}

struct node {
  struct node *next;
};
struct stack {
  struct node *top;
  int count;
};

static struct stack on_top(struct stack s, struct node *n) {
  if (n) {
    n->next = s.top;
    s.top = n;
    s.count++;
  }
  return s;
}

void stack_ok(int n) {
  struct stack s = {0};
  while (n--)
    s = on_top(s, malloc(sizeof(struct node)));
  while (s.top) {
    struct node *top = s.top;
    s.top = top->next;
    free(top);
  }
}

void pair_bad(const char *text) {
  struct pair p = {0};
  char *copy = strdup(text);
  p = with(p, copy, 1);
} // expect: leak: 'p.left'
