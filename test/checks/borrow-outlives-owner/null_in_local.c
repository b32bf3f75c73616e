// RUN: %check_both %s -- -std=gnu11
// A pointer into a local that is NULL on this path, and one that is compared with its own start.
#include <string.h>

const char *null_ok(const char *s, char c) {
  char text[100];
  strncpy(text, s, 99);
  text[99] = 0;
  char *p = strchr(text, c);
  if (p)
    return s + (p - text);
  return p;
}

const char *found_bad(const char *s, char c) {
  char text[100];
  strncpy(text, s, 99);
  text[99] = 0;
  char *p = strchr(text, c);
  if (!p)
    return NULL;
  return p; // expect: borrow-outlives-owner
}

const char *same_ok(const char *s) {
  char text[100];
  strncpy(text, s, 99);
  const char *t = text;
  int other = t != text;
  if (other)
    return t;
  return s;
}

const char *same_bad(const char *s) {
  char text[100];
  strncpy(text, s, 99);
  const char *t = text;
  int other = t != text;
  if (!other)
    return t; // expect: borrow-outlives-owner
  return s;
}

// What a callee gives is in one of two arguments, by a question of its own.
struct address {
  int kind;
  char path[20];
};

static const char *print(const struct address *a, char *text) {
  if (a->kind == 1)
    return a->path;
  text[0] = 0;
  return text;
}

static const char *path_of(const struct address *a) {
  if (a->kind == 1)
    return a->path;
  return NULL;
}

void fill(struct address *a);

int either_ok(char *text) {
  const char *s = "";
  if (text) {
    struct address a;
    fill(&a);
    s = print(&a, text);
  }
  return s[0];
}

const char *inside_bad(void) {
  struct address a;
  fill(&a);
  return path_of(&a); // expect: borrow-outlives-owner
}
