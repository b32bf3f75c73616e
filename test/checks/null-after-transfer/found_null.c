// RUN: %check_both %s -- -std=gnu11
// A field that is moved out where it is not NULL: where it is, there is nothing left behind.
#include <stddef.h>

typedef struct node {
  struct node *own_below;
} node_t;
typedef struct stack {
  node_t *own_top;
} stack_t_;

node_t *pop_ok(stack_t_ *mut_stack) {
  node_t *own_node = mut_stack->own_top;
  if (own_node) {
    mut_stack->own_top = own_node->own_below;
    own_node->own_below = NULL;
  }
  return own_node;
}

node_t *pop_bad(stack_t_ *mut_stack) {
  node_t *own_node = mut_stack->own_top; // expect: null-after-transfer: 'mut_stack->own_top'
  if (own_node && own_node->own_below)
    own_node->own_below = NULL;
  return own_node;
}
