// RUN: %check_both %s -- -std=gnu11
// What a callee puts into the field that owns it is where it belongs, in each round of a loop.
#include <stdbool.h>
#include <stdlib.h>

typedef struct node {
  int weight;
  struct node *own_below;
} node_t;
typedef struct pile {
  node_t *own_top;
  unsigned height;
} pile_t;
typedef struct sink sink_t;
void sink_add(sink_t *mut_sink, node_t *own_node);
void pile_log(const pile_t *ref_pile);
typedef struct holder {
  node_t *own_node;
} holder_t;

static node_t *node_create(int weight) {
  node_t *own_node = calloc(1, sizeof *own_node);
  if (own_node)
    own_node->weight = weight;
  return own_node;
}

static void pile_put(pile_t *mut_pile, node_t *own_node) {
  own_node->own_below = mut_pile->own_top;
  mut_pile->height++;
  mut_pile->own_top = own_node;
}

bool put_each_ok(pile_t *mut_pile, const pile_t *ref_other) {
  for (const node_t *ref_each = ref_other->own_top; ref_each; ref_each = ref_each->own_below) {
    node_t *own_new = node_create(ref_each->weight);
    if (!own_new)
      return false;
    pile_put(mut_pile, own_new);
  }
  return true;
}

bool put_two_ok(pile_t *mut_pile) {
  node_t *own_first = node_create(1);
  if (!own_first)
    return false;
  pile_put(mut_pile, own_first);
  own_first = NULL;
  node_t *own_second = node_create(2);
  if (!own_second)
    return false;
  pile_put(mut_pile, own_second);
  return true;
}

bool left_in_another_field_bad(holder_t *mut_from, sink_t *mut_sink) {
  mut_from->own_node = node_create(1);
  if (!mut_from->own_node)
    return false;
  sink_add(mut_sink, mut_from->own_node); // expect: null-after-transfer: 'own_node'
  return true;
}

bool left_in_a_variable_bad(pile_t *mut_pile) {
  node_t *own_new = node_create(1);
  if (!own_new)
    return false;
  pile_put(mut_pile, own_new); // expect: null-after-transfer: 'own_new'
  pile_log(mut_pile);
  return true;
}
