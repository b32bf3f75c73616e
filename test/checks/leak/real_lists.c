// RUN: %check_both %s -- -std=gnu11
// Lists, tables and streams as programs keep them: what goes into one is kept, with all that hangs from it.
#define _GNU_SOURCE
#include <dirent.h>
#include <fcntl.h>
#include <libgen.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/queue.h>
#include <sys/stat.h>
#include <unistd.h>

struct value {
  char *name;
  struct value *next;
};
struct slot {
  struct slot *next;
  struct value *value;
};
struct table {
  struct slot *slots, *current;
  struct value **items;
  int count;
};
struct slot *look_up(struct table *t, int key);

// A helper keeps the block in a place that it finds.
static void keep_found(struct table *t, struct value *v) { look_up(t, 1)->value = v; }
static void keep_either(struct table *t, struct value *v) {
  struct slot *s = t->slots ? t->slots : t->current;
  s->value = v;
}
static void keep_item(struct table *t, struct value *v) { t->items[t->count++] = v; }

void kept_found_ok(struct table *t, const char *s) {
  struct value *v = calloc(1, sizeof *v);
  if (!v)
    abort();
  v->name = strdup(s);
  keep_found(t, v);
}

void kept_either_ok(struct table *t, const char *s) {
  struct value *v = calloc(1, sizeof *v);
  if (!v)
    abort();
  v->name = strdup(s);
  keep_either(t, v);
}

void kept_item_ok(struct table *t, const char *s) {
  struct value *v = calloc(1, sizeof *v);
  if (!v)
    abort();
  v->name = strdup(s);
  keep_item(t, v);
}

void lost_first_bad(struct table *t, const char *s) {
  struct value *v = calloc(1, sizeof *v);
  if (!v)
    abort();
  v->name = strdup(s);
  v->name = NULL; // expect: leak: 'name' is overwritten
  keep_item(t, v);
}

// The address of a member goes into the table; container_of gets the block back.
struct link {
  struct link *next;
};
struct entry {
  char *name;
  struct link link;
};
static void link_in(struct link **head, struct link *l) {
  l->next = *head;
  *head = l;
}

void member_kept_ok(struct link **head, const char *s) {
  struct entry *e = calloc(1, sizeof *e);
  if (!e)
    abort();
  e->name = strdup(s);
  link_in(head, &e->link);
}

void member_not_kept_bad(const char *s) {
  struct entry *e = calloc(1, sizeof *e);
  if (!e)
    abort();
  e->name = strdup(s);
  e->link.next = NULL;
} // expect: leak: 'e'

// A list by value: the block is its first and its last.
struct block {
  struct value *first, *last;
};
static struct block append_block(struct block to, struct block more) {
  to.last->next = more.first;
  to.last = more.last;
  return to;
}

struct block by_value_ok(struct block list) {
  struct value *v = calloc(1, sizeof *v);
  if (!v)
    abort();
  struct block one = {v, v};
  return append_block(list, one);
}

struct block by_value_bad(struct block list) {
  struct value *v = calloc(1, sizeof *v);
  if (!v)
    abort();
  struct block one = {v, v};
  (void)one;
  return list; // expect: leak: 'v'
}

// <sys/queue.h>: removed through the back link, the head no longer holds it.
struct item {
  char *name;
  TAILQ_ENTRY(item) entry;
};
TAILQ_HEAD(queue, item);

void emptied_ok(struct queue *q) {
  struct item *i;
  while ((i = TAILQ_FIRST(q)) != NULL) {
    TAILQ_REMOVE(q, i, entry);
    free(i->name);
    free(i);
  }
}

void removed_bad(struct queue *q) {
  struct item *i = TAILQ_FIRST(q);
  if (!i)
    return;
  TAILQ_REMOVE(q, i, entry);
  free(i->name);
  free(i);
  i->name = NULL; // expect: use-after-free: 'i
}

// What was just opened is not what was there before.
int read_ok(const char *name) {
  FILE *f = name[0] == '-' ? stdin : fopen(name, "r");
  if (!f)
    return -1;
  int c = fgetc(f);
  if (f != stdin)
    fclose(f);
  return c;
}

int read_bad(const char *name) {
  FILE *f = name[0] == '-' ? stdin : fopen(name, "r");
  if (!f)
    return -1;
  int c = fgetc(f);
  if (c != 3 && f != stdin)
    fclose(f);
  return c; // expect: leak: 'f'
}

// The stream has the descriptor, which may be used beside it while it lives.
int count_ok(const char *path) {
  int n = 0, fd = open(path, O_RDONLY | O_DIRECTORY);
  struct stat st;
  DIR *d = fd >= 0 ? fdopendir(fd) : NULL;
  if (!d) {
    if (fd >= 0)
      close(fd);
    return -1;
  }
  for (struct dirent *e; (e = readdir(d)) != NULL;)
    n += fstatat(fd, e->d_name, &st, 0) == 0;
  closedir(d);
  return n;
}

