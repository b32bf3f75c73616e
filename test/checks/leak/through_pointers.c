// RUN: %check_both %s -- -std=gnu11
// What a helper puts behind pointers of its caller's: cursors, option structs, tables made on demand.
#include <stdlib.h>
#include <string.h>
#include <sys/queue.h>

struct header {
  struct header *next;
};
static void append(struct header ***tail) {
  struct header *h = calloc(1, sizeof *h);
  if (!h)
    abort();
  **tail = h;
  *tail = &h->next;
}
static void free_all(struct header *h) {
  while (h) {
    struct header *next = h->next;
    free(h);
    h = next;
  }
}
void cursor_ok(int n) {
  struct header *first = NULL, **tail = &first;
  while (n--)
    append(&tail);
  free_all(first);
}
struct header *cursor_given_ok(int n) {
  struct header *first = NULL, **tail = &first;
  while (n--)
    append(&tail);
  return first;
}

// The result goes where a member of the options points.
struct options {
  void **out;
  int flags;
};
static int load(int n, struct options *o) {
  if (o->out) {
    *o->out = malloc(n);
    if (!*o->out)
      abort();
  }
  o->flags = 1;
  return 0;
}
static int load_through(int n, struct options *o) { return load(n, o); }
void *loaded_ok(int n) {
  struct options o = {0};
  void *data;
  o.out = &data;
  if (load(n, &o))
    return NULL;
  return data;
}
void loaded_by_another_ok(int n) {
  void *data;
  struct options o = {&data, 0};
  if (load_through(n, &o))
    return;
  free(data);
}
int nothing_asked_ok(int n) {
  struct options o = {0};
  if (load_through(n, &o))
    return -1;
  return o.flags;
}
int loaded_bad(int n) {
  struct options o = {0};
  void *data;
  o.out = &data;
  if (load(n, &o))
    return -1;
  return o.flags; // expect: leak: 'data'
}

// Made where it is not there, replaced where it is full.
struct map {
  void **slots;
  unsigned count;
};
static void fill(struct map *m) {
  m->slots = calloc(2, sizeof *m->slots);
  if (!m->slots)
    abort();
}
static void enlarge(struct map *m) {
  void **old = m->slots;
  fill(m);
  free(old);
}
static void add(struct map *m) {
  if (!m->slots)
    fill(m);
  if (m->count > 1)
    enlarge(m);
}
void on_demand_ok(int n) {
  struct map m = {0};
  fill(&m);
  while (n--)
    add(&m);
  free(m.slots);
}

// A helper keeps it only where it is given a list; this function never asked for NULL.
struct item {
  struct item *next;
  int key;
};
struct list {
  struct item *first;
  int count;
};
static struct item *item_in(struct list *list, int key) {
  struct item *i = calloc(1, sizeof *i);
  if (!i)
    abort();
  i->key = key;
  if (list) {
    i->next = list->first;
    list->first = i;
  }
  return i;
}
void given_list_ok(struct list *list) { item_in(list, 1)->key++; }
void no_list_bad(void) {
  struct item *i = item_in(NULL, 1);
  i->key++;
} // expect: leak: 'i'

// A tree may have such a node already, or the client be gone.
struct node {
  int key;
  char *path;
  struct node *left, *right, *parent;
  struct client *client;
};
struct client {
  struct node *root;
  int count, flags;
};
static struct node *insert(struct client *c, struct node *n) {
  struct node *at = c->root, *parent = NULL;
  while (at) {
    parent = at;
    if (n->key == at->key)
      return at;
    at = n->key < at->key ? at->left : at->right;
  }
  n->parent = parent;
  if (!parent)
    c->root = n;
  else if (n->key < parent->key)
    parent->left = n;
  else
    parent->right = n;
  return NULL;
}
static struct node *node_of(struct client *c, int key) {
  if (c && (c->flags & 1))
    c = NULL;
  struct node *n = calloc(1, sizeof *n);
  if (!n)
    abort();
  n->client = c;
  n->key = key;
  if (n->client) {
    insert(n->client, n);
    n->client->count++;
  }
  return n;
}
static int can_write(struct client *c) { return c && !(c->flags & 1); }
void asked_before_ok(struct client *c) {
  if (!can_write(c))
    return;
  struct node *n = node_of(c, 1);
  n->path = strdup("-");
}

