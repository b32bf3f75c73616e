// RUN: %check_both %s --rules=borrow-invalidated,use-after-free -- -w
// Getters and mutators with a body in the unit.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct vec {
  int *items;
  size_t count, room;
};

static int *vec_at(struct vec *v, size_t i) { return &v->items[i]; }
static int *vec_first(struct vec *v) { return vec_at(v, 0); }

static int vec_push(struct vec *v, int x) {
  if (v->count == v->room) {
    int *items = realloc(v->items, (v->room * 2 + 1) * sizeof(int));
    if (!items)
      return -1;
    v->items = items;
    v->room = v->room * 2 + 1;
  }
  v->items[v->count++] = x;
  return 0;
}

static int vec_push_two(struct vec *v, int x) {
  if (vec_push(v, x) < 0)
    return -1;
  return vec_push(v, x);
}

static size_t vec_count(const struct vec *v) { return v->count; }

static int *vec_add(struct vec *v) {
  if (vec_push(v, 0) < 0)
    return NULL;
  return &v->items[v->count - 1];
}

void written_bad(struct vec *v) {
  int *p = vec_at(v, 0);
  vec_push(v, 3);
  *p = 1; // expect: borrow-invalidated: 'p' is used after 'vec_push', which may have moved what it points to
}

int read_bad(struct vec *v) {
  int *p = vec_at(v, 0);
  if (vec_push(v, 3) < 0)
    return -1;
  return *p; // expect: borrow-invalidated: 'p'
}

void written_ok(struct vec *v) {
  int *p = vec_at(v, 0);
  *p = 1;
  vec_push(v, 3);
}

void fetched_again_ok(struct vec *v) {
  int *p = vec_at(v, 0);
  vec_push(v, *p);
  p = vec_at(v, 0);
  *p = 1;
}

int failed_ok(struct vec *v) {
  int *p = vec_at(v, 0);
  if (vec_push(v, 3) < 0) {
    *p = 2; // nothing has moved
    return -1;
  }
  return 0;
}

void compared_ok(struct vec *v) {
  int *p = vec_at(v, 0);
  vec_push(v, 3);
  if (p != vec_at(v, 0))
    puts("moved");
}

void other_owner_ok(struct vec *v, struct vec *w) {
  int *p = vec_at(v, 0);
  vec_push(w, 3);
  *p = 1;
}

void only_read_ok(struct vec *v) {
  int *p = vec_at(v, 0);
  *p = vec_count(v);
}

void chain_bad(struct vec *v) {
  int *p = vec_first(v);
  vec_push_two(v, 3);
  printf("%d\n", *p); // expect: borrow-invalidated: 'p'
}

void chain_ok(struct vec *v) {
  vec_push_two(v, 3);
  int *p = vec_first(v);
  printf("%d\n", *p);
}

void added_bad(struct vec *v) {
  int *a = vec_add(v);
  int *b = vec_add(v);
  if (!a || !b)
    return;
  *b = 1;
  *a = 2; // expect: borrow-invalidated: 'a' is used after 'vec_add'
}

void added_ok(struct vec *v) {
  int *a = vec_add(v);
  if (!a)
    return;
  *a = 2;
  int *b = vec_add(v);
  if (!b)
    return;
  *b = 1;
}

// The field itself, without a getter.
void field_bad(struct vec *v) {
  int *p = v->items;
  vec_push(v, 1);
  p[0] = 1; // expect: borrow-invalidated: 'p[0]'
}

void field_ok(struct vec *v) {
  vec_push(v, 1);
  int *p = v->items;
  p[0] = 1;
}

void index_ok(struct vec *v) {
  v->items[0] = 1;
  vec_push(v, 1);
  v->items[0] = 2;
  vec_push(v, 1);
  v->items[1] = 2;
}

void loop_bad(struct vec *v, int n) {
  int *p = vec_at(v, 0);
  for (int i = 0; i < n; i++) {
    *p += i; // expect: borrow-invalidated: 'p'
    vec_push(v, i);
  }
}

void loop_ok(struct vec *v, int n) {
  for (int i = 0; i < n; i++) {
    int *p = vec_at(v, i);
    *p += i;
    vec_push(v, i);
  }
}

void loop_fetch_ok(struct vec *v, int n) {
  int *p = vec_at(v, 0);
  for (int i = 0; i < n; i++) {
    *p += i;
    vec_push(v, i);
    p = vec_at(v, 0);
  }
}

// Only one branch changes it, and fetches it again.
void branch_ok(struct vec *v, int x) {
  int *p = vec_at(v, 0);
  if (x) {
    vec_push(v, x);
    p = vec_at(v, 0);
  }
  *p = 1;
}

void branch_bad(struct vec *v, int x) {
  int *p = vec_at(v, 0);
  if (x)
    vec_push(v, x);
  *p = 1; // expect: borrow-invalidated: 'p'
}

void correlated_ok(struct vec *v, int x) {
  int *p = vec_at(v, 0);
  if (x)
    vec_push(v, x);
  if (!x)
    *p = 1;
}