int used_closed_bad(const char *path) {
  struct stat st;
  int fd = open(path, O_RDONLY | O_DIRECTORY);
  DIR *d = fd >= 0 ? fdopendir(fd) : NULL;
  if (!d) {
    if (fd >= 0)
      close(fd);
    return -1;
  }
  closedir(d);
  return fstatat(fd, "x", &st, 0); // expect: use-after-free: 'fd'
}

int closed_twice_bad(const char *path) {
  int fd = open(path, O_RDONLY | O_DIRECTORY);
  DIR *d = fd >= 0 ? fdopendir(fd) : NULL;
  if (!d) {
    if (fd >= 0)
      close(fd);
    return -1;
  }
  close(fd); // expect: double-free: 'fd'
  closedir(d);
  return 0;
}

// asprintf() returns -1 or a length, and no useful format makes none.
char *part_ok(const char *name, unsigned n) {
  char *text = NULL;
  if (asprintf(&text, "%sp%u", name, n) <= 0)
    return NULL;
  return text;
}

int part_bad(const char *name) {
  char *text = NULL;
  if (asprintf(&text, "%s.tmp", name) <= 0)
    return -1;
  return 0; // expect: leak: 'text'
}

// An array and its counter grow together.
static void *grown(void *p, size_t n) {
  p = realloc(p, n);
  if (!p)
    abort();
  return p;
}

int counted_ok(const char *s) {
  int *all = NULL, sum = 0;
  size_t n = 0;
  for (; *s && *s != ' '; s++) {
    all = grown(all, (n + 1) * sizeof *all);
    all[n++] = *s;
  }
  if (n != 0) {
    sum = all[n - 1];
    free(all);
  }
  return sum;
}

int counted_bad(const char *s) {
  int *all = NULL, sum = 0;
  size_t n = 0;
  for (; *s && *s != ' '; s++) {
    all = grown(all, (n + 1) * sizeof *all);
    all[n++] = *s;
  }
  if (n > 1) {
    sum = all[n - 1];
    free(all);
  }
  return sum; // expect: leak: 'all'
}

// What a thread keeps under its key is the program's.
static pthread_key_t key;
void end_thread_ok(void) {
  free(pthread_getspecific(key));
  pthread_setspecific(key, NULL);
}

// A list that helpers push to and pop from.
struct node {
  struct node *next;
  int n;
};
static void push(struct node **list, int n) {
  struct node *e = malloc(sizeof *e);
  if (!e)
    abort();
  e->n = n;
  e->next = *list;
  *list = e;
}
static int pop(struct node **list) {
  struct node *e = *list;
  int n = e ? e->n : 0;
  if (e) {
    *list = e->next;
    free(e);
  }
  return n;
}

int popped_ok(const int *v, int count) {
  struct node *list = NULL;
  int sum = 0;
  for (int i = 0; i < count; i++)
    push(&list, v[i]);
  while (list)
    sum += pop(&list);
  return sum;
}

void pushed_bad(int n) {
  struct node *list = NULL;
  push(&list, n);
} // expect: leak: 'list'

// --- a vector of strings takes two, either of which may be missing
static size_t count(char **list) {
  size_t n = 0;
  for (; list && *list; list++)
    n++;
  return n;
}

int push_pair(char ***list, char *a, char *b) {
  if (!a && !b)
    return 0;
  size_t n = count(*list);
  char **grown = reallocarray(*list, n + !!a + !!b + 1, sizeof(char *));
  if (!grown)
    return -1;
  if (a)
    grown[n++] = a;
  if (b)
    grown[n++] = b;
  grown[n] = NULL;
  *list = grown;
  return 0;
}

int only_compares(char ***list, char *a, char *b) {
  return count(*list) > 2 && a && b ? 0 : -1;
}

int pair_ok(char ***list) {
  char *a = strdup("a"), *b = strdup("b");
  if (!a || !b || push_pair(list, a, b) < 0) {
    free(a);
    free(b);
    return -1;
  }
  return 0;
}

int pair_bad(char ***list) {
  char *a = strdup("a"), *b = strdup("b");
  if (!a || !b || only_compares(list, a, b) < 0) {
    free(a);
    free(b);
    return -1;
  }
  return 0; // expect: leak: 'a' // expect: leak: 'b'
}

// tail = (struct chained *)&list: next is the first member, so the first store is to list itself.
struct chained {
  struct chained *next;
  char *name;
};
struct chained *by_the_heads_address_ok(int n) {
  struct chained *list = NULL, *tail, *s;
  tail = (struct chained *)&list;
  while (n-- > 0) {
    s = malloc(sizeof *s);
    if (!s)
      break;
    s->name = NULL;
    s->next = NULL;
    tail->next = s;
    tail = s;
  }
  return list;
}
void by_the_heads_address_bad(int n) {
  struct chained *list = NULL, *tail, *s;
  tail = (struct chained *)&list;
  while (n-- > 0) {
    s = malloc(sizeof *s);
    if (!s)
      abort();
    s->name = NULL;
    s->next = NULL;
    tail->next = s;
    tail = s;
  }
} // expect: leak: 'list'