// The queue macros of BSD: put in, then walked and taken out.
struct argument {
  int kind;
  char *text;
  TAILQ_ENTRY(argument) entry;
};
TAILQ_HEAD(arguments, argument);
struct command {
  struct arguments list;
};
static void free_argument(struct argument *a) {
  free(a->text);
  free(a);
}
static struct arguments everywhere = TAILQ_HEAD_INITIALIZER(everywhere);
void queued_ok(struct command *c, const char *s, int n) {
  while (n--) {
    struct argument *a = calloc(1, sizeof *a), *next;
    if (!a)
      abort();
    a->text = strdup(s);
    TAILQ_INSERT_TAIL(&c->list, a, entry);
    for (a = TAILQ_FIRST(&c->list); a && (next = TAILQ_NEXT(a, entry), 1); a = next) {
      if (a->kind > 3)
        break;
      TAILQ_REMOVE(&c->list, a, entry);
      free_argument(a);
    }
  }
}
void queued_in_global_ok(const char *s) {
  struct argument *a = calloc(1, sizeof *a), *next;
  if (!a)
    abort();
  a->text = strdup(s);
  TAILQ_INSERT_TAIL(&everywhere, a, entry);
  for (a = TAILQ_FIRST(&everywhere); a && (next = TAILQ_NEXT(a, entry), 1); a = next) {
    TAILQ_REMOVE(&everywhere, a, entry);
    free_argument(a);
  }
}
void not_queued_bad(struct command *c, const char *s, int kind) {
  struct argument *a = calloc(1, sizeof *a);
  if (!a)
    abort();
  a->text = strdup(s);
  a->kind = kind;
  if (a->kind)
    return; // expect: leak: 'a'
  TAILQ_INSERT_TAIL(&c->list, a, entry);
}

// Makes one only where it is given none.
struct settings {
  char *name;
};
static struct settings *copy_of(struct settings *to, const struct settings *from) {
  const struct settings *given = to;
  if (!to && !(to = calloc(1, sizeof *to)))
    return NULL;
  to->name = from->name ? strdup(from->name) : NULL;
  if (!to->name) {
    if (!given)
      free(to);
    return NULL;
  }
  return to;
}
struct owner {
  struct settings *settings;
};
int copied_ok(struct owner *o, const struct settings *from) {
  o->settings->name = NULL;
  if (o->settings != from && !copy_of(o->settings, from))
    return -1;
  return 0;
}
int copied_bad(const struct settings *from) {
  if (!copy_of(NULL, from)) // expect: discarded-result
    return -1;
  return 0;
}

// Only its types are known: what nobody else has is kept in the list.
struct names;
void names_append(struct names *to, const char *name);
void nested_ok(struct names *to, const char *s) { names_append(to, strdup(s)); }

/* One call gives two: each is lost by itself. */
static int make_pair(char **left, char **right) {
  *left = malloc(8);
  if (!*left)
    return -1;
  *right = malloc(8);
  if (!*right) {
    free(*left);
    return -1;
  }
  return 0;
}
int pair_bad(void) {
  char *left, *right;
  if (make_pair(&left, &right) < 0)
    return -1;
  return left[0] + right[0]; // expect: leak: 'left' // expect: leak: 'right'
}
int half_bad(void) {
  char *left, *right;
  if (make_pair(&left, &right) < 0)
    return -1;
  const int r = left[0] + right[0];
  free(right);
  return r; // expect: leak: 'left'
}
int pair_ok(void) {
  char *left, *right;
  if (make_pair(&left, &right) < 0)
    return -1;
  const int r = left[0] + right[0];
  free(left);
  free(right);
  return r;
}
