// RUN: %check_both %s -- -std=gnu11
// Blocks with a header before them, which are released by the address of what holds them.
#include <stdlib.h>
#include <string.h>

struct header {
  size_t size;
};

static void *block_new(size_t size) {
  char *start = malloc(size + sizeof(struct header));
  if (!start)
    abort();
  ((struct header *)start)->size = size;
  return start + sizeof(struct header);
}

static void block_clear(char **at) {
  if (*at)
    free(*at - sizeof(struct header));
  *at = NULL;
}

size_t copy_ok(const char *text) {
  char *copy = block_new(strlen(text) + 1);
  strcpy(copy, text);
  size_t n = strlen(copy);
  block_clear(&copy);
  return n;
}

static void plain_clear(char **at) {
  if (*at)
    free(*at);
  *at = NULL;
}

size_t copy_bad(const char *text) {
  char *copy = block_new(strlen(text) + 1);
  strcpy(copy, text);
  size_t n = strlen(copy);
  plain_clear(&copy); // expect: release-mismatch: 'copy'
  return n;
}
