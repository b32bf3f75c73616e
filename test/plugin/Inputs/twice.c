#include <stdlib.h>
void twice(void) {
  char *p = malloc(1);
  free(p);
  free(p);
}
void lost(void) {
  char *p = malloc(1);
}
void meant(void) {
  char *p = malloc(1);
} // NOLINT(ownership-leak): it is meant
