// RUN: %check_both %s -- -std=gnu11
// Reference counts that are kept by atomic operations, in every spelling.
#include <stdatomic.h>
#include <stdlib.h>

struct ref {
  int count;
};
struct config {
  char *root;
  int fonts;
  struct ref ref;
};
static int ref_inc(struct ref *r) { return __sync_fetch_and_add(&r->count, 1); }
static int ref_dec(struct ref *r) { return __sync_fetch_and_add(&r->count, -1); }
static struct config *config_reference(struct config *c) {
  if (c)
    ref_inc(&c->ref);
  return c;
}
static void config_destroy(struct config *c) {
  if (ref_dec(&c->ref) != 1)
    return;
  free(c->root);
  free(c);
}
static int config_build(struct config *c) {
  c = config_reference(c);
  if (!c)
    return 0;
  c->fonts++;
  config_destroy(c);
  return 1;
}
int sync_ok(struct config *c) {
  if (!config_build(c)) {
    config_destroy(c);
    return 0;
  }
  return c->fonts;
}

struct node {
  struct node *next;
  int count;
};
static struct node *node_ref(struct node *n) {
  __atomic_add_fetch(&n->count, 1, __ATOMIC_RELAXED);
  return n;
}
static void node_unref(struct node *n) {
  if (__atomic_sub_fetch(&n->count, 1, __ATOMIC_ACQ_REL) == 0)
    free(n);
}
struct node *builtin_ok(struct node *n) {
  struct node *own = node_ref(n);
  own->next = NULL;
  node_unref(own);
  return n->next;
}

struct item {
  atomic_int count;
  int size;
};
static void item_unref(struct item *i) {
  if (atomic_fetch_sub(&i->count, 1) == 1)
    free(i);
}
int c11_ok(struct item *i) {
  atomic_fetch_add(&i->count, 1);
  item_unref(i);
  return i->size;
}

// No count: the release is one.
struct plain {
  int count, size;
};
static void plain_free(struct plain *p) {
  __sync_fetch_and_add(&p->size, 1);
  free(p);
}
int plain_bad(struct plain *p) {
  plain_free(p);
  return p->size; // expect: use-after-free: 'p->size' is used after 'plain_free' released it
}
// What is loaded and stored is what is there.
int stored_bad(char **place) {
  char *p = malloc(4);
  if (!p)
    return 0;
  __atomic_store_n(place, p, __ATOMIC_RELEASE);
  char *q = __atomic_load_n(place, __ATOMIC_ACQUIRE);
  free(q);
  p[0] = 1; // expect: use-after-free: 'p[0]'
  return 0;
}

// The last release is a function that the caller passes.
#include <stddef.h>
struct kref {
  atomic_int n;
};
static int kref_put(struct kref *k, void (*release)(struct kref *)) {
  if (atomic_fetch_sub(&k->n, 1) == 1) {
    release(k);
    return 1;
  }
  return 0;
}
struct device {
  int number;
  struct kref ref;
};
static void device_release(struct kref *k) { free((char *)k - offsetof(struct device, ref)); }
int probe_ok(int number) {
  struct device *d = calloc(1, sizeof *d);
  if (!d)
    return -1;
  atomic_store(&d->ref.n, 1);
  d->number = number;
  kref_put(&d->ref, device_release);
  return 0;
}

// --- GLib's counts, as functions
typedef int grefcount;
void g_ref_count_init(grefcount *n);
void g_ref_count_inc(grefcount *n);
int g_ref_count_dec(grefcount *n);
struct array {
  grefcount refs;
  int *items;
};
struct holder {
  int kind;
  struct array *array;
};
void array_fill(struct array *a);
static struct array *array_new(void) {
  struct array *a = malloc(sizeof *a);
  if (!a)
    abort();
  g_ref_count_init(&a->refs);
  a->items = NULL;
  return a;
}
static struct array *array_ref(struct array *a) {
  g_ref_count_inc(&a->refs);
  return a;
}
static void array_unref(struct array *a) {
  if (g_ref_count_dec(&a->refs)) {
    free(a->items);
    free(a);
  }
}
static void holder_set(struct holder *h, struct array *a) {
  if (h->kind != 3)
    return;
  if (h->array)
    array_unref(h->array);
  h->array = a ? array_ref(a) : NULL;
}
struct holder *held_ok(void) {
  struct holder *h = calloc(1, sizeof *h);
  if (!h)
    return NULL;
  struct array *a = array_new();
  h->kind = 3;
  holder_set(h, a);
  array_unref(a);
  array_fill(a);
  return h;
}
int held_bad(int n) {
  struct array *a = array_new();
  if (n < 0)
    return -1; // expect: error-path-leak: 'a'
  array_unref(a);
  return 0;
}

// --- who takes one from the count gave up what it counts
/**
 * array_drop_ok:
 * @a: (transfer full): the array
 */
void array_drop_ok(struct array *a) {
  if (g_ref_count_dec(&a->refs)) {
    free(a->items);
    free(a);
  }
}
struct plainly_counted {
  int refs, length;
};
/**
 * plainly_drop_ok:
 * @p: (transfer full): what is counted
 */
void plainly_drop_ok(struct plainly_counted *p) {
  if (--p->refs > 0)
    return;
  free(p);
}
/**
 * plainly_drop_bad:
 * @p: (transfer full): what is counted
 */
void plainly_drop_bad(struct plainly_counted *p) {
  p->length--;
  if (p->refs > 0)
    return; // expect: leak: 'p'
  free(p);
}
