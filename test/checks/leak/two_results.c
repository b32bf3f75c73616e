// RUN: %check_both %s -- -std=gnu11
// Of nine results two say that there is a text, and the caller asks for each.
#include <stdlib.h>
#include <string.h>

enum result { NOTHING = 0, OK, IGNORE, NOT_FOUND, MISMATCH, SYNTAX, INVALID, INTERNAL, TOO_BIG, SPECIAL };

static enum result next_text(const char *line, char **out) {
  *out = NULL;
  if (line[0] == '#')
    return IGNORE;
  if (line[0] == '?')
    return NOT_FOUND;
  if (line[0] == '!')
    return MISMATCH;
  if (line[0] == '=')
    return SYNTAX;
  if (line[0] == '*')
    return INVALID;
  char *text = strdup(line);
  if (!text)
    return INTERNAL;
  if (strlen(text) > 80) {
    free(text);
    return TOO_BIG;
  }
  *out = text;
  if (line[0] == '@')
    return SPECIAL;
  return OK;
}

int count_ok(const char *line) {
  char *text;
  int n = 0;
  switch (next_text(line, &text)) {
  case IGNORE:
    break;
  case INTERNAL:
  case TOO_BIG:
    return -1;
  case OK:
  case SPECIAL:
    n = (int)strlen(text);
    free(text);
    break;
  default:
    return -2;
  }
  return n;
}

int count_bad(const char *line) {
  char *text;
  int n = 0;
  switch (next_text(line, &text)) {
  case IGNORE:
    break;
  case INTERNAL:
  case TOO_BIG:
    return -1;
  case OK:
    n = (int)strlen(text);
    free(text);
    break;
  case SPECIAL:
    return (int)strlen(text); // expect: leak: 'text'
  default:
    return -2;
  }
  return n;
}
