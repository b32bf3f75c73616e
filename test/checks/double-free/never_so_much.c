// RUN: %check_both %s -- -std=gnu11 -D_GNU_SOURCE
// No allocator has SIZE_MAX bytes: the block is as it was.
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int wrong;
#define EXPECT(c) \
  do { \
    if (!(c)) \
      wrong++; \
  } while (0)

void too_much_ok(void) {
  char *text = strdup("x");
  if (!text)
    return;
  EXPECT(realloc(text, SIZE_MAX - 8) == NULL);
  puts(text);
  EXPECT(!reallocarray(text, SIZE_MAX, 2));
  free(text);
}

void much_bad(size_t n) {
  char *text = strdup("x");
  if (!text)
    return;
  EXPECT(realloc(text, n) == NULL); // expect: discarded-result
  free(text); // expect: double-free
}

#define MOST ((size_t)PTRDIFF_MAX - 4096)
void more_than_there_is_ok(void) {
  char *text = strdup("x");
  if (!text)
    return;
  EXPECT(!realloc(text, MOST));
  EXPECT(!realloc(text, (size_t)1 << 62));
  puts(text);
  free(text);
}

void what_there_may_be_bad(void) {
  char *text = strdup("x");
  if (!text)
    return;
  EXPECT(!realloc(text, (size_t)1 << 20)); // expect: discarded-result
  free(text); // expect: double-free
}
