// RUN: %check_both %s -- -std=gnu11
// A stack whose links are own_ fields, emptied by its own pop().
#include <stdlib.h>

typedef struct node {
  struct node *own_below;
} node_t;
typedef struct stack {
  node_t *own_top;
} stack_t_;

static void node_destroy(node_t *own_node) { free(own_node); }

static void push(stack_t_ *mut_stack) {
  node_t *own_node = malloc(sizeof *own_node);
  if (!own_node)
    return;
  own_node->own_below = mut_stack->own_top;
  mut_stack->own_top = own_node;
}

static node_t *pop(stack_t_ *mut_stack) {
  node_t *own_node = mut_stack->own_top;
  if (!own_node)
    return NULL;
  mut_stack->own_top = own_node->own_below;
  own_node->own_below = NULL;
  return own_node;
}

static void empty(stack_t_ *mut_stack) {
  node_t *own_node;
  while ((own_node = pop(mut_stack)) != NULL)
    node_destroy(own_node);
}

static void empty_forever(stack_t_ *mut_stack) {
  for (;;) {
    node_t *own_node = pop(mut_stack);
    if (!own_node)
      return;
    node_destroy(own_node);
  }
}

void emptied_ok(void) {
  stack_t_ stack = {0};
  push(&stack);
  empty(&stack);
}

void emptied_forever_ok(void) {
  stack_t_ stack = {0};
  push(&stack);
  empty_forever(&stack);
}

void left_bad(void) {
  stack_t_ stack = {0};
  push(&stack);
} // expect: leak: 'stack.own_top'
