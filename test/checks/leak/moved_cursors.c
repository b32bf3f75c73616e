// RUN: %check_both %s -- -std=gnu11
// A parser whose functions move its cursor on, and call each other: the text is whose it was.
#include <stdlib.h>
#include <string.h>

struct parser {
  char *at;
  int depth;
};

static void skip_blanks(struct parser *p) {
  while (*p->at == ' ')
    p->at++;
}

static int parse_sum(struct parser *p, long *out);

static int parse_atom(struct parser *p, long *out) {
  skip_blanks(p);
  if (*p->at == '(') {
    p->at++;
    p->depth++;
    if (parse_sum(p, out) || *p->at != ')')
      return -1;
    p->at++;
    p->depth--;
    return 0;
  }
  if (*p->at < '0' || *p->at > '9')
    return -1;
  *out = *p->at++ - '0';
  return 0;
}

static int parse_sum(struct parser *p, long *out) {
  if (parse_atom(p, out))
    return -1;
  skip_blanks(p);
  while (*p->at == '+') {
    long more = 0;
    p->at++;
    if (parse_atom(p, &more))
      return -1;
    *out += more;
    skip_blanks(p);
  }
  return 0;
}

long sum_bad(const char *source) {
  char *text = strdup(source);
  long value = 0;
  if (!text)
    return -1;
  struct parser p = {text, 0};
  if (parse_sum(&p, &value))
    return -1; // expect: error-path-leak: 'text'
  free(text);
  return value;
}

long sum_ok(const char *source) {
  char *text = strdup(source);
  long value = 0;
  if (!text)
    return -1;
  struct parser p = {text, 0};
  int failed = parse_sum(&p, &value);
  free(text);
  return failed ? -1 : value;
}

// Where the cursor is all that is left, a helper's step back finds the start again.
struct buffer {
  char *start, *at;
};

static void put(struct buffer *b, char c) { *b->at++ = c; }

static void rewind_all(struct buffer *b) { b->at = b->start; }

static void buffer_free(struct buffer *b) { free(b->start); }

int fill_ok(size_t size) {
  struct buffer b;
  b.start = malloc(size + 2);
  if (!b.start)
    return -1;
  b.at = b.start;
  put(&b, 'a');
  put(&b, 'b');
  rewind_all(&b);
  int first = *b.at;
  buffer_free(&b);
  return first;
}

int fill_bad(size_t size) {
  struct buffer b;
  b.start = malloc(size + 2);
  if (!b.start)
    return -1;
  b.at = b.start;
  put(&b, 'a');
  put(&b, 'b');
  buffer_free(&b);
  return *b.at; // expect: use-after-free: 'b.at'
}

// The cursor of a caller's parser goes on in what the caller gave.
char *word_of(struct parser *p) {
  skip_blanks(p);
  char *begin = p->at;
  while (*p->at && *p->at != ' ')
    p->at++;
  return strndup(begin, (size_t)(p->at - begin));
}

int words_ok(const char *source) {
  struct parser p = {strdup(source), 0};
  char *start = p.at;
  int n = 0;
  if (!start)
    return -1;
  while (*p.at) {
    char *word = word_of(&p);
    n += word != NULL;
    free(word);
  }
  free(start);
  return n;
}

int words_bad(const char *source) {
  struct parser p = {strdup(source), 0};
  if (!p.at)
    return -1;
  char *word = word_of(&p);
  free(word);
  return word != NULL; // expect: leak: 'p.at'
}
