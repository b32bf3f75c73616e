// RUN: %check_both %s -- -std=gnu11 -isystem %S/../Inputs
// Only who owns a value gives it another parent; and no value hangs from itself.
#include <talloc.h>

struct config {
  char *name;
};
struct node {
  struct node *next;
  char *text;
};
const char *config_get_name(const struct config *config);
struct node *node_find(struct node *list, const char *name);

void getter_bad(TALLOC_CTX *ctx, const struct config *config) {
  const char *name = config_get_name(config);
  talloc_steal(ctx, name); // expect: steal-borrowed: 'name'
}

char *getter_copy_ok(TALLOC_CTX *ctx, const struct config *config) {
  const char *name = config_get_name(config);
  return talloc_strdup(ctx, name);
}

void field_of_const_bad(TALLOC_CTX *ctx, const struct config *config) {
  talloc_steal(ctx, config->name); // expect: steal-borrowed
}

void ref_parameter_bad(TALLOC_CTX *ctx, const char *ref_text) {
  talloc_steal(ctx, ref_text); // expect: steal-borrowed: 'ref_text'
}

void mut_parameter_bad(TALLOC_CTX *ctx, struct node *mut_node) {
  talloc_steal(ctx, mut_node); // expect: steal-borrowed: 'mut_node'
}

void own_parameter_ok(TALLOC_CTX *ctx, struct node *own_node) { talloc_steal(ctx, own_node); }

// A parameter without a word may be the function's to keep.
void keep_ok(struct node *list, struct node *added) {
  list->next = talloc_steal(list, added);
}

char *made_here_ok(TALLOC_CTX *ctx, TALLOC_CTX *tmp_ctx, const char *s) {
  char *text = talloc_strdup(tmp_ctx, s);
  return talloc_steal(ctx, text);
}

// Its own child as its parent.
void loop_bad(TALLOC_CTX *ctx) {
  TALLOC_CTX *outer = talloc_new(ctx);
  TALLOC_CTX *inner = talloc_new(outer);
  talloc_steal(inner, outer); // expect: steal-borrowed: 'outer'
}

void grandchild_bad(TALLOC_CTX *ctx) {
  struct node *outer = talloc_zero(ctx, struct node);
  struct node *middle = talloc_zero(outer, struct node);
  char *inner = talloc_strdup(middle, "x");
  talloc_steal(inner, outer); // expect: steal-borrowed: 'outer'
}

void up_ok(TALLOC_CTX *ctx) {
  TALLOC_CTX *outer = talloc_new(ctx);
  char *text = talloc_strdup(outer, "x");
  talloc_steal(ctx, text);
  talloc_free(outer);
}

void itself_ok(struct node *node) { talloc_steal(node, node->text); }

// Literals and stack memory hang from nothing that can be moved.
void literal_bad(TALLOC_CTX *ctx) {
  const char *text = "literal";
  talloc_steal(ctx, text); // expect: steal-borrowed: 'text'
}

void stack_bad(TALLOC_CTX *ctx) {
  struct node node = {0};
  struct node *p = &node;
  talloc_steal(ctx, p); // expect: steal-borrowed: 'p'
}

// To itself: nothing changes.
void steal_itself_ok(TALLOC_CTX *ctx) {
  char *text = talloc_strdup(ctx, "x");
  if (text && talloc_steal(text, text) == text)
    puts(text);
}
