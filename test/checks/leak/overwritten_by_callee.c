// RUN: %check_both %s -- -std=gnu11
// A callee that puts a value of its own into a variable, and never looks at what the variable held, loses that.
#define _GNU_SOURCE
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void xvformat(char **out, const char *format, va_list list) {
  if (vasprintf(out, format, list) == -1)
    exit(1);
}
static void xformat(char **out, const char *format, ...) {
  va_list list;
  va_start(list, format);
  xvformat(out, format, list);
  va_end(list);
}
void label_bad(size_t width, unsigned index, const char *name) {
  char *label;
  xformat(&label, "%u:%s", index, name);
  if (strlen(label) > width)
    xformat(&label, "%u", index); // expect: leak: 'label' is overwritten while it still owns a value that 'xformat' returned
  puts(label);
  free(label);
}
void label_ok(size_t width, unsigned index, const char *name) {
  char *label;
  xformat(&label, "%u:%s", index, name);
  if (strlen(label) > width) {
    free(label);
    xformat(&label, "%u", index);
  }
  puts(label);
  free(label);
}

struct reader {
  FILE *from;
  char *word;
};
static int next_word(struct reader *r) {
  char buffer[64];
  if (fscanf(r->from, "%63s", buffer) != 1)
    return 0;
  r->word = strdup(buffer);
  if (!r->word)
    exit(1);
  return 1;
}
int words_bad(FILE *from) {
  struct reader r = {from, NULL};
  int n = 0;
  while (next_word(&r)) // expect: leak: 'r.word' is overwritten while it still owns a value that 'next_word' returned
    n += r.word[0] != '#';
  return n;
}
int words_ok(FILE *from) {
  struct reader r = {from, NULL};
  int n = 0;
  while (next_word(&r)) {
    n += r.word[0] != '#';
    free(r.word);
    r.word = NULL;
  }
  return n;
}

// It looks at what was there: to release it, to hang it below the new one, to keep it elsewhere.
static void replace(char **text, const char *with) {
  char *old = *text;
  *text = strdup(with);
  if (!*text)
    exit(1);
  free(old);
}
void replace_ok(const char *a, const char *b) {
  char *text = strdup(a);
  replace(&text, b);
  free(text);
}
struct node {
  struct node *next;
  int value;
};
static void push(struct node **list, int value) {
  struct node *n = malloc(sizeof *n);
  if (!n)
    exit(1);
  n->value = value;
  n->next = *list;
  *list = n;
}
int push_ok(int n) {
  struct node *list = NULL;
  int sum = 0;
  for (int i = 0; i < n; i++)
    push(&list, i);
  while (list) {
    struct node *next = list->next;
    sum += list->value;
    free(list);
    list = next;
  }
  return sum;
}
struct history {
  char *now, *before;
};
static void advance(struct history *h, const char *text) {
  struct history was = *h;
  free(was.before);
  h->before = was.now;
  h->now = strdup(text);
}
void history_ok(const char *a, const char *b) {
  struct history h = {NULL, NULL};
  advance(&h, a);
  advance(&h, b);
  free(h.now);
  free(h.before);
}
// Through a helper that releases it, or of which nothing is known.
static void clear(struct reader *r) {
  free(r->word);
  r->word = NULL;
}
static int reread(struct reader *r, const char *text) {
  clear(r);
  r->word = strdup(text);
  return r->word != NULL;
}
void reread_ok(FILE *from, const char *a, const char *b) {
  struct reader r = {from, NULL};
  if (reread(&r, a))
    reread(&r, b);
  clear(&r);
}
void reader_dispose(struct reader *r);
static int refill(struct reader *r, const char *text) {
  reader_dispose(r);
  r->word = strdup(text);
  return r->word != NULL;
}
void refill_ok(FILE *from, const char *a, const char *b) {
  struct reader r = {from, NULL};
  if (refill(&r, a))
    refill(&r, b);
  reader_dispose(&r);
}
