#include "rename.h"
#include <stdlib.h>
#include <string.h>

static char *mut_kept;

size_t measure(const char *text) {
  char *own_copy = malloc(strlen(text) + 1);
  if (!own_copy)
    return 0;
  size_t length = strlen(text);
  free(own_copy);
  return length;
}

#define LENGTH_OF_KEPT() strlen(kept)
size_t through_macro(const char *kept) {
  char *own_copy = malloc(1);
  free(own_copy);
  return mut_kept ? LENGTH_OF_KEPT() : 0;
}
