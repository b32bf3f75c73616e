// RUN: %check_both %s -- -std=gnu11
// Three states: not called, failed (the block lives on), grown (it is stale).
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// The classic: when realloc fails, p is NULL and the block is lost.
void same_variable_bad(void) {
  char *p = malloc(10);
  if (!p)
    return;
  p = realloc(p, 20); // expect: leak
  free(p);
}

void same_variable_ok(void) {
  char *p = malloc(10);
  if (!p)
    return;
  char *q = realloc(p, 20);
  if (q)
    p = q;
  free(p);
}

void failure_bad(void) {
  char *p = malloc(10);
  if (!p)
    return;
  char *q = realloc(p, 20);
  if (!q)
    return; // expect: leak: 'p'
  free(q);
}

void failure_ok(void) {
  char *p = malloc(10);
  if (!p)
    return;
  char *q = realloc(p, 20);
  if (!q) {
    free(p);
    return;
  }
  free(q);
}

void grown_bad(void) {
  char *p = malloc(10);
  char *q = realloc(p, 20);
  if (!q)
    free(p);
} // expect: leak: 'q'

void grown_ok(void) {
  char *p = malloc(10);
  char *q = realloc(p, 20);
  free(q ? q : p);
}

void from_null_ok(void) {
  char *p = realloc(NULL, 10);
  free(p);
}

// Nothing was there before: failing loses nothing.
void from_null_variable_ok(void) {
  char *p = NULL;
  p = realloc(p, 10);
  free(p);
}

void exit_on_failure_ok(void) {
  char *p = malloc(10);
  p = realloc(p, 20);
  if (!p)
    abort();
  free(p);
}

struct buffer {
  char *data;
  size_t size, capacity;
};

bool buffer_add_ok(struct buffer *b, char c) {
  if (b->size == b->capacity) {
    size_t capacity = b->capacity ? 2 * b->capacity : 16;
    char *data = realloc(b->data, capacity);
    if (!data)
      return false;
    b->data = data;
    b->capacity = capacity;
  }
  b->data[b->size++] = c;
  return true;
}

// A wrapper that never returns NULL.
static void *must_realloc(void *p, size_t n) {
  void *q = realloc(p, n);
  if (!q)
    abort();
  return q;
}

void wrapper_ok(int n) {
  char *p = NULL;
  for (int i = 1; i < n; i++)
    p = must_realloc(p, i);
  free(p);
}

struct grown {
  char *data;
  size_t size;
};

int field_bad(struct grown *b) {
  b->data = realloc(b->data, b->size * 2); // expect: leak: 'b->data'
  if (!b->data)
    return -1;
  return 0;
}

int field_ok(struct grown *b) {
  char *data = realloc(b->data, b->size * 2);
  if (!data)
    return -1;
  b->data = data;
  return 0;
}

void field_or_abort_ok(struct grown *b) {
  b->data = realloc(b->data, b->size * 2);
  if (!b->data)
    abort();
}

int field_with_a_second_name_ok(struct grown *b) {
  char *old = b->data;
  b->data = realloc(b->data, b->size * 2);
  if (!b->data) {
    free(old);
    return -1;
  }
  return 0;
}

// What a failure loses is told once, in a loop too.
struct words {
  char **all;
  int n;
};
void told_once_bad(struct words *w, int n) {
  for (int i = 0; i < n; i++) {
    w->all = realloc(w->all, (w->n + 1) * sizeof *w->all); // expect: leak: 'w->all'
    if (!w->all)
      return;
    w->all[w->n++] = 0;
  }
}

// Room that a helper's helper makes, where there is none yet.
struct text {
  char *s;
  size_t n, room;
};

static int text_room(struct text *t, size_t need) {
  if (need <= t->room)
    return 0;
  char *s = realloc(t->s, need);
  if (!s)
    return -1;
  t->s = s;
  t->room = need;
  return 0;
}

static int text_add(struct text *t, const char *more) {
  size_t n = strlen(more);
  if (text_room(t, t->n + n + 1))
    return -1;
  memcpy(t->s + t->n, more, n + 1);
  t->n += n;
  return 0;
}

int built_ok(const char *a, const char *b) {
  struct text t = {0};
  int r = -1;
  if (text_add(&t, a) == 0 && text_add(&t, b) == 0)
    r = t.s[0];
  free(t.s);
  return r;
}

int built_bad(const char *a) {
  struct text t = {0};
  if (text_add(&t, a))
    return -1;
  return t.s[0]; // expect: leak: 't.s'
}

