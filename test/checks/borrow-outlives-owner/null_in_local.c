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
