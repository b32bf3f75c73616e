// RUN: %check_tool %s
// Comments that silence nothing. (Comments without names may be for other tools.)
#include <stdlib.h>

void used_ok(void) {
  char *p = malloc(1);
  free(p);
  free(p); // NOLINT(ownership-double-free): to see it silenced
}

void used_next_ok(void) {
  char *p = malloc(1);
  free(p);
  // NOLINTNEXTLINE(ownership-double-free)
  free(p);
}

void used_block_ok(void) {
  // NOLINTBEGIN(ownership-*)
  char *p = malloc(1);
  free(p);
  free(p);
  // NOLINTEND(ownership-*)
}

void others_ok(char *p) {
  free(p); // NOLINT
  p = "NOLINT(ownership-leak)"; // NOLINT(bugprone-*)
}

void unused_bad(char *p) {
  free(p); // NOLINT(ownership-double-free) // expect: suppression: 'ownership-double-free' silences nothing here
}

void wrong_line_bad(void) {
  char *p = malloc(1); // NOLINT(ownership-double-free) // expect: suppression: 'ownership-double-free'
  free(p);
  free(p); // expect: double-free
}

void one_of_two_bad(void) {
  char *p = malloc(1);
  free(p);
  free(p); // NOLINT(ownership-leak, ownership-double-free) // expect: suppression: 'ownership-leak'
}

void next_bad(char *p) {
  /* NOLINTNEXTLINE(ownership-leak) */ // expect: suppression: 'ownership-leak'
  free(p);
}

void block_bad(char *p) {
  // NOLINTBEGIN(ownership-leak) // expect: suppression: 'ownership-leak'
  free(p);
  // NOLINTEND(ownership-leak)
}

void misspelt_bad(void) {
  char *p = malloc(1);
  free(p);
  free(p); // NOLINT(ownership-double-fre) // expect: suppression: 'ownership-double-fre' is the name of no rule // expect: double-free
}

void planned_ok(char *p) {
  free(p); // NOLINT(ownership-mixed-cleanup): off in this run
}

void no_begin_bad(char *p) {
  free(p);
  // NOLINTEND(ownership-leak) // expect: suppression: no NOLINTBEGIN with the same list is open here
}
void other_tools_end_ok(char *p) {
  free(p);
  // NOLINTEND(bugprone-*)
  // NOLINTEND
}
