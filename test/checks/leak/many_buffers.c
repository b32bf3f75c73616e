// RUN: %check_both %s -- -std=gnu11
// RUN: %deed ledger --no-cache --quiet %s -- -std=gnu11 | FileCheck %s
// CHECK: obligations: {{[0-9]+}} proved ({{[89]}}
// Buffers that each grow at many places: that a variable owns one counts, not which call made it.
#include <stdlib.h>
#include <string.h>

struct text {
  char *start, *end, *at;
};
int next(void);

static void *more(void *p, size_t n) { return p ? realloc(p, n ? n : 1) : malloc(n ? n : 1); }
int text_grow(char **start, char **at, char **end) {
  char *larger = more(*start, (*end - *start) * 2);
  if (!larger)
    return 0;
  memset(larger + (*end - *start), 0, *end - *start);
  *at = larger + (*at - *start);
  *end = larger + (*end - *start) * 2;
  *start = larger;
  return 1;
}
#define INIT(t) ((t).start = (t).at = malloc(16), (t).start ? ((t).end = (t).start + 16, 1) : 0)
#define ROOM(t) ((t).at + 5 < (t).end || text_grow(&(t).start, &(t).at, &(t).end))
#define PUT(t, c) (ROOM(t) ? (*(t).at++ = (c), 1) : 0)

char *scan_ok(int *length) {
  struct text word = {0}, gap = {0}, lead = {0}, tail = {0}, rest = {0}, mark = {0};
  if (!INIT(word) || !INIT(gap) || !INIT(lead) || !INIT(tail) || !INIT(rest) || !INIT(mark))
    goto failed;
  for (int c = next(); c > 0; c = next()) {
    if (c == ' ' && (!PUT(gap, 0) || !PUT(lead, 1) || !PUT(tail, 2)))
      goto failed;
    if (c == '\t' && (!PUT(lead, 0) || !PUT(tail, 1) || !PUT(rest, 2)))
      goto failed;
    if (c == '\n' && (!PUT(tail, 0) || !PUT(rest, 1) || !PUT(mark, 2)))
      goto failed;
    if (c == '-' && (!PUT(word, 0) || !PUT(gap, 1) || !PUT(lead, 2)))
      goto failed;
    if (c == '+' && (!PUT(word, 0) || !PUT(gap, 1) || !PUT(rest, 2) || !PUT(mark, 3)))
      goto failed;
    if (!PUT(word, c))
      goto failed;
  }
  free(gap.start);
  free(lead.start);
  free(tail.start);
  free(rest.start);
  free(mark.start);
  *length = word.at - word.start;
  return word.start;
failed:
  free(word.start);
  free(gap.start);
  free(lead.start);
  free(tail.start);
  free(rest.start);
  free(mark.start);
  return NULL;
}

char *scan_bad(int *length) {
  struct text word = {0}, gap = {0}, lead = {0}, tail = {0}, rest = {0}, mark = {0};
  if (!INIT(word) || !INIT(gap) || !INIT(lead) || !INIT(tail) || !INIT(rest) || !INIT(mark))
    goto failed;
  for (int c = next(); c > 0; c = next()) {
    if (c == ' ' && (!PUT(gap, 0) || !PUT(lead, 1) || !PUT(tail, 2)))
      goto failed;
    if (c == '\t' && (!PUT(lead, 0) || !PUT(tail, 1) || !PUT(rest, 2)))
      goto failed;
    if (c == '\n' && (!PUT(tail, 0) || !PUT(rest, 1) || !PUT(mark, 2)))
      goto failed;
    if (c == '-' && (!PUT(word, 0) || !PUT(gap, 1) || !PUT(lead, 2)))
      goto failed;
    if (c == '+' && (!PUT(word, 0) || !PUT(gap, 1) || !PUT(rest, 2) || !PUT(mark, 3)))
      goto failed;
    if (!PUT(word, c))
      goto failed;
  }
  free(gap.start);
  free(lead.start);
  free(rest.start);
  free(mark.start);
  *length = word.at - word.start;
  return word.start; // expect: leak: 'tail.start'
failed:
  free(word.start);
  free(gap.start);
  free(lead.start);
  free(tail.start);
  free(rest.start);
  free(mark.start);
  return NULL;
}
