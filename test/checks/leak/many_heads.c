// RUN: %check_both %s -- -std=gnu11
// A record of many list heads, each of which leads back into it: what such a record holds is looked through once, not once
// for each way (Deed did not end).
#include <stdlib.h>
#include <string.h>
#include <sys/queue.h>
TAILQ_HEAD(rim, spoke);
struct spoke {
  TAILQ_ENTRY(spoke) link;
  struct rim below;
};
struct rims {
  int n;
  struct rim a, b, c, d, e, f, g, h, i, j, k, l, m, n2, o, p;
};
static struct spoke *rim_add(struct rim *to, struct rim *below);
static void rim_clear(struct rim *r) {
  struct spoke *s;
  while ((s = TAILQ_FIRST(r))) {
    TAILQ_REMOVE(r, s, link);
    rim_clear(&s->below);
    free(s);
  }
}
static int rim_copy(struct rim *to, struct rim *from) {
  struct spoke *s;
  TAILQ_FOREACH(s, from, link)
  if (!rim_add(to, &s->below)) {
    rim_clear(to);
    return -1;
  }
  return 0;
}
static struct spoke *rim_add(struct rim *to, struct rim *below) {
  struct spoke *s = malloc(sizeof *s);
  if (!s)
    return NULL;
  memset(s, 0, sizeof *s);
  TAILQ_INIT(&s->below);
  if (below && rim_copy(&s->below, below)) {
    free(s);
    return NULL;
  }
  TAILQ_INSERT_TAIL(to, s, link);
  return s;
}
static void rims_init(struct rims *r) {
  memset(r, 0, sizeof *r);
  TAILQ_INIT(&r->a);
  TAILQ_INIT(&r->b);
  TAILQ_INIT(&r->c);
  TAILQ_INIT(&r->d);
  TAILQ_INIT(&r->e);
  TAILQ_INIT(&r->f);
  TAILQ_INIT(&r->g);
  TAILQ_INIT(&r->h);
  TAILQ_INIT(&r->i);
  TAILQ_INIT(&r->j);
  TAILQ_INIT(&r->k);
  TAILQ_INIT(&r->l);
  TAILQ_INIT(&r->m);
  TAILQ_INIT(&r->n2);
  TAILQ_INIT(&r->o);
  TAILQ_INIT(&r->p);
}
int rims_send(char *, struct rims *);
int rims_ask(struct rims *);
void rims_clear(struct rims *);
void rims_ok(struct rim *first, struct rim **each, int n) {
  char text[100];
  struct rims r;
  rims_init(&r);
  if (rim_copy(&r.c, first))
    goto out;
  for (; n; n--)
    switch (n % 3) {
    case 1:
      if (rim_copy(&r.a, each[n]))
        goto out;
      break;
    case 2:
      if (rim_copy(&r.b, each[n]))
        goto out;
      break;
    }
  if (rims_ask(&r))
    goto out;
  rims_send(text, &r);
out:
  rims_clear(&r);
}
int rims_bad(struct rim *first) {
  struct rims r;
  rims_init(&r);
  struct spoke *s = malloc(sizeof *s);
  if (!s || rim_copy(&r.c, first))
    return -1; // expect: error-path-leak: 's'
  free(s);
  rim_clear(&r.c);
  return 0;
}
