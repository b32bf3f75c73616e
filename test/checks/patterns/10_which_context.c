// RUN: %check_both %s -- -std=gnu11 -isystem %S/../Inputs
// Hard pattern 10: which context: a field on `ctx` instead of on its struct; elements on the state; only the head of a
// list stolen.
#include <talloc.h>

struct item {
  char *name;
  int id;
};
struct state {
  struct item *items;
  struct item **pointers;
  char *title;
  int count;
};
struct node {
  struct node *next;
  char *text;
};

struct state *field_on_ctx_bad(TALLOC_CTX *ctx, const char *title) {
  struct state *state = talloc_zero(ctx, struct state);
  if (!state)
    return NULL;
  state->title = talloc_strdup(ctx, title); // expect: field-parent: title'
  return state;
}

struct state *field_on_struct_ok(TALLOC_CTX *ctx, const char *title) {
  struct state *state = talloc_zero(ctx, struct state);
  if (!state)
    return NULL;
  state->title = talloc_strdup(state, title);
  return state;
}

// The names belong to the array of items, which may be replaced while the state lives.
int elements_on_state_bad(struct state *state, const char *const *names, int count) {
  state->items = talloc_zero_array(state, struct item, count);
  if (!state->items)
    return -1;
  for (int i = 0; i < count; ++i)
    state->items[i].name = talloc_strdup(state, names[i]); // expect: field-parent
  return 0;
}

int elements_on_items_ok(struct state *state, const char *const *names, int count) {
  state->items = talloc_zero_array(state, struct item, count);
  if (!state->items)
    return -1;
  for (int i = 0; i < count; ++i)
    state->items[i].name = talloc_strdup(state->items, names[i]);
  return 0;
}

int pointers_ok(struct state *state, int count) {
  state->pointers = talloc_zero_array(state, struct item *, count);
  if (!state->pointers)
    return -1;
  for (int i = 0; i < count; ++i)
    state->pointers[i] = talloc_zero(state->pointers, struct item);
  return 0;
}

// Two nodes, of which one was stolen.
struct node *head_only_bad(TALLOC_CTX *ctx) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  struct node *head = talloc_zero(tmp, struct node);
  struct node *second = talloc_zero(tmp, struct node);
  if (!head || !second) {
    talloc_free(tmp);
    return NULL;
  }
  head->next = second;
  talloc_steal(ctx, head);
  talloc_free(tmp);
  return head; // expect: temporary-escape
}

struct node *both_ok(TALLOC_CTX *ctx) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  struct node *head = talloc_zero(tmp, struct node);
  struct node *second = talloc_zero(tmp, struct node);
  if (!head || !second) {
    talloc_free(tmp);
    return NULL;
  }
  head->next = second;
  talloc_steal(ctx, head);
  talloc_steal(ctx, second);
  talloc_free(tmp);
  return head;
}

struct node *chained_ok(TALLOC_CTX *ctx) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  struct node *head = talloc_zero(tmp, struct node);
  if (!head) {
    talloc_free(tmp);
    return NULL;
  }
  head->next = talloc_zero(head, struct node);
  talloc_steal(ctx, head);
  talloc_free(tmp);
  return head;
}

// A list of any length.
struct node *list_head_only_not_seen(TALLOC_CTX *ctx, const char *const *names, int count) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  struct node *head = NULL;
  for (int i = 0; i < count; ++i) {
    struct node *node = talloc_zero(tmp, struct node);
    if (!node)
      break;
    node->text = talloc_strdup(node, names[i]);
    node->next = head;
    head = node;
  }
  talloc_steal(ctx, head);
  talloc_free(tmp);
  return head;
}

struct node *list_ok(TALLOC_CTX *ctx, const char *const *names, int count) {
  struct node *head = NULL;
  for (int i = 0; i < count; ++i) {
    struct node *node = talloc_zero(ctx, struct node);
    if (!node)
      break;
    node->text = talloc_strdup(node, names[i]);
    node->next = head;
    head = node;
  }
  return head;
}

struct node *each_stolen_ok(TALLOC_CTX *ctx, const char *const *names, int count) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  struct node *head = NULL;
  for (int i = 0; i < count; ++i) {
    struct node *node = talloc_zero(tmp, struct node);
    if (!node)
      break;
    node->text = talloc_strdup(node, names[i]);
    node->next = head;
    head = node;
  }
  for (struct node *node = head; node; node = node->next)
    talloc_steal(ctx, node);
  talloc_free(tmp);
  return head;
}
