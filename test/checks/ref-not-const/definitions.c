// RUN: %check_both %s
// Definitions, loops, statics.
#include <stdbool.h>
#include <stddef.h>

typedef struct node_s {
  int value;
  struct node_s *own_next;
} node_t;

static const node_t *ref_head_ok;
static node_t *ref_head_bad; // expect: ref-not-const: 'ref_head_bad'

int sum_bad(node_t *ref_list) { // expect: ref-not-const: 'ref_list'
  int sum = 0;
  for (node_t *ref_node = ref_list; ref_node; ref_node = ref_node->own_next) // expect: ref-not-const: 'ref_node'
    sum += ref_node->value;
  return sum;
}

int sum_ok(const node_t *ref_list) {
  int sum = 0;
  for (const node_t *ref_node = ref_list; ref_node; ref_node = ref_node->own_next)
    sum += ref_node->value;
  return sum;
}

int heads_ok(void) {
  return (ref_head_ok ? ref_head_ok->value : 0) + (ref_head_bad ? ref_head_bad->value : 0);
}

#define DECLARE_VIEW(name) const node_t *ref_##name
#define DECLARE_BAD_VIEW(name) node_t *ref_##name

int macro_bad(node_t *mut_node) {
  DECLARE_BAD_VIEW(node) = mut_node; // expect: ref-not-const: 'ref_node'
  return ref_node->value;
}

int macro_ok(node_t *mut_node) {
  DECLARE_VIEW(node) = mut_node;
  return ref_node->value;
}
