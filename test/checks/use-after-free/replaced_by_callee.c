// A callee ends what a place holds, and puts something else there: the place is no way to what is gone.
// RUN: %check_both %s -- -std=gnu11
#include <stdio.h>
#include <stdlib.h>

struct hop {
  char *name;
  struct hop *behind;
  int metric;
};
struct hop *route;

static void drop_hop(struct hop *gone) {
  struct hop **at;
  for (at = &route; *at; at = &(*at)->behind)
    if (*at == gone) {
      *at = gone->behind;
      break;
    }
  free(gone->name);
  free(gone);
}

int add_hop(int metric) {
  struct hop *h = calloc(1, sizeof *h);
  if (!h)
    return -1;
  h->metric = metric;
  h->behind = route;
  route = h;
  return 0;
}

void prune_ok(int metric) {
  for (struct hop **at = &route; *at;) {
    if ((*at)->metric > metric)
      drop_hop(*at); // takes it out: *at is the next one
    else
      at = &(*at)->behind;
  }
}

void prune_bad(int metric) {
  for (struct hop *h = route; h; h = h->behind) // expect: use-after-free: 'h->behind' is used after 'drop_hop' released it
    if (h->metric > metric)
      drop_hop(h);
}

static void drop_in(struct hop **list, struct hop *gone) {
  struct hop **at;
  for (at = list; *at; at = &(*at)->behind)
    if (*at == gone) {
      *at = gone->behind;
      break;
    }
  free(gone);
}

void clear_ok(struct hop **list) {
  while (*list)
    drop_in(list, *list);
}

void clear_bad(struct hop **list) {
  struct hop *first = *list;
  if (!first)
    return;
  drop_in(list, first);
  first->metric = 0; // expect: use-after-free: 'first->metric' is used after 'drop_in' released it
}

struct table {
  int **rows;
  size_t count;
  int filled;
};
int next_row(int **row);

static void empty(struct table *t) {
  free(t->rows);
  t->rows = NULL;
  t->count = 0;
}

static void append(struct table *t, int *row) {
  t->rows = realloc(t->rows, (t->count + 1) * sizeof *t->rows);
  if (!t->rows)
    abort();
  t->rows[t->count++] = row;
}

int **fill(struct table *t) {
  int *row;
  if (!t->filled) {
    empty(t);
    while (next_row(&row) == 0)
      append(t, row);
  }
  return t->rows;
}

int top_ok(struct table *t) {
  fill(t);
  return t->count ? *t->rows[0] : 0;
}

int top_bad(struct table *t) {
  int **before = t->rows;
  fill(t);
  return t->count ? *before[0] : 0; // expect: use-after-free: 'before[0]' is used after 'fill' released it
}

struct journal {
  FILE *stream;
  char *path;
};
struct journal *journal_new(void);

static FILE *stream_of(struct journal *j) {
  if (!j->stream)
    j->stream = fopen(j->path, "a");
  return j->stream;
}

static void journal_close(struct journal *j) {
  if (j->stream)
    fclose(j->stream);
  free(j->path);
  free(j);
}

FILE *start_ok(struct journal **out) {
  FILE *f;
  *out = journal_new();
  if (!*out)
    return NULL;
  f = stream_of(*out);
  if (!f) {
    journal_close(*out);
    *out = NULL;
  }
  return f; // NULL where the journal was closed
}
