#include <stdlib.h>

void twice(void) {
  void *p = malloc(1);
  free(p);
  free(p);
}
