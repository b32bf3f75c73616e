// RUN: %check_both %s --rules=release-mismatch,leak,double-free -- -w
// Pointers that moved inside their block, here and in helpers.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void search_bad(const char *s) {
  char *p = strdup(s);
  if (!p)
    return;
  for (; *p != '\0'; p++)
    if (*p == ':')
      break;
  free(p); // expect: release-mismatch: inside the block
}

void search_ok(const char *s) {
  char *p = strdup(s), *start = p;
  if (!p)
    return;
  for (; *p != '\0'; p++)
    if (*p == ':')
      break;
  free(start);
}

void moved_back_ok(void) {
  char *p = malloc(10);
  if (!p)
    return;
  p += 4;
  p -= 4;
  free(p);
}

static void end_before(char *p) { free(p - 8); }
static char *begin_after(void) {
  char *p = malloc(20);
  return p ? p + 8 : NULL;
}

void header_ok(void) {
  char *p = begin_after();
  if (p)
    end_before(p);
}

void header_bad(void) {
  char *p = malloc(20);
  if (p)
    end_before(p); // expect: release-mismatch: inside the block
}

static char *fixed(void) {
  static char here[4];
  return here;
}

void helper_returns_static_bad(void) {
  char *p = fixed();
  free(p); // expect: release-mismatch: never allocated
}

// What the caller has is moved on in a loop: its start is lost, whoever called.
struct text {
  char *bytes;
};

void trim_argument_bad(char *p) {
  while (*p == ' ')
    p++;
  free(p); // expect: release-mismatch: inside the block of 'p'
}

void trim_field_bad(struct text *t) {
  char *p = t->bytes;
  for (; *p; p++)
    if (*p == '#')
      break;
  free(p); // expect: release-mismatch: inside the block of 'p'
  t->bytes = NULL;
}

void trim_field_ok(struct text *t) {
  char *p = t->bytes;
  while (*p == ' ')
    p++;
  puts(p);
  free(t->bytes);
  t->bytes = NULL;
}

void release_all_ok(char **all) {
  for (char **each = all; *each; each++)
    free(*each);
  free(all);
}
