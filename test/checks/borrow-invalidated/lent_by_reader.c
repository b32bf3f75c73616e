// RUN: %check_both %s -- -std=gnu11
// A reader that grows its buffer and lends it: what a call returns is what that very call has left there.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct reader {
  FILE *from;
  char *line;
  size_t room;
};

static int read_word(FILE *from, char **word, size_t *room) {
  char *text = *word;
  size_t size = *room, n = 0;
  int c;
  if (!text) {
    size = 8;
    text = calloc(size, 1);
    if (!text)
      abort();
  }
  while ((c = getc(from)) != EOF && c != ' ') {
    if (n + 1 == size) {
      size *= 2;
      text = realloc(text, size);
      if (!text)
        abort();
    }
    text[n++] = (char)c;
  }
  text[n] = 0;
  *word = text;
  *room = size;
  return c != EOF;
}

static const char *next_word(struct reader *r) {
  if (read_word(r->from, &r->line, &r->room))
    return r->line;
  return NULL;
}

size_t lengths_ok(struct reader *r) {
  size_t sum = 0;
  const char *word = next_word(r);
  if (!word)
    return 0;
  sum += strlen(word);
  for (int i = 0; i < 3; i++) {
    word = next_word(r);
    if (!word)
      return sum;
    sum += strlen(word);
  }
  return sum;
}

size_t kept_bad(struct reader *r) {
  const char *first = next_word(r);
  if (!first)
    return 0;
  const char *second = next_word(r);
  if (!second)
    return strlen(first); // expect: borrow-invalidated: 'first' is used after 'next_word', which may have moved what it points to
  return strlen(second);
}
