// RUN: %check_both %s
// What the bodies of other functions of the file say, some calls deep.
#define _GNU_SOURCE
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void drop1(char *text) { free(text); }
static void drop2(char *text) {
  if (text)
    drop1(text);
}
static void drop3(char *text) { drop2(text); }
static void look(const char *text) { puts(text); }
static void look_deep(const char *text) { look(text); }

static char *fresh1(void) { return malloc(10); }
static char *fresh2(void) {
  char *p = fresh1();
  if (!p)
    return NULL;
  *p = 0;
  return p;
}
static char *fresh3(void) { return fresh2(); }

void released_in_helper_ok(void) {
  char *p = malloc(10);
  drop1(p);
}

void released_deep_ok(void) {
  char *p = malloc(10);
  drop3(p);
}

void only_looked_at_bad(void) {
  char *p = strdup("x");
  if (!p)
    return;
  look_deep(p);
} // expect: leak: 'p'

void only_looked_at_ok(void) {
  char *p = strdup("x");
  if (!p)
    return;
  look_deep(p);
  drop2(p);
}

void made_in_helper_bad(void) {
  char *p = fresh3();
  if (p)
    puts(p);
} // expect: leak: 'p'

void made_in_helper_ok(void) {
  char *p = fresh3();
  if (p)
    puts(p);
  drop3(p);
}

static bool make_into(char **out) {
  *out = strdup("x");
  return *out != NULL;
}

void out_parameter_bad(void) {
  char *p;
  if (!make_into(&p))
    return;
  puts(p);
} // expect: leak: 'p'

void out_parameter_ok(void) {
  char *p;
  if (!make_into(&p))
    return;
  puts(p);
  free(p);
}

struct pair {
  char *a, *b;
};

static void pair_fini(struct pair *p) {
  free(p->a);
  free(p->b);
}

static bool pair_init(struct pair *p) {
  p->a = strdup("a");
  p->b = strdup("b");
  if (p->a && p->b)
    return true;
  pair_fini(p);
  return false;
}

void init_fini_ok(void) {
  struct pair p;
  if (!pair_init(&p))
    return;
  puts(p.a);
  pair_fini(&p);
}

void init_fini_bad(void) {
  struct pair p;
  if (!pair_init(&p))
    return;
  puts(p.a);
  free(p.a);
} // expect: leak: 'p.b'

// Half of the paths of the helper release: it can not be told here.
static void maybe_drop(char *text, int n) {
  if (n > 3)
    free(text);
}

void released_or_not_ok(int n) {
  char *p = malloc(10);
  maybe_drop(p, 7);
  (void)n;
}

// Nothing is known of this one: silence.
void unknown_callee(char *text);
void (*hook)(char *text);

void unknown_ok(void) {
  char *p = malloc(10);
  unknown_callee(p);
}

void unknown_pointer_ok(void) {
  char *p = malloc(10);
  hook(p);
}

// A recursive destroy.
struct tree {
  struct tree *left, *right;
};

static void tree_free(struct tree *t) {
  if (!t)
    return;
  tree_free(t->left);
  tree_free(t->right);
  free(t);
}

void recursive_ok(void) {
  struct tree *t = calloc(1, sizeof *t);
  tree_free(t);
}

static char *identity(char *p) { return p; }

void through_identity_ok(void) {
  char *p = malloc(10);
  char *q = identity(p);
  free(q);
}

void through_identity_bad(void) {
  char *p = strdup("x");
  char *q = identity(p);
  if (q)
    puts(q);
} // expect: leak

// A field says whether the object itself is on the heap; only its maker knows.
struct flexible {
  char *data;
  int on_heap;
};
static void flexible_end(struct flexible *f) {
  if (!f)
    return;
  free(f->data);
  if (f->on_heap)
    free(f);
}
static struct flexible *flexible_new(unsigned long n) {
  struct flexible *f = malloc(sizeof *f);
  if (!f)
    return NULL;
  f->data = malloc(n);
  f->on_heap = 1;
  return f;
}
int flexible_ok(struct flexible *keep) {
  struct flexible *f = flexible_new(4);
  if (!f)
    return -1;
  flexible_end(f);
  flexible_end(keep);
  return 0;
}
