// RUN: %check_both %s --rules=double-free,leak
#include <stdlib.h>

void named_ok(void) {
  char *p = malloc(1);
  free(p);
  free(p); // NOLINT(ownership-double-free): the test of suppressions
}

void unnamed_ok(void) {
  char *p = malloc(1);
  free(p);
  free(p); // NOLINT
}

void next_line_ok(void) {
  char *p = malloc(1);
  free(p);
  // NOLINTNEXTLINE(ownership-*)
  free(p);
}

// NOLINTBEGIN(ownership-double-free)
void block_ok(void) {
  char *p = malloc(1);
  free(p);
  free(p);
}
// NOLINTEND(ownership-double-free)

void other_name_bad(void) {
  char *p = malloc(1);
  free(p);
  free(p); /* NOLINT(ownership-leak) */ // expect: double-free
}
