// What a search finds behind the place that a helper gives: there may be nothing.
// RUN: %check_both %s -- -std=gnu11
#include <stdlib.h>
#include <string.h>

static char *skip_blanks(char *s) {
  while (*s == ' ')
    s++;
  return s;
}

static char *skip_one(char *s) { return *s == ' ' ? s + 1 : s; }

int no_value_bad(char *line) {
  char *text = skip_blanks(line);
  if (strchr(text, '='))
    return 5;
  char *copy = malloc(3);
  free(copy);
  return copy[0]; // expect: use-after-free: 'copy[0]'
}

int no_sign_bad(char *line) {
  char *text = skip_one(line);
  char *sign = strpbrk(text, "+-");
  if (sign)
    return 5;
  char *copy = malloc(3);
  return copy ? 1 : 0; // expect: leak: 'copy'
}

int no_sign_ok(char *line) {
  char *text = skip_one(line);
  char *sign = strpbrk(text, "+-");
  if (sign)
    return 5;
  char *copy = malloc(3);
  int made = copy ? 1 : 0;
  free(copy);
  return made;
}

int rest_ok(char *line) {
  char *text = skip_blanks(line), *value = strchr(text, '=');
  char *copy = value ? strdup(value + 1) : NULL;
  if (!value)
    return 0; // nothing was copied
  free(copy);
  return 1;
}
