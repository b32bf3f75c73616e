// RUN: %check_both %s -- -std=gnu11
// "The caller must free it", of what the argument has: it is what the argument had, and nothing new.
#include <stdlib.h>

struct text {
  char *chars;
  size_t length;
};

static void text_begin(struct text *t) {
  t->chars = calloc(16, 1);
  if (!t->chars)
    abort();
  t->length = 0;
}

/* Ends the text and returns what it holds. The caller must free the return value. */
static char *text_end(struct text *t) { // expect: contract-conflict
  char *chars = t->chars;
  return chars;
}
static void text_drop(struct text *t) { free(text_end(t)); }

char *letter_ok(char c) {
  struct text t;
  text_begin(&t);
  t.chars[t.length++] = c;
  return text_end(&t);
}

int count_ok(char c) {
  struct text t;
  text_begin(&t);
  t.chars[t.length++] = c;
  int n = t.chars[0] == 'x';
  text_drop(&t);
  return n;
}

int count_bad(char c) {
  struct text t;
  text_begin(&t);
  t.chars[t.length++] = c;
  if (c == 'x')
    return 1; // expect: leak: 't.chars'
  text_drop(&t);
  return 0;
}

/* The first member of what the argument points to is lent, whatever the comment says. */
struct item {
  const char *name;
};
struct reader {
  struct item item;
  int busy;
};
const char *reader_name(struct reader *r);

/* Gives the next item. The caller must dispose the item with reader_done(). */
__attribute__((malloc)) static struct item *reader_next(struct reader *r) {
  r->item.name = reader_name(r);
  if (!r->item.name)
    return NULL;
  r->busy = 1;
  return &r->item;
}
static void reader_done(struct reader *r, struct item *i) { r->busy = i->name == NULL; }

int items_ok(struct reader *r) {
  struct item *i;
  int n = 0;
  while ((i = reader_next(r))) {
    n += i->name[0] == 'a';
    reader_done(r, i);
  }
  return n;
}