int built_twice_bad(const char *a, const char *b) {
  struct text t = {0};
  if (text_add(&t, a))
    return -1;
  if (text_add(&t, b))
    return -1; // expect: error-path-leak: 't.s'
  free(t.s);
  return 0;
}

// The new block holds what the old one held.
char **row_ok(const char *s, int n) {
  char **list = malloc(sizeof *list);
  if (!list)
    abort();
  list[n++] = strdup(s);
  char **more = realloc(list, (n + 1) * sizeof *list);
  if (!more)
    abort();
  more[n] = NULL;
  return more;
}
char **rows_ok(const char *s, int n) {
  char **list = malloc(sizeof *list);
  int i;
  if (!list)
    abort();
  for (i = 0; i < n; i++) {
    list[i] = strdup(s);
    char **more = realloc(list, (i + 2) * sizeof *list);
    if (!more)
      abort();
    list = more;
  }
  list[i] = NULL;
  return list;
}
int row_bad(const char *s) {
  char **list = malloc(sizeof *list);
  if (!list)
    abort();
  list[0] = strdup(s);
  char **more = realloc(list, 2 * sizeof *list);
  if (!more)
    abort();
  free(more); // expect: leak: releasing 'more'
  return 0;
}
/* Made or grown, the program ends where there is no memory. */
struct stack {
  int *items;
  size_t room;
};
static void die(void) { exit(3); }

void stack_room_ok(struct stack *s) {
  s->room += 8;
  if (!s->items)
    s->items = malloc(s->room * sizeof *s->items);
  else
    s->items = realloc(s->items, s->room * sizeof *s->items);
  if (!s->items)
    die();
  s->items[0] = 1;
}

int stack_room_bad(struct stack *s) {
  s->room += 8;
  if (!s->items)
    s->items = malloc(s->room * sizeof *s->items);
  else
    s->items = realloc(s->items, s->room * sizeof *s->items); // expect: leak
  return s->items ? 0 : -1;
}

// Behind the address that the caller passed: what is lost is lost by the store.
int behind_address_bad(int **out, int n) {
  *out = malloc(sizeof **out);
  if (!*out)
    return -1;
  *out = realloc(*out, n * sizeof **out); // expect: leak: '*out' is overwritten
  return *out ? 0 : -1;
}
int behind_address_ok(int **out, int n) {
  *out = malloc(sizeof **out);
  if (!*out)
    return -1;
  int *more = realloc(*out, n * sizeof **out);
  if (more)
    *out = more;
  return 0;
}

// Grown by a helper's helper, and found anew on two ways behind it.
struct page {
  char *text;
  int length, room;
};
static struct page *page_new(void) {
  struct page *p = calloc(1, sizeof *p);
  if (!p)
    return NULL;
  p->room = 16;
  p->text = malloc(p->room);
  if (!p->text) {
    free(p);
    return NULL;
  }
  return p;
}
static int page_room(struct page *p, int room) {
  if (p->room >= room)
    return 0;
  char *more = realloc(p->text, 2 * room);
  if (!more)
    return -1;
  p->room = 2 * room;
  p->text = more;
  return 0;
}
static int page_add(struct page *p, const char *text, int n) {
  if (p->room <= p->length + n + 1)
    if (page_room(p, p->length + n + 1) < 0)
      return -1;
  if (n > 1)
    memcpy(p->text + p->length, text, n);
  else
    p->text[p->length] = *text;
  p->length += n;
  p->text[p->length] = '\0';
  return n;
}
static void page_free(struct page *p) {
  if (p->text)
    free(p->text);
  free(p);
}
int page_ok(const char *text, int times) {
  struct page *p = page_new();
  if (!p)
    return -1;
  while (times--)
    page_add(p, text, 1);
  int first = p->text[0];
  page_free(p);
  return first;
}
int page_bad(const char *text, int times) {
  struct page *p = page_new();
  if (!p)
    return -1;
  while (times--)
    if (page_add(p, text, 1) < 0)
      return 1; // expect: leak: 'p'
  page_free(p);
  return 0;
}

// Behind a place without a name of its own the block is held, and lost where the next call fails.
struct sheet {
  char **at;
  unsigned used;
};
void sheet_grow_bad(struct sheet *s, int n) {
  *(s->at) = realloc(*(s->at), n);     // expect: leak: 's->at' is overwritten with NULL
  *(s->at) = realloc(*(s->at), 2 * n); // expect: leak: '*s->at' is overwritten
}
