// RUN: %check_both %s
// Functions that call themselves, or each other: what they do in the end, they do.
#include <stdlib.h>

static void down(int n, char *p) {
  if (n > 0) {
    down(n - 1, p);
    return;
  }
  free(p);
}

void ended_ok(void) {
  char *p = malloc(4);
  down(3, p);
}

void ended_twice_bad(void) {
  char *p = malloc(4);
  down(3, p);
  free(p); // expect: double-free: 'p'
}

static void look_down(int n, char *p) {
  if (n > 0) {
    look_down(n - 1, p);
    return;
  }
  if (p)
    p[0] = 1;
}

void looked_at_bad(void) {
  char *p = malloc(4);
  look_down(3, p);
} // expect: leak: 'p'

static void even(int n, char *p);
static void odd(int n, char *p) {
  if (n > 0)
    even(n - 1, p);
  else
    free(p);
}
static void even(int n, char *p) {
  if (n > 0)
    odd(n - 1, p);
  else
    free(p);
}

void two_functions_bad(void) {
  char *p = malloc(4);
  even(3, p);
  free(p); // expect: double-free: 'p'
}

void two_functions_ok(void) {
  char *p = malloc(4);
  odd(3, p);
}

static char *make(int n) {
  if (n > 0)
    return make(n - 1);
  return malloc(4);
}

void made_bad(void) {
  char *p = make(3);
  if (p)
    p[0] = 1;
} // expect: leak: 'p'

void made_ok(void) { free(make(3)); }

struct tree {
  struct tree *left, *right;
  char *name;
};

static void tree_free(struct tree *tree) {
  if (!tree)
    return;
  tree_free(tree->left);
  tree_free(tree->right);
  free(tree->name);
  free(tree);
}

void tree_ok(void) {
  struct tree *tree = calloc(1, sizeof *tree);
  if (!tree)
    return;
  tree->left = calloc(1, sizeof *tree);
  tree->name = malloc(3);
  tree_free(tree);
}

void tree_bad(void) {
  struct tree *tree = calloc(1, sizeof *tree);
  tree_free(tree);
  free(tree); // expect: double-free: 'tree'
}

static void for_ever(int n) {
  if (n)
    for_ever(n - 1);
  exit(1);
}

void ends_the_program_ok(void) {
  char *p = malloc(3);
  for_ever(3);
  if (p)
    p[0] = 1;
}

// --- what each round asks of a node further down -------------------------------
struct chain {
  struct chain *next, *other;
  int size;
};
static struct chain *chain_copy_bad(const struct chain *c) {
  struct chain *copy = malloc(sizeof *copy), *rest = NULL;
  if (!copy)
    return NULL;
  if (c->next && !(rest = chain_copy_bad(c->next))) {
    free(copy);
    return NULL;
  }
  if (c->size > 9) {
    free(copy);
    return NULL; // expect: error-path-leak: 'rest'
  }
  copy->next = rest;
  return copy;
}
static void chain_free(struct chain *c) {
  if (c) {
    chain_free(c->next);
    free(c);
  }
}
static struct chain *chain_copy_ok(const struct chain *c) {
  struct chain *copy = malloc(sizeof *copy), *rest = NULL;
  if (!copy)
    return NULL;
  if (c->next && !(rest = chain_copy_ok(c->next))) {
    free(copy);
    return NULL;
  }
  if (c->size > 9) {
    chain_free(rest);
    free(copy);
    return NULL;
  }
  copy->next = rest;
  return copy;
}
int chains_ok(const struct chain *c) {
  struct chain *a = chain_copy_bad(c), *b = chain_copy_ok(c);
  int n = a && b ? a->size + b->size : -1;
  chain_free(a);
  chain_free(b);
  return n;
}

struct twig {
  struct twig *left, *right;
};
static void twig_free(struct twig *t) {
  if (t) {
    twig_free(t->left);
    twig_free(t->right);
    free(t);
  }
}
static struct twig *twig_copy_bad(const struct twig *t) {
  struct twig *copy = calloc(1, sizeof *copy);
  if (!copy)
    return NULL;
  if (t->left && !(copy->left = twig_copy_bad(t->left)))
    goto fail;
  if (t->right && !(copy->right = twig_copy_bad(t->right)))
    goto fail; // expect: error-path-leak: loses its 'left'
  return copy;
fail:
  free(copy);
  return NULL;
}
static struct twig *twig_copy_ok(const struct twig *t) {
  struct twig *copy = calloc(1, sizeof *copy);
  if (!copy)
    return NULL;
  if (t->left && !(copy->left = twig_copy_ok(t->left)))
    goto fail;
  if (t->right && !(copy->right = twig_copy_ok(t->right)))
    goto fail;
  return copy;
fail:
  twig_free(copy);
  return NULL;
}
void twigs_ok(const struct twig *t) {
  twig_free(twig_copy_bad(t));
  twig_free(twig_copy_ok(t));
}

// A number of each node is handed on: what becomes of it further down, no round would have an end of.
struct node {
  struct node *left, *right;
  char *key;
  long number;
};

static struct node *leaf(long number) {
  struct node *n = calloc(1, sizeof *n);
  if (n)
    n->number = number;
  return n;
}

struct node *copied_bad(const struct node *from) {
  struct node *n = leaf(from->number);
  if (!n)
    return NULL;
  if (from->left && !(n->left = copied_bad(from->left))) {
    free(n);
    return NULL;
  }
  if (from->right && !(n->right = copied_bad(from->right))) {
    free(n); // expect: leak: 'left'
    return NULL;
  }
  return n;
}

static void node_free(struct node *n) {
  if (!n)
    return;
  node_free(n->left);
  node_free(n->right);
  free(n->key);
  free(n);
}

struct node *copied_ok(const struct node *from) {
  struct node *n = leaf(from->number);
  if (!n)
    return NULL;
  if ((from->left && !(n->left = copied_ok(from->left))) || (from->right && !(n->right = copied_ok(from->right)))) {
    node_free(n);
    return NULL;
  }
  return n;
}

static int list_keys(const struct node *n, const char **keys, int count) {
  if (!n)
    return count;
  count = list_keys(n->left, keys, count);
  keys[count++] = n->key;
  return list_keys(n->right, keys, count);
}

int listed_bad(const struct node *root) {
  const char **keys = calloc(10, sizeof *keys);
  if (!keys)
    return -1;
  return list_keys(root, keys, 0); // expect: leak: 'keys'
}

int listed_ok(const struct node *root) {
  const char **keys = calloc(10, sizeof *keys);
  if (!keys)
    return -1;
  int count = list_keys(root, keys, 0);
  free(keys);
  return count;
}

// What the function frees further down, or puts there, is gone or there.
static void clear_keys(struct node *n) {
  if (!n)
    return;
  free(n->key);
  n->key = NULL;
  clear_keys(n->left);
  clear_keys(n->right);
}

void cleared_ok(void) {
  struct node c = {0}, b = {.left = &c}, a = {.left = &b};
  a.key = malloc(1);
  b.key = malloc(2);
  c.key = malloc(3);
  clear_keys(&a);
}

void cleared_and_freed_ok(void) {
  struct node b = {0}, a = {.right = &b};
  b.key = malloc(2);
  clear_keys(&a);
  free(b.key);
}

static int put(struct node *under, struct node *n, long depth) {
  if (depth > 9)
    return 0;
  if (under->left)
    return put(under->left, n, depth + 1);
  under->left = n;
  return 1;
}

void put_down_ok(struct node *root) {
  struct node *n = leaf(1);
  if (n && !put(root, n, 0))
    free(n);
}
