// RUN: %check_both %s -- -std=gnu11
// What a helper puts into the elements of its caller's array is lost with the array, where no code takes one out.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct player {
  int id;
  char *name;
};

static void fill(struct player *p, int n) {
  for (int i = 0; i < n; i++) {
    p[i].id = i;
    p[i].name = malloc(16);
  }
}

static void fill_again(struct player *p, int n) { fill(p, n); }

static void words(char **out, int n, const char *from) {
  for (int i = 0; i < n; i++)
    out[i] = strdup(from);
}

static void empty(struct player *p, int n) {
  for (int i = 0; i < n; i++)
    free(p[i].name);
}

static int total(const struct player *p, int n) {
  int sum = 0;
  for (int i = 0; i < n; i++)
    sum += p[i].id;
  return sum;
}

int on_the_stack_bad(void) {
  struct player p[10];
  fill(p, 10);
  return total(p, 10); // expect: leak: 'p'
}

void on_the_heap_bad(int n) {
  struct player *p = calloc(n, sizeof *p);
  if (!p)
    return;
  fill_again(p, n);
  free(p); // expect: leak: 'p'
}

void texts_bad(int n, const char *from) {
  char **texts = calloc(n, sizeof *texts);
  if (!texts)
    return;
  words(texts, n, from);
  puts(texts[0]);
  free(texts); // expect: leak: 'texts'
}

void on_the_stack_ok(void) {
  struct player p[10];
  fill(p, 10);
  empty(p, 10);
}

void on_the_heap_ok(int n) {
  struct player *p = calloc(n, sizeof *p);
  if (!p)
    return;
  fill(p, n);
  empty(p, n);
  free(p);
}

void here_ok(int n, const char *from) {
  char **texts = calloc(n, sizeof *texts);
  if (!texts)
    return;
  words(texts, n, from);
  for (int i = 0; i < n; i++)
    free(texts[i]);
  free(texts);
}

struct team {
  struct player *players;
  int count;
};

void kept_ok(struct team *team, int n) {
  struct player *p = calloc(n, sizeof *p);
  if (!p)
    return;
  fill(p, n);
  team->players = p;
  team->count = n;
}

// The elements of this one belong to somebody else.
static void borrow(const char **out, const char *const *from, int n) {
  for (int i = 0; i < n; i++)
    out[i] = from[i];
}

void borrowed_ok(const char *const *from, int n) {
  const char **texts = calloc(n, sizeof *texts);
  if (!texts)
    return;
  borrow(texts, from, n);
  puts(texts[0]);
  free(texts);
}

// And those of this one the helper keeps, too.
static char *last;
static void shared(char **out, int n, const char *from) {
  for (int i = 0; i < n; i++) {
    last = strdup(from);
    out[i] = last;
  }
}

void shared_ok(int n, const char *from) {
  char **texts = calloc(n, sizeof *texts);
  if (!texts)
    return;
  shared(texts, n, from);
  free(texts);
}

// Of a part that the caller had filled before it releases itself.
static void replace(char **out, int n, const char *from) {
  for (int i = 0; i < n; i++) {
    free(out[i]);
    out[i] = strdup(from);
  }
}

void replaced_ok(char **texts, int n, const char *from) {
  replace(texts, n, from);
  replace(texts, n, "");
}
