// RUN: %check_index %s
// A comment names the function that ends what a function makes: whose body, in another file, calls free() for it.

//--- names.h
struct names;

/* Makes a list of names. The returned list must be freed with names_destroy(). */
struct names *names_create(const char *text);
void names_destroy(struct names *list);
int names_count(const struct names *list);
struct names *names_empty(void);

//--- names.c
#include "names.h"
#include <stdlib.h>
#include <string.h>

struct names {
  char *text;
};
struct names *made_elsewhere(const char *text);
struct names *names_create(const char *text) { return made_elsewhere(text); }
void names_destroy(struct names *list) {
  if (list == NULL)
    return;
  free(list->text);
  free(list);
}
int names_count(const struct names *list) { return (int)strlen(list->text); }
struct names *names_empty(void) { return calloc(1, sizeof(struct names)); }

//--- use.c
#include "names.h"
#include <stdlib.h>
int count_ok(const char *text) {
  struct names *list = names_create(text);
  if (!list)
    return -1;
  int count = names_count(list);
  names_destroy(list);
  return count;
}
int count_bad(const char *text) {
  struct names *list = names_create(text);
  if (!list)
    return -1;
  return names_count(list); // both: leak: 'list' is neither released nor transferred
}
int twice_bad(const char *text) {
  struct names *list = names_create(text);
  if (!list)
    return -1;
  names_destroy(list);
  names_destroy(list); // both: double-free: 'list' is released twice
  return 0;
}
// Of another maker no comment says what ends it, and its body does.
int undocumented_ok(void) {
  struct names *list = names_empty();
  if (!list)
    return -1;
  names_destroy(list);
  return 0;
}
