#include <stdlib.h>
void twice(char *p) {
  free(p);
  free(p);
}
