#include <stdlib.h>

/* A function in a header is analysed like any other. */
static inline void in_header_bad(void) {
  char *p = malloc(1);
  free(p);
  free(p);
}
