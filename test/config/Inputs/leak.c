#include <stdlib.h>
void f(void) {
  char *p = malloc(1);
}