// Is it empty? The head points to itself: asked in a helper, of a list that has one element.
struct ring {
  struct ring *next, *prev;
};
struct dir {
  struct ring link;
  char *path;
};
static inline void ring_init(struct ring *r) { r->next = r->prev = r; }
static inline void ring_add(struct ring *n, struct ring *r) {
  n->next = r->next;
  n->prev = r;
  r->next->prev = n;
  r->next = n;
}
static inline void ring_del(struct ring *n) {
  n->next->prev = n->prev;
  n->prev->next = n->next;
}
static inline int ring_empty(const struct ring *r) { return r->next == r; }
static inline int ring_asked(const struct ring *r) { return r->prev == r->next; }
void visit(const char *path, struct ring *more);
int dirs_ok(const char *path) {
  struct ring dirs;
  ring_init(&dirs);
  struct dir *d = malloc(sizeof *d);
  if (!d)
    return -1;
  d->path = strdup(path);
  ring_add(&d->link, &dirs);
  while (!ring_empty(&dirs)) {
    d = (struct dir *)dirs.next;
    visit(d->path, &dirs);
    ring_del(&d->link);
    free(d->path);
    free(d);
  }
  return 0;
}
int dirs_bad(const char *path) {
  struct ring dirs;
  ring_init(&dirs);
  struct dir *d = malloc(sizeof *d);
  if (!d)
    return -1;
  d->path = strdup(path);
  if (!ring_empty(&dirs))
    ring_add(&d->link, &dirs);
  puts("none");
  return 0; // expect: leak: 'd'
}
struct items {
  int count;
  char *first;
};
static int has_items(const struct items *i) { return i->count > 0; }
int items_ok(int n) {
  struct items i = {n, NULL};
  if (n > 0 && !(i.first = malloc(4)))
    return -1;
  if (has_items(&i))
    free(i.first);
  return 0;
}
/* A list of our own that helpers fill: who calls the one that links is like who links. */
struct shelf {
  struct tome *tomes;
  int count;
};
struct tome {
  struct tome *next;
  char *name;
};
static void put_on(struct shelf *s, struct tome *t) {
  t->next = s->tomes;
  s->tomes = t;
  s->count++;
}
static int shelve(struct shelf *s, const char *name) {
  struct tome *t = calloc(1, sizeof *t);
  if (!t)
    return -1;
  t->name = strdup(name);
  if (!t->name) {
    free(t);
    return -1;
  }
  put_on(s, t);
  return 0;
}
static void clear(struct shelf *s) {
  while (s->tomes) {
    struct tome *t = s->tomes;
    s->tomes = t->next;
    free(t->name);
    free(t);
  }
}
int shelf_bad(const char *name) {
  struct shelf s = {NULL, 0};
  if (shelve(&s, name) < 0)
    return -1;
  return s.count; // expect: leak: 's.tomes'
}
int shelf_ok(const char *a, const char *b) {
  struct shelf s = {NULL, 0};
  if (shelve(&s, a) < 0 || shelve(&s, b) < 0) {
    clear(&s);
    return -1;
  }
  clear(&s);
  return 0;
}
/* Of an argument it is the caller's to clear. */
int shelf_of_caller_ok(struct shelf *s, const char *a, const char *b) {
  if (shelve(s, a) < 0)
    return -1;
  return shelve(s, b);
}
/* Kept by what stays. */
static struct shelf stock;
int in_stock_ok(const char *name) { return shelve(&stock, name); }
/* Two places hold it: it is not said which of them owns. */
struct chain {
  struct tome *first, **last;
};
static void hook(struct chain *c, struct tome *t) {
  *c->last = t;
  c->last = &t->next;
}
static int hook_new(struct chain *c) {
  struct tome *t = calloc(1, sizeof *t);
  if (!t)
    return -1;
  hook(c, t);
  return 0;
}
int chain_ok(void) {
  struct chain c = {NULL, &c.first};
  int r = hook_new(&c);
  while (c.first) {
    struct tome *t = c.first;
    c.first = t->next;
    free(t);
  }
  return r;
}
/* It goes in, and out again where it does not fit. */
int tried_ok(struct shelf *s, const char *name) {
  struct tome *t = calloc(1, sizeof *t);
  if (!t)
    return -1;
  put_on(s, t);
  t->name = strdup(name);
  if (!t->name) {
    s->tomes = t->next;
    free(t);
    return -1;
  }
  return 0;
}
/* It is in the caller's variable, and on a stack: the one who takes it off that ends it. */
static struct tome *pile;
static int piling;
static void pile_up(struct tome *t) {
  if (!t)
    return;
  t->next = pile;
  pile = t;
}
static void take_off(void) {
  struct tome *t = pile;
  if (!t)
    return;
  pile = t->next;
  free(t);
}
static void open_pile(struct tome **now) {
  if (piling) {
    *now = calloc(1, sizeof **now);
    if (*now)
      pile_up(*now);
  }
}
void piled_ok(void) {
  struct tome *now = NULL;
  open_pile(&now);
  if (now)
    take_off();
  now = NULL;
}
