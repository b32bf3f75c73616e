// RUN: %check_both %s -- -std=gnu11
// A callee that puts its node before the list's head, in both directions: the old head hangs from it.
#include <stdlib.h>

struct item {
  struct item *before, *after;
  int number;
};
int sum(const struct item *list);

static struct item *put_first(struct item **list, int number) {
  struct item *i = malloc(sizeof *i);
  if (!i)
    return NULL;
  i->number = number;
  i->before = NULL;
  i->after = *list;
  if (*list)
    (*list)->before = i;
  *list = i;
  return i;
}

static void items_free(struct item *list) {
  while (list) {
    struct item *after = list->after;
    free(list);
    list = after;
  }
}

int two_ok(void) {
  struct item *list = NULL;
  if (!put_first(&list, 1))
    return -1;
  if (!put_first(&list, 2)) {
    items_free(list);
    return -1;
  }
  int n = sum(list);
  items_free(list);
  return n;
}

int one_bad(void) {
  struct item *list = NULL;
  if (!put_first(&list, 1))
    return -1;
  if (sum(list) > 3)
    return 1; // expect: leak: 'list'
  items_free(list);
  return 0;
}
