// RUN: %check_both %s -- -std=gnu11
// What a function put into the block that it returns is its caller's.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct box {
  char *name;
  char *label;
  struct box *inner;
  struct box *next;
  int fd;
  int n;
};

struct box *box_new(const char *name) {
  struct box *b = malloc(sizeof *b);
  if (!b)
    return NULL;
  b->label = NULL;
  b->inner = NULL;
  b->next = NULL;
  b->fd = -1;
  b->name = strdup(name);
  if (!b->name) {
    free(b);
    return NULL;
  }
  return b;
}

void box_free(struct box *b) {
  if (!b)
    return;
  free(b->name);
  free(b->label);
  free(b);
}

int contents_bad(void) {
  struct box *b = box_new("x");
  if (!b)
    return -1;
  int n = b->n;
  free(b); // expect: leak
  return n;
}

int contents_freed_ok(void) {
  struct box *b = box_new("x");
  if (!b)
    return -1;
  int n = b->n;
  free(b->name);
  free(b);
  return n;
}

int contents_destroyed_ok(void) {
  struct box *b = box_new("x");
  if (!b)
    return -1;
  int n = b->n;
  box_free(b);
  return n;
}

char *contents_stolen_ok(void) {
  struct box *b = box_new("x");
  if (!b)
    return NULL;
  char *name = b->name;
  free(b);
  return name;
}

// --- a maker of a maker
struct box *box_pair(const char *a, const char *b) {
  struct box *outer = box_new(a);
  if (!outer)
    return NULL;
  outer->inner = box_new(b);
  if (!outer->inner) {
    box_free(outer);
    return NULL;
  }
  return outer;
}

void pair_bad(void) {
  struct box *p = box_pair("a", "b");
  if (!p)
    return;
  free(p->name);
  free(p); // expect: leak
}

void pair_inner_bad(void) {
  struct box *p = box_pair("a", "b");
  if (!p)
    return;
  free(p->name);
  free(p->inner); // expect: leak
  free(p);
}

void pair_ok(void) {
  struct box *p = box_pair("a", "b");
  if (!p)
    return;
  box_free(p->inner);
  box_free(p);
}

// --- what only one exit fills
struct box *box_maybe(const char *name) {
  struct box *b = calloc(1, sizeof *b);
  if (!b)
    return NULL;
  if (name)
    b->name = strdup(name);
  return b;
}

void maybe_ok(void) {
  struct box *b = box_maybe(NULL);
  free(b);
}

// --- others hold it
static struct box *all;

struct box *box_listed(const char *name) {
  struct box *b = box_new(name);
  if (!b)
    return NULL;
  b->next = all;
  all = b;
  return b;
}

void listed_ok(void) {
  struct box *b = box_listed("x");
  if (b)
    b->n = 1;
}

static char *last;

struct box *box_shared(const char *name) {
  struct box *b = calloc(1, sizeof *b);
  if (!b)
    return NULL;
  b->name = strdup(name);
  last = b->name;
  return b;
}

void shared_ok(void) {
  struct box *b = box_shared("x");
  free(b);
}

// --- what the caller puts in its place
void replaced_bad(void) {
  struct box *b = box_new("x");
  if (!b)
    return;
  b->name = NULL; // expect: leak
  box_free(b);
}

void replaced_ok(void) {
  struct box *b = box_new("x");
  if (!b)
    return;
  free(b->name);
  b->name = NULL;
  box_free(b);
}

// --- lists of what a helper makes
void list_ok(int n) {
  struct box *head = NULL;
  for (int i = 0; i < n; i++) {
    struct box *b = box_new("x");
    if (!b)
      break;
    b->next = head;
    head = b;
  }
  while (head) {
    struct box *next = head->next;
    free(head->name);
    free(head);
    head = next;
  }
}

// the third node is given up in the middle
void list_direct_ok(int n) {
  struct box *head = NULL;
  for (int i = 0; i < n; i++) {
    struct box *b = malloc(sizeof *b);
    if (!b)
      break;
    b->name = strdup("x");
    if (!b->name) {
      free(b);
      break;
    }
    b->next = head;
    head = b;
  }
  while (head) {
    struct box *next = head->next;
    free(head->name);
    free(head);
    head = next;
  }
}

void list_append_ok(int n) {
  struct box *head = NULL, *tail = NULL;
  for (int i = 0; i < n; i++) {
    struct box *b = box_new("x");
    if (!b)
      break;
    if (tail)
      tail->next = b;
    else
      head = b;
    tail = b;
  }
  while (head) {
    struct box *next = head->next;
    box_free(head);
    head = next;
  }
}

void loop_ok(int n) {
  for (int i = 0; i < n; i++) {
    struct box *b = box_new("x");
    if (!b)
      continue;
    puts(b->name);
    box_free(b);
  }
}

void array_ok(int n) {
  struct box **all_of = calloc(n, sizeof *all_of);
  if (!all_of)
    return;
  for (int i = 0; i < n; i++)
    all_of[i] = box_new("x");
  for (int i = 0; i < n; i++)
    box_free(all_of[i]);
  free(all_of);
}

struct owner {
  struct box *kept;
};

