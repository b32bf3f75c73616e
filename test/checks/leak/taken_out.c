// RUN: %check_both %s -- -std=gnu11
// A helper takes a value out of a field of its argument and returns it, alone, in a record, or in exchange for another.
#include <stdlib.h>
#include <string.h>
struct buf {
  char *text;
  size_t n;
};
struct node {
  struct node *next;
};
struct queue {
  struct node *head;
};
static char *detach(struct buf *b) {
  char *p = b->text;
  b->text = NULL;
  return p;
}
static char *detach_len(struct buf *b, size_t *n) {
  char *p = b->text;
  *n = b->n;
  b->text = NULL;
  b->n = 0;
  return p;
}
static char *detach_or_empty(struct buf *b) {
  char *p;
  if (!b->text)
    return strdup("");
  p = b->text;
  b->text = NULL;
  return p;
}
static struct buf move(struct buf *b) {
  struct buf r = *b;
  b->text = NULL;
  return r;
}
static struct node *take_all(struct queue *q) {
  struct node *l = q->head;
  q->head = NULL;
  return l;
}
static char *exchange(struct buf *b, char *q) {
  char *old = b->text;
  b->text = q;
  return old;
}
static struct buf move_members(struct buf *b) {
  struct buf r = {b->text, b->n};
  b->text = NULL;
  b->n = 0;
  return r;
}
struct pair {
  struct buf a;
};
static char *deep(struct pair *p) {
  char *q = p->a.text;
  p->a.text = NULL;
  return q;
}
static void fill(struct buf *b) { b->text = malloc(3); }
static void push(struct queue *q) {
  struct node *l = malloc(sizeof *l);
  if (!l)
    return;
  l->next = q->head;
  q->head = l;
}
static void free_list(struct node *l) {
  while (l) {
    struct node *n = l->next;
    free(l);
    l = n;
  }
}
/** @return the text (owned by the caller) */
char *documented_take(struct buf *b) {
  char *p = b->text;
  b->text = NULL;
  return p;
}
char *detach_ok(void) {
  struct buf b = {0};
  b.text = malloc(3);
  return detach(&b);
}
char *filled_ok(void) {
  struct buf b = {0};
  fill(&b);
  return detach(&b);
}
void freed_ok(void) {
  struct buf b = {0};
  fill(&b);
  free(detach(&b));
}
char *documented_ok(void) {
  struct buf b = {0};
  fill(&b);
  return documented_take(&b);
}
char *len_ok(size_t *n) {
  struct buf b = {0};
  fill(&b);
  return detach_len(&b, n);
}
char *empty_ok(void) {
  struct buf b = {0};
  fill(&b);
  return detach_or_empty(&b);
}
char *record_ok(void) {
  struct buf b = {0};
  fill(&b);
  struct buf m = move(&b);
  return m.text;
}
void exchange_ok(void) {
  struct buf b = {0};
  fill(&b);
  free(exchange(&b, NULL));
}
char *members_ok(void) {
  struct buf b = {0};
  fill(&b);
  struct buf m = move_members(&b);
  return m.text;
}
char *deep_ok(void) {
  struct pair p = {0};
  fill(&p.a);
  return deep(&p);
}
void list_ok(void) {
  struct queue q = {0};
  push(&q);
  free_list(take_all(&q));
}
char *heap_ok(void) {
  struct buf *b = calloc(1, sizeof *b);
  char *p;
  if (!b)
    return NULL;
  fill(b);
  p = detach(b);
  free(b);
  return p;
}
void lost_bad(void) {
  struct buf b = {0};
  fill(&b);
  if (b.text)
    b.text[0] = 0;
} // expect: leak: 'b.text'
void taken_bad(void) {
  struct buf b = {0};
  fill(&b);
  char *p = detach(&b);
  if (p)
    p[0] = 0;
} // expect: leak: 'p'
void twice_bad(void) {
  struct buf b = {0};
  fill(&b);
  char *p = exchange(&b, NULL);
  free(p);
  free(p); // expect: double-free: 'p'
}
#include <stdio.h>
static FILE *global_or_field(FILE **f) {
  FILE *r = *f;
  *f = NULL;
  return r;
}
struct holder {
  FILE *f;
  struct buf *b;
};
static FILE *take_file(struct holder *h) {
  FILE *f = h->f;
  h->f = NULL;
  return f;
}
static struct buf *take_object(struct holder *h) {
  struct buf *b = h->b;
  h->b = NULL;
  return b;
}
FILE *by_pointer_ok(const char *p) {
  struct holder h = {fopen(p, "r"), NULL};
  return global_or_field(&h.f);
}
FILE *file_ok(const char *p) {
  struct holder h = {fopen(p, "r"), NULL};
  return take_file(&h);
}
void object_ok(void) {
  struct holder h = {NULL, calloc(1, sizeof(struct buf))};
  free(take_object(&h));
}
/* The holder ends, what it held is the result. */
struct note {
  char *words;
  int length;
};
static struct note *begin(const char *s) {
  struct note *n = malloc(sizeof *n);
  if (!n)
    return NULL;
  n->words = strdup(s);
  if (!n->words) {
    free(n);
    return NULL;
  }
  return n;
}
static char *end(struct note *n) {
  char *words = n->words;
  n->length = 0;
  free(n);
  return words;
}
int written(const char *words);
int end_bad(const char *s) {
  struct note *n = begin(s);
  if (!n)
    return -1;
  char *words = end(n);
  if (written(words) < 0)
    return -1; // expect: error-path-leak: 'words'
  free(words);
  return 0;
}
int end_ok(const char *s) {
  struct note *n = begin(s);
  if (!n)
    return -1;
  char *words = end(n);
  const int r = written(words);
  free(words);
  return r;
}
int end_of_caller_ok(struct note *n) { return written(end(n)); }
char *end_twice_ok(const char *s) {
  struct note *n = begin(s);
  return n ? end(n) : NULL;
}
/* A part of another object below: that is not told. */
struct outer {
  struct note *note;
};
static char *words_of_inner(struct outer *o) {
  char *words = o->note->words;
  free(o);
  return words;
}
void inner_ok(struct outer *o) { written(words_of_inner(o)); }
