// RUN: %check_both %s -- -std=gnu11
// A destructor that asks another object first: who does not ask whether it did its work counts on it.
#include <stdlib.h>

struct book {
  unsigned magic;
  int loaded, pages, status;
};

static int check(struct book *b) {
  if (!b || b->magic != 0xb00c)
    return -1;
  if (!b->loaded) {
    b->status = 3;
    return -1;
  }
  return 0;
}

int list_create(struct book *b, char ***at) {
  char **made;
  if (check(b) < 0)
    return -1;
  made = malloc(8 * sizeof *made);
  if (!made) {
    b->status = 4;
    return -1;
  }
  *at = made;
  b->status = 0;
  return 8;
}

int list_destroy(struct book *b, char **list) {
  if (check(b) < 0)
    return -1;
  free(list);
  b->status = 0;
  return 0;
}

static int use(struct book *b, char **list) {
  list[0] = NULL;
  return b->pages;
}

int run_ok(struct book *b) {
  char **list = NULL;
  if (list_create(b, &list) < 0)
    return -1;
  use(b, list);
  list_destroy(b, list);
  return 0;
}

int run_bad(struct book *b) {
  char **list = NULL;
  if (list_create(b, &list) < 0)
    return -1;
  if (use(b, list) < 0)
    return 1; // expect: leak: 'list'
  list_destroy(b, list);
  return 0;
}

// Here it asks: what was not released is lost.
int asked_bad(struct book *b) {
  char **list = NULL;
  if (list_create(b, &list) < 0)
    return -1;
  use(b, list);
  if (list_destroy(b, list) < 0)
    return 1; // expect: leak: 'list'
  return 0;
}
