// RUN: %check_both %s -- -std=gnu11 -isystem %S/../Inputs
// Lists of which only the head was given another parent.
#include <talloc.h>

struct node {
  struct node *next;
  char *name;
};

// List on a temporary, only the head stolen.
static struct node *push(TALLOC_CTX *mem, struct node *head, const char *s) {
  struct node *n = talloc_zero(mem, struct node);
  if (!n)
    return head;
  n->name = talloc_strdup(n, s);
  n->next = head;
  return n;
}
int head_stolen_bad(TALLOC_CTX *ctx) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  struct node *head = push(tmp, NULL, "a");
  if (!head) {
    talloc_free(tmp);
    return -1;
  }
  struct node *second = talloc_zero(tmp, struct node);
  if (!second) {
    talloc_free(tmp);
    return -1;
  }
  head->next = second;
  talloc_steal(ctx, head);
  talloc_free(tmp);
  return head->next->name != NULL; // expect: use-after-free
}
int head_stolen_ok(TALLOC_CTX *ctx) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  struct node *head = push(tmp, NULL, "a");
  if (!head) {
    talloc_free(tmp);
    return -1;
  }
  struct node *second = talloc_zero(head, struct node);
  if (!second) {
    talloc_free(tmp);
    return -1;
  }
  head->next = second;
  talloc_steal(ctx, head);
  talloc_free(tmp);
  return head->next->name != NULL;
}
struct node *head_stolen_returned_bad(TALLOC_CTX *ctx) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  struct node *head = talloc_zero(tmp, struct node);
  struct node *rest = talloc_zero(tmp, struct node);
  if (!head || !rest) {
    talloc_free(tmp);
    return NULL;
  }
  head->next = rest;
  talloc_steal(ctx, head);
  talloc_free(tmp);
  return head; // expect: temporary-escape: 'head->next'
}
struct node *list_stolen_ok(TALLOC_CTX *ctx, const char *a, const char *b) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  struct node *head = talloc_zero(tmp, struct node);
  struct node *rest = talloc_zero(tmp, struct node);
  if (!head || !rest) {
    talloc_free(tmp);
    return NULL;
  }
  head->name = talloc_strdup(head, a);
  rest->name = talloc_strdup(rest, b);
  head->next = rest;
  talloc_steal(ctx, head);
  talloc_steal(head, rest);
  talloc_free(tmp);
  return head;
}
struct node *list_loop_not_seen(TALLOC_CTX *ctx, int n) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  struct node *head = NULL;
  for (int i = 0; i < n; i++) {
    struct node *e = talloc_zero(tmp, struct node);
    if (!e)
      break;
    e->next = head;
    head = e;
  }
  if (head)
    talloc_steal(ctx, head);
  talloc_free(tmp);
  return head; // not seen: temporary-escape
}
struct node *list_loop_ok(TALLOC_CTX *ctx, int n) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  struct node *head = NULL;
  for (int i = 0; i < n; i++) {
    struct node *e = talloc_zero(tmp, struct node);
    if (!e)
      break;
    e->next = head;
    head = e;
  }
  for (struct node *e = head; e; e = e->next)
    talloc_steal(ctx, e);
  talloc_free(tmp);
  return head;
}
