// RUN: %check_both %s -- -std=gnu11
// What a variable had from several paths is nothing that was made after it.
#include <stdlib.h>
#include <string.h>

int puts(const char *);
const char *other(const char *);

void shown_ok(int copy, const char *value) {
  const char *o = other(value);
  char *text;
  if (o)
    value = o;
  if (copy) {
    text = strdup(value);
    if (!text)
      return;
  } else {
    text = (char *)value;
  }
  puts(text);
  if (text != value)
    free(text);
}

void shown_bad(int copy, const char *value) {
  const char *o = other(value);
  char *text;
  if (o)
    value = o;
  if (copy) {
    text = strdup(value);
    if (!text)
      return;
  } else {
    text = (char *)value;
  }
  puts(text);
  if (text == value)
    free(text);
} // expect: leak: 'text' is neither released nor transferred
