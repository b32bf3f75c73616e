// RUN: %check_both %s -- -std=gnu11
// A helper that is given the va_list reads the arguments with va_arg: what becomes of them is not known.
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct leaf {
  char *text;
  struct leaf *sub;
};

static void fill_more(struct leaf *l, const char *key, va_list list) {
  if (strcmp(key, "text") == 0)
    l->text = va_arg(list, char *);
  else
    l->sub = va_arg(list, struct leaf *);
}

static void fill(struct leaf *l, const char *key, va_list list) {
  if (*key)
    fill_more(l, key, list);
}

static struct leaf *leaf_new(const char *key, ...) {
  struct leaf *l = calloc(1, sizeof *l);
  if (!l)
    abort();
  va_list list;
  va_start(list, key);
  fill(l, key, list);
  va_end(list);
  return l;
}

struct leaf *pair_ok(const char *s) {
  char *text = strdup(s);
  struct leaf *sub = leaf_new("text", text);
  return leaf_new("sub", sub);
}

// A helper that only prints keeps nothing.
static void print(const char *format, va_list list) { vprintf(format, list); }

static void say(const char *format, ...) {
  va_list list;
  va_start(list, format);
  print(format, list);
  va_end(list);
}

void print_bad(const char *s) {
  char *text = strdup(s);
  say("%s\n", text);
} // expect: leak: 'text' is neither released nor transferred