static int vec_reserve(struct vec *v, size_t n) {
  if (n <= v->room)
    return 0;
  int *items = realloc(v->items, n * sizeof(int));
  if (!items)
    return -1;
  v->items = items;
  v->room = n;
  return 0;
}

// Room was made first.
void reserved_ok(struct vec *v) {
  if (vec_reserve(v, vec_count(v) + 2) < 0)
    return;
  int *p = vec_add(v);
  vec_push(v, 3);
  if (p)
    *p = 1;
}

struct table {
  struct vec rows;
  char *name;
  int hits;
};

void member_bad(struct table *t) {
  int *p = vec_at(&t->rows, 0);
  vec_push(&t->rows, 1);
  *p = 1; // expect: borrow-invalidated: 'p'
}

void member_ok(struct table *t, struct table *u) {
  int *p = vec_at(&t->rows, 0);
  vec_push(&u->rows, 1);
  *p = 1;
}

void local_owner_bad(void) {
  struct vec v = {0};
  if (vec_push(&v, 1) < 0)
    return;
  int *p = vec_at(&v, 0);
  vec_push(&v, 2);
  printf("%d\n", *p); // expect: borrow-invalidated: 'p'
  free(v.items);
}

void local_owner_ok(void) {
  struct vec v = {0};
  if (vec_push(&v, 1) < 0)
    return;
  printf("%d\n", *vec_at(&v, 0));
  vec_push(&v, 2);
  printf("%d\n", *vec_at(&v, 0));
  free(v.items);
}

static const char *table_name(const struct table *t) { return t->name; }
static int table_set_name(struct table *t, const char *name) {
  char *copy = strdup(name);
  if (!copy)
    return -1;
  free(t->name);
  t->name = copy;
  return 0;
}
static void table_hit(struct table *t) { t->hits++; }

void set_bad(struct table *t) {
  const char *name = table_name(t);
  if (table_set_name(t, "next") < 0)
    return;
  puts(name); // expect: borrow-invalidated: 'name'
}

void set_ok(struct table *t) {
  const char *name = table_name(t);
  puts(name);
  if (table_set_name(t, "next") < 0) {
    puts(name);
    return;
  }
  puts(table_name(t));
}

void other_field_ok(struct table *t) {
  const char *name = table_name(t);
  table_hit(t);
  vec_push(&t->rows, 1);
  puts(name);
}

// What decides is known to the callee only.
static void table_rename(struct table *t, const char *name) {
  if (t->name && !strcmp(t->name, name))
    return;
  free(t->name);
  t->name = strdup(name);
}

void undecided_ok(struct table *t) {
  const char *name = table_name(t);
  table_rename(t, "same");
  puts(name);
}

// The owner gets another block: the old one is somebody else's now.
void swapped_ok(struct vec *v, struct vec *w) {
  int *p = vec_at(v, 0);
  struct vec old = *v;
  *v = *w;
  vec_push(v, 1);
  *p = 1;
  *w = old;
}

struct node {
  struct node *next;
  char *text;
};
struct list {
  struct node *head;
};
static struct node *list_first(struct list *l) { return l->head; }
static void list_remove(struct list *l, const char *text) {
  struct node *n = l->head;
  if (n && !strcmp(n->text, text)) {
    l->head = n->next;
    free(n);
  }
}

void list_ok(struct list *l) {
  struct node *n = list_first(l);
  list_remove(l, "other");
  puts(n->text);
}

static void *xrealloc(void *p, size_t n) {
  void *q = realloc(p, n);
  if (!q)
    abort();
  return q;
}
static void vec_grow(struct vec *v) {
  v->room *= 2;
  v->items = xrealloc(v->items, v->room * sizeof(int));
}
static void vec_append(struct vec *v, int x) {
  if (v->count == v->room)
    vec_grow(v);
  v->items[v->count++] = x;
}

void wrapped_bad(struct vec *v) {
  int *p = vec_at(v, 0);
  vec_append(v, 1);
  *p = 2; // expect: borrow-invalidated: 'p'
}

void wrapped_ok(struct vec *v) {
  int *p = vec_at(v, 0);
  *p = 2;
  vec_append(v, 1);
}

// A pointer that a vector of pointers holds does not move with the vector.
struct names {
  char **items;
  size_t count;
};
static char *names_at(struct names *n, size_t i) { return n->items[i]; }
static void names_push(struct names *n, char *name) {
  n->items = xrealloc(n->items, (n->count + 1) * sizeof(char *));
  n->items[n->count++] = name;
}

void element_ok(struct names *n, char *s) {
  char *first = names_at(n, 0);
  names_push(n, s);
  puts(first);
}

// A block of ours: a use after the free.
void interior_bad(char *p) {
  char *middle = p + 4;
  char *q = realloc(p, 20);
  if (!q)
    return;
  *middle = 1; // expect: use-after-free: 'middle'
  free(q);
}

void interior_ok(char *p) {
  char *middle = p + 4;
  *middle = 1;
  char *q = realloc(p, 20);
  if (!q) {
    *middle = 2;
    free(p);
    return;
  }
  free(q);
}
