#include "names.h"

struct loop {
  int n;
};
// Another shape than seed 000's init functions have.
struct loop *loop_init(TALLOC_CTX *mem_ctx) {
  struct loop *loop = talloc_zero(mem_ctx, struct loop);
  if (!loop)
    return NULL;
  loop->n = 1;
  return loop;
}
// Ends nothing.
void node_free(struct node *node) { node->next = NULL; }
// Makes nothing.
const char *node_make_label(const struct node *node) { return node->name; }
// Two of one name that differ: no line of Contracts can speak of both.
static const char *make_text(const struct node *node) { return node->name; }
const char *text_of(const struct node *node) { return make_text(node); }
static void inner_delete(struct node *node) { node->name = NULL; }
void end(struct node *node) { inner_delete(node); }