int kept_ok(struct owner *o) {
  o->kept = box_new("x");
  return o->kept ? 0 : -1;
}

void end_ok(struct owner *o) {
  free(o->kept->name);
  free(o->kept);
}

struct box *passed_on_ok(void) {
  struct box *b = box_new("x");
  if (b)
    b->n = 3;
  return b;
}

void others(struct box *b);

void unknown_ok(void) {
  struct box *b = box_new("x");
  others(b);
  free(b);
}

void grown_ok(void) {
  struct box *b = box_new("x");
  if (!b)
    return;
  char *name = realloc(b->name, 100);
  if (name)
    b->name = name;
  box_free(b);
}

// --- what hangs from a member that only one exit makes
struct box *box_optional(const char *name, int with_inner) {
  struct box *b = calloc(1, sizeof *b);
  if (!b)
    return NULL;
  b->inner = NULL;
  if (with_inner) {
    b->inner = box_new(name);
    if (!b->inner) {
      free(b);
      return NULL;
    }
  }
  return b;
}

void optional_ok(int with_inner) {
  struct box *b = box_optional("x", with_inner);
  if (!b)
    return;
  if (b->inner)
    box_free(b->inner);
  free(b);
}

// A handle: a block of one pointer.
static char **handle_new(size_t n) {
  char **h = malloc(sizeof *h);
  if (!h)
    return NULL;
  *h = malloc(n);
  if (!*h) {
    free(h);
    return NULL;
  }
  return h;
}
static void handle_drop(char **h) { free(h); }
static void handle_free(char **h) {
  free(*h);
  free(h);
}

void handle_bad(size_t n) {
  char **h = handle_new(n);
  handle_drop(h); // expect: leak: releasing 'h' loses
}

void handle_read_bad(size_t n) {
  char **h = handle_new(n);
  if (!h)
    return;
  puts(*h);
  free(h); // expect: leak: releasing 'h' loses
}

void handle_ok(size_t n) {
  char **h = handle_new(n);
  if (h)
    handle_free(h);
}

char *handle_emptied_ok(size_t n) {
  char **h = handle_new(n);
  if (!h)
    return NULL;
  char *text = *h;
  free(h);
  return text;
}

// Of an array all elements may be released in a loop.
static char **words_new(const char *first, int n) {
  char **words = malloc((n + 1) * sizeof *words);
  if (!words)
    abort();
  words[0] = strdup(first);
  for (int i = 1; i < n; i++)
    words[i] = strdup(first);
  words[n] = NULL;
  return words;
}

void words_ok(const char *first, int n) {
  char **words = words_new(first, n);
  for (int i = 0; i < n; i++)
    free(words[i]);
  free(words);
}

// A list that is held by its last entry: each knows the first one, which knows itself.
struct entry {
  struct entry *first, *next, *prev;
  char *text;
};

static struct entry *entry_add(struct entry *last) {
  struct entry *e = malloc(sizeof *e);
  if (!e)
    abort();
  e->text = NULL;
  e->next = NULL;
  e->prev = last;
  if (last) {
    e->first = last->first;
    last->next = e;
  } else {
    e->first = e;
  }
  return e;
}

static struct entry *entry_alone(void) {
  struct entry *e = malloc(sizeof *e);
  if (!e)
    abort();
  e->first = e;
  e->next = e->prev = NULL;
  e->text = NULL;
  return e;
}

static struct entry *first_of(const struct entry *e) { return e ? e->first : NULL; }

static void entries_free(struct entry *last) {
  if (!last)
    return;
  for (struct entry *e = first_of(last), *next; e; e = next) {
    next = e->next;
    free(e->text);
    free(e);
  }
}

struct entry *entries_ok(int n) {
  struct entry *last = NULL;
  for (int i = 0; i < n; i++)
    last = entry_add(last);
  if (!last)
    return NULL;
  return first_of(last);
}

struct entry *one_ok(void) {
  struct entry *e = entry_alone();
  return e->first;
}

int one_bad(void) {
  struct entry *e = entry_alone();
  return e->first->text != NULL; // expect: leak: 'e'
}

struct entry *entries_bad(int n) {
  struct entry *last = NULL;
  for (int i = 0; i < n; i++)
    last = entry_add(last);
  return NULL; // expect: error-path-leak: 'last'
}

int counted_ok(int n) {
  struct entry *last = NULL;
  for (int i = 0; i < n; i++)
    last = entry_add(last);
  int has = last != NULL;
  entries_free(last);
  return has;
}

// Whether the program's list has anything in it nobody asked here: it has the item, one way or the other.
static struct entry *kept;

static struct entry *entry_push(struct entry *last, char *text) {
  struct entry *e = malloc(sizeof *e);
  if (!e)
    abort();
  e->text = text;
  e->next = NULL;
  e->prev = last;
  if (!last) {
    e->first = e;
    return e;
  }
  e->first = last->first;
  last->next = e;
  return last;
}

void pushed_ok(const char *s) {
  char *text = strdup(s);
  if (text)
    kept = entry_push(kept, text);
}

void pushed_bad(const char *s) {
  char *text = strdup(s);
  struct entry *e = entry_push(NULL, text);
  free(e);
} // expect: leak: 'text'
