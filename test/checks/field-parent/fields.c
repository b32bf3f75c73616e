// RUN: %check_both %s -- -std=gnu11
// A field is allocated on its struct, not on the struct's parent.
#include "../Inputs/result.h"
#include <sys/uio.h>

typedef struct foo {
  char *name;
  char *data;
  struct foo *next;
  struct bar *bar;
  const char *borrowed;
} foo_t;
struct bar {
  char *text;
};
struct item {
  char *name;
};
struct list {
  struct item *items;
  int count;
};

foo_t *name_bad(TALLOC_CTX *ctx) {
  foo_t *foo = talloc_zero_(ctx, sizeof(foo_t));
  foo->name = talloc_strdup(ctx, "example"); // expect: field-parent: name'
  return foo;
}

foo_t *name_ok(TALLOC_CTX *ctx) {
  foo_t *foo = talloc_zero_(ctx, sizeof(foo_t));
  foo->name = talloc_strdup(foo, "example");
  return foo;
}

res_t foo_init_ok(TALLOC_CTX *ctx, foo_t **out) {
  foo_t *foo = talloc_zero_(ctx, sizeof(foo_t));
  foo->name = talloc_strdup(foo, "example");
  foo->data = talloc_array(foo, char, 1024);
  *out = foo;
  return OK(*out);
}

res_t foo_init_bad(TALLOC_CTX *ctx, foo_t **out) {
  foo_t *foo = talloc_zero(ctx, foo_t);
  if (!foo)
    PANIC("Out of memory");
  foo->name = talloc_strdup(ctx, "example");      // expect: field-parent: name'
  foo->data = talloc_array(ctx, char, 1024);      // expect: field-parent: data'
  *out = foo;
  return OK(*out);
}

// By way of a local.
foo_t *local_bad(TALLOC_CTX *ctx, const char *s) {
  foo_t *foo = talloc_zero(ctx, foo_t);
  if (!foo)
    return NULL;
  char *name = talloc_strdup(ctx, s); // expect: field-parent: name'
  foo->name = name;
  return foo;
}

foo_t *local_stolen_ok(TALLOC_CTX *ctx, const char *s) {
  foo_t *foo = talloc_zero(ctx, foo_t);
  if (!foo)
    return NULL;
  char *name = talloc_strdup(ctx, s);
  foo->name = talloc_steal(foo, name);
  return foo;
}

foo_t *stored_then_stolen_ok(TALLOC_CTX *ctx, const char *s) {
  foo_t *foo = talloc_zero(ctx, foo_t);
  if (!foo)
    return NULL;
  foo->name = talloc_strdup(ctx, s);
  talloc_steal(foo, foo->name);
  return foo;
}

// A struct in a struct: its field belongs to the inner one.
foo_t *nested_bad(TALLOC_CTX *ctx, const char *s) {
  foo_t *foo = talloc_zero(ctx, foo_t);
  if (!foo)
    return NULL;
  foo->bar = talloc_zero(foo, struct bar);
  if (!foo->bar)
    return NULL;
  foo->bar->text = talloc_strdup(foo, s); // expect: field-parent: text'
  return foo;
}

foo_t *nested_ok(TALLOC_CTX *ctx, const char *s) {
  foo_t *foo = talloc_zero(ctx, foo_t);
  if (!foo)
    return NULL;
  foo->bar = talloc_zero(foo, struct bar);
  if (!foo->bar)
    return NULL;
  foo->bar->text = talloc_strdup(foo->bar, s);
  return foo;
}

// List links: the nodes are siblings.
foo_t *list_ok(TALLOC_CTX *ctx) {
  foo_t *first = talloc_zero(ctx, foo_t);
  foo_t *second = talloc_zero(ctx, foo_t);
  if (!first || !second)
    return NULL;
  first->next = second;
  return first;
}

// A struct on the stack has no context.
int stack_ok(TALLOC_CTX *ctx) {
  foo_t foo = {0};
  foo.name = talloc_strdup(ctx, "example");
  int n = foo.name ? foo.name[0] : 0;
  talloc_free(foo.name);
  return n;
}

// Not made here: borrowed.
foo_t *borrowed_ok(TALLOC_CTX *ctx, const char *s) {
  foo_t *foo = talloc_zero(ctx, foo_t);
  if (!foo)
    return NULL;
  foo->borrowed = s;
  return foo;
}

// Shared by two: it can hang from one only.
void shared_ok(TALLOC_CTX *ctx, foo_t **first, foo_t **second) {
  char *name = talloc_strdup(ctx, "example");
  foo_t *a = talloc_zero(ctx, foo_t);
  foo_t *b = talloc_zero(ctx, foo_t);
  if (!a || !b)
    return;
  a->name = name;
  b->name = name;
  *first = a;
  *second = b;
}

// The struct and its field are parts of one tree that ends as a whole.
int whole_tree_ok(TALLOC_CTX *ctx, const char *s) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  foo_t *foo = talloc_zero(tmp, foo_t);
  if (!foo) {
    talloc_free(tmp);
    return -1;
  }
  foo->name = talloc_strdup(tmp, s);
  int n = foo->name ? foo->name[0] : 0;
  talloc_free(tmp);
  return n;
}

// What a parameter points to is its owner's: a field of it hangs from it.
int parameter_ok(foo_t *foo, const char *s) {
  foo->name = talloc_strdup(foo, s);
  return foo->name ? 0 : -1;
}

// A record of the system's owns nothing: who fills it in keeps what it points to.
ssize_t gathered_ok(TALLOC_CTX *ctx, int fd, size_t n) {
  char *head = talloc_zero_size(ctx, n);
  struct iovec *parts = talloc_zero_array(ctx, struct iovec, 2);
  if (!head || !parts)
    return -1;
  parts[0].iov_base = head;
  parts[0].iov_len = n;
  return writev(fd, parts, 1);
}

// It hangs from a context that has it in a field: the other pointer to it is a second one.
typedef struct {
  foo_t *foo;
} holder_t;
int holder_open(TALLOC_CTX *ctx, foo_t **out);
int holder_run(holder_t *holder, holder_t *second);

int second_holder_ok(TALLOC_CTX *ctx) {
  holder_t *holder = talloc_zero(ctx, holder_t);
  if (!holder)
    return -1;
  holder->foo = talloc_zero(holder, foo_t);
  if (!holder->foo)
    return -1;
  holder_t *second = talloc_zero(holder, holder_t);
  if (!second)
    return -1;
  second->foo = holder->foo;
  return holder_run(holder, second);
}
