// RUN: %check_both %s -- -std=gnu11
// A part that a flag decides about: whoever knows the flag knows what became of the part.
#include <stdlib.h>
#include <string.h>

int puts(const char *);

enum { OWNED = 1, DIRTY = 2 };

struct text {
  char *data;
  unsigned flags;
};

static void text_free(struct text *t) {
  if (t->flags & OWNED)
    free(t->data);
}

void lent_ok(char *shared) {
  struct text t = {shared, DIRTY};
  text_free(&t);
  puts(shared);
}

void lent_bad(char *shared) {
  struct text t = {shared, OWNED | DIRTY};
  text_free(&t);
  puts(shared); // expect: use-after-free: 'shared' is used after 'text_free' released it
}

void lost_bad(void) {
  struct text t = {strdup("a"), DIRTY};
  text_free(&t);
} // expect: leak: 't.data' is neither released nor transferred

void kept_ok(void) {
  struct text t = {strdup("a"), DIRTY};
  t.flags |= OWNED;
  text_free(&t);
}

// Of a flag that nobody here has seen, nothing is said.
static void set(struct text *t, char *data, int own) {
  t->data = data;
  t->flags = own ? OWNED : 0;
}

void set_ok(void) {
  struct text t;
  set(&t, strdup("x"), 1);
  text_free(&t);
}

void asked_ok(struct text *t) {
  text_free(t);
  if (!(t->flags & OWNED))
    puts(t->data);
}

// The flag is an argument.
struct node {
  struct node *next;
  char *name, *value;
};

static void node_free(struct node *n, int values) {
  if (values)
    free(n->value);
  free(n->name);
  free(n);
}

static void node_clear(struct node *n, int values) {
  if (values && n->value)
    free(n->value);
  n->next = NULL;
}

void value_ok(struct node *n) {
  char *value = n->value;
  node_free(n, 0);
  puts(value);
}

void value_bad(struct node *n) {
  char *value = n->value;
  node_free(n, 1);
  puts(value); // expect: use-after-free: 'value' is used after 'node_free' released it
}

void cleared_ok(struct node *n) {
  node_clear(n, 0);
  if (n->value)
    puts(n->value);
}

void cleared_bad(struct node *n) {
  node_clear(n, 1);
  if (n->value)
    puts(n->value); // expect: use-after-free: 'n->value' is used after 'node_clear' released it
}

// What a count was before it went down no caller can tell.
struct shared {
  int count;
  char *text;
};

static void shared_leave(struct shared *s) {
  s->count--;
  if (s->count == 0)
    free(s->text);
}

void counted_ok(struct shared *s) {
  shared_leave(s);
  puts(s->text);
}
