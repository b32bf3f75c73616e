// RUN: %check_both %s
// The model of iconv(): it goes on in both buffers, and keeps neither.
#include <iconv.h>
#include <stdlib.h>

char *converted_bad(iconv_t cd, char *from, size_t left) {
  size_t room = 2 * left;
  char *to = malloc(room + 1);
  if (!to)
    return NULL;
  char *at = to;
  if (iconv(cd, &from, &left, &at, &room) == (size_t)-1)
    return NULL; // expect: error-path-leak: 'to'
  *at = 0;
  return to;
}

char *converted_ok(iconv_t cd, char *from, size_t left) {
  size_t room = 2 * left;
  char *to = malloc(room + 1);
  if (!to)
    return NULL;
  char *at = to;
  if (iconv(cd, &from, &left, &at, &room) == (size_t)-1) {
    free(to);
    return NULL;
  }
  *at = 0;
  return to;
}

// Its rest, and back to the initial state.
char *flushed_ok(iconv_t cd, const char *text, size_t left) {
  size_t room = 4 * left;
  char *to = malloc(room + 1), *at = to, *from = (char *)text;
  if (!to)
    return NULL;
  iconv(cd, NULL, NULL, NULL, NULL);
  while (left > 0)
    if (iconv(cd, &from, &left, &at, &room) == (size_t)-1) {
      from++;
      left--;
    }
  *at = 0;
  return to;
}
