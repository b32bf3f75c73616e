// RUN: %check_both %s -- -std=gnu11
// Setters of structs that only this file knows: all that make one fill the field, and who
// ends it ends the field.
#include <stdlib.h>
#include <string.h>

// --- found ------------------------------------------------------------------
struct page {
  char *title;
  int number;
  struct page *next;
};

struct page *page_new(const char *title) {
  struct page *p = malloc(sizeof *p);
  if (!p)
    return NULL;
  p->title = strdup(title);
  if (!p->title) {
    free(p);
    return NULL;
  }
  p->number = 0;
  p->next = NULL;
  return p;
}

int page_bad_set_title(struct page *p, const char *title) {
  char *copy = strdup(title);
  if (!copy)
    return -1;
  p->title = copy; // expect: leak: 'p->title' is overwritten, and what it owned is lost
  return 0;
}

int page_ok_set_title(struct page *p, const char *title) {
  char *copy = strdup(title);
  if (!copy)
    return -1;
  free(p->title);
  p->title = copy;
  return 0;
}

void pages_bad_name(struct page *first, const char *title) {
  for (struct page *p = first; p; p = p->next)
    if (p->number == 0)
      p->title = strdup(title); // expect: leak
}

void page_free(struct page *p) {
  if (p) {
    free(p->title);
    free(p);
  }
}

// --- the setter is part of making -------------------------------------------
struct part {
  char *name;
};
static int part_ok_init(struct part *p, const char *name) {
  p->name = strdup(name);
  return p->name ? 0 : -1;
}
struct part *part_new(const char *name) {
  struct part *p = calloc(1, sizeof *p);
  if (p && part_ok_init(p, name) < 0) {
    free(p);
    return NULL;
  }
  return p;
}
void part_free(struct part *p) {
  free(p->name);
  free(p);
}

// --- not all begin with a value ---------------------------------------------
struct car {
  char *owner;
};
struct car *car_new(void) { return calloc(1, sizeof(struct car)); }
void car_ok_buy(struct car *c, const char *owner) { c->owner = strdup(owner); }
void car_free(struct car *c) {
  free(c->owner);
  free(c);
}

// --- taken out in between ---------------------------------------------------
struct box {
  char *thing;
};
struct box *box_new(void) {
  struct box *b = malloc(sizeof *b);
  if (b)
    b->thing = strdup("thing");
  return b;
}
void box_empty(struct box *b) {
  free(b->thing);
  b->thing = NULL;
}
void box_ok_fill(struct box *b, const char *thing) { b->thing = strdup(thing); }
void box_free(struct box *b) {
  free(b->thing);
  free(b);
}

// --- one on the stack -------------------------------------------------------
struct text {
  char *data;
};
struct text *text_new(void) {
  struct text *t = malloc(sizeof *t);
  if (t)
    t->data = strdup("");
  return t;
}
void text_ok_fill(struct text *t, const char *with) { t->data = strdup(with); }
void text_free(struct text *t) {
  free(t->data);
  free(t);
}
int local(const char *s) {
  struct text t;
  text_ok_fill(&t, s);
  const int empty = !t.data || !*t.data;
  free(t.data);
  return empty;
}

// --- the caller releases ----------------------------------------------------
struct line {
  char *text;
};
struct line *line_new(void) {
  struct line *l = malloc(sizeof *l);
  if (l)
    l->text = strdup("");
  return l;
}
static void line_ok_put(struct line *l, const char *text) { l->text = strdup(text); }
void line_replace(struct line *l, const char *text) {
  free(l->text);
  line_ok_put(l, text);
}
void line_free(struct line *l) {
  free(l->text);
  free(l);
}

// --- what is copied from it is no question what it is -------------------------
struct row {
  char *key;
  int *cells;
  size_t count;
};

struct row *row_new(const char *key) {
  struct row *r = calloc(1, sizeof *r);
  if (!r)
    return NULL;
  r->key = strdup(key);
  r->cells = calloc(8, sizeof *r->cells);
  if (!r->key || !r->cells) {
    free(r->key);
    free(r->cells);
    free(r);
    return NULL;
  }
  r->count = 8;
  return r;
}

void row_free(struct row *r) {
  free(r->key);
  free(r->cells);
  free(r);
}

int row_bad_append(struct row *r, const char *more) {
  char *joined = malloc(strlen(r->key) + strlen(more) + 1);
  if (!joined)
    return -1;
  strcpy(joined, r->key);
  strcat(joined, more);
  r->key = joined; // expect: leak: 'r->key' is overwritten, and what it owned is lost
  return 0;
}

int row_bad_grow(struct row *r, size_t count) {
  int *wider = calloc(count, sizeof *wider);
  if (!wider)
    return -1;
  for (size_t i = 0; i < r->count; i++)
    wider[i] = r->cells[i];
  r->cells = wider; // expect: leak: 'r->cells' is overwritten
  r->count = count;
  return 0;
}

size_t row_bad_rename(struct row *r, const char *key) {
  const char *before = r->key;
  char *copy = strdup(key);
  if (!copy)
    return 0;
  r->key = copy; // expect: leak: 'r->key' is overwritten
  return strlen(before);
}

int row_ok_grow(struct row *r, size_t count) {
  int *wider = calloc(count, sizeof *wider), *before = r->cells;
  if (!wider)
    return -1;
  memcpy(wider, before, r->count * sizeof *wider);
  r->cells = wider;
  free(before);
  return 0;
}

// Asked what it is: who knows what this one begins with.
int row_ok_late(struct row *r, const char *key) {
  if (r->key && strlen(r->key))
    return 0;
  r->key = strdup(key);
  return r->key ? 0 : -1;
}

// The old one is the caller's from here on.
const char *row_ok_swap(struct row *r, const char *key) {
  const char *before = r->key;
  r->key = strdup(key);
  return before;
}

// Somebody unknown is shown the old one, and may keep it to free it.
void note_old(const int *cells);
void row_ok_shown(struct row *r, size_t count) {
  note_old(r->cells);
  r->cells = calloc(count, sizeof *r->cells);
}
