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
