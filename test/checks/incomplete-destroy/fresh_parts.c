// RUN: %check_both %s -- -std=gnu11 -D_GNU_SOURCE
// The object is filled by a compound literal, the field by way of a variable, the
// object freed is a part of another: what fills a field is in sight all the same.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int changed(int what);

// --- reset by a literal, and then filled -------------------------------------
typedef struct shelf {
  char *label;
  int rows;
} shelf;
shelf *shelf_new(const char *label) {
  shelf *s = malloc(sizeof *s);
  if (!s)
    return NULL;
  *s = (shelf){.rows = 3};
  s->label = strdup(label);
  if (!s->label) {
    free(s);
    return NULL;
  }
  return s;
}
void shelf_bad_free(shelf *s) {
  if (s)
    free(s); // expect: incomplete-destroy: does not release the owned field 'label'
}

// --- filled by the literal ---------------------------------------------------
typedef struct crate {
  char *label;
  int rows;
} crate;
crate *crate_new(const char *label) {
  crate *c = malloc(sizeof *c);
  char *copy = strdup(label);
  if (!c || !copy) {
    free(c);
    free(copy);
    return NULL;
  }
  *c = (crate){.label = copy, .rows = 1};
  return c;
}
void crate_bad_free(crate *c) {
  free(c); // expect: incomplete-destroy: does not release the owned field 'label'
}

// The same, and the field is released.
typedef struct chest {
  char *label;
} chest;
chest *chest_new(const char *label) {
  chest *c = malloc(sizeof *c);
  if (c)
    *c = (chest){.label = strdup(label)};
  return c;
}
void chest_ok_free(chest *c) {
  free(c->label);
  free(c);
}

// What the literal holds may be somebody else's.
typedef struct lent {
  char *label;
} lent;
lent *lent_new(char *label) {
  lent *l = malloc(sizeof *l);
  if (l)
    *l = (lent){.label = changed(1) ? strdup("x") : label};
  return l;
}
void lent_ok_free(lent *l) { free(l); }

// A literal that is passed on takes the value along.
typedef struct sent {
  char *label;
} sent;
void send_away(sent s);
sent *sent_new(void) { return calloc(1, sizeof(sent)); }
void sent_fill(const char *label) { send_away((sent){.label = strdup(label)}); }
void sent_ok_free(sent *s) { free(s); }

// --- a variable that a call fills --------------------------------------------
typedef struct route {
  char *path;
  int n;
} route;
int route_set(route *r, int n) {
  char *text = NULL;
  if (asprintf(&text, "%d", n) < 0)
    return -1;
  free(r->path);
  r->path = text;
  return 0;
}
route *route_new(void) { return calloc(1, sizeof(route)); }
void route_bad_free(route *r) {
  free(r); // expect: incomplete-destroy: does not release the owned field 'path'
}

typedef struct track {
  char *path;
  char *line;
} track;
static char *last_line;
int track_set(track *t, int n) {
  char *text = NULL;
  char *line = NULL;
  if (asprintf(&text, "%d", n) < 0)
    return -1;
  if (asprintf(&line, "%d", n) < 0) {
    free(text);
    return -1;
  }
  free(t->path);
  t->path = text;
  t->line = line;
  last_line = line; // has two owners
  return 0;
}
track *track_new(void) { return calloc(1, sizeof(track)); }
void track_ok_free(track *t) {
  free(t->path);
  free(t);
}

// --- elements of an array ----------------------------------------------------
typedef struct pairs {
  struct {
    char *key, *value;
  } *all;
  size_t n;
} pairs;
int pairs_add(pairs *p, const char *key, const char *value) {
  void *all = realloc(p->all, (p->n + 1) * sizeof *p->all);
  if (!all)
    return -1;
  p->all = all;
  p->all[p->n].key = strdup(key);
  p->all[p->n].value = strdup(value);
  p->n++;
  return 0;
}
void pairs_bad_clear(pairs *p) {
  for (size_t i = 0; i < p->n; i++)
    free(p->all[i].key);
  free(p->all); // expect: incomplete-destroy: does not release the owned field 'value'
  p->all = NULL;
  p->n = 0;
}

struct column {
  char *title;
};
struct sheet {
  struct column *columns;
  size_t n;
};
int sheet_start(struct sheet *s, size_t n) {
  s->columns = calloc(n, sizeof *s->columns);
  if (!s->columns)
    return -1;
  s->n = n;
  return 0;
}
void sheet_name(struct sheet *s, size_t i) {
  free(s->columns[i].title);
  s->columns[i].title = strdup("untitled");
}
static void column_fini(struct column *c) { free(c->title); }
void sheet_ok_clear(struct sheet *s) {
  for (size_t i = 0; i < s->n; i++)
    column_fini(&s->columns[i]);
  free(s->columns);
}

// --- a part that its own function ends as a whole ----------------------------
struct price {
  long cents;
  char *currency;
};
struct item {
  struct price *price;
};
static struct price *price_new(long cents) {
  struct price *p = calloc(1, sizeof *p);
  if (!p)
    return NULL;
  p->cents = cents;
  p->currency = strdup("EUR");
  if (!p->currency) {
    free(p);
    return NULL;
  }
  return p;
}
static void price_free(struct price *p) {
  if (!p)
    return;
  free(p->currency);
  free(p);
}
struct item *item_new(long cents) {
  struct item *i = calloc(1, sizeof *i);
  if (i)
    i->price = price_new(cents);
  return i;
}
void item_bad_free(struct item *i) {
  free(i->price); // expect: incomplete-destroy: does not release the owned field 'currency'
  free(i);
}
void item_ok_free(struct item *i) {
  price_free(i->price);
  free(i);
}

// Half made, in a part: nothing is in it yet.
struct tag {
  char *text;
};
struct post {
  struct tag *tag;
};
int post_ok_tag(struct post *p, const char *text) {
  p->tag = malloc(sizeof *p->tag);
  if (!p->tag)
    return -1;
  p->tag->text = strdup(text);
  if (!p->tag->text) {
    free(p->tag);
    p->tag = NULL;
    return -1;
  }
  return 0;
}
void post_untag(struct post *p) {
  free(p->tag->text);
  free(p->tag);
  p->tag = NULL;
}
