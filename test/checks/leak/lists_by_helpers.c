// RUN: %check_both %s -- -std=gnu11
// A list that a helper puts a node before: which node holds which is known, and what is lost with the head is told.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct node {
  struct node *next;
  int value;
};

static struct node *push(struct node *list, int value) {
  struct node *n = malloc(sizeof *n);
  if (!n)
    abort();
  n->value = value;
  n->next = list;
  return n;
}

static struct node *try_push(struct node *list, int value) {
  struct node *n = malloc(sizeof *n);
  if (!n)
    return NULL;
  n->value = value;
  n->next = list;
  return n;
}

static void free_list(struct node *list) {
  while (list) {
    struct node *next = list->next;
    free(list);
    list = next;
  }
}

static void free_from(struct node *list) {
  if (!list)
    return;
  free_from(list->next);
  free(list);
}

void head_only_bad(void) {
  struct node *list = NULL;
  list = push(list, 1);
  list = push(list, 2);
  free(list); // expect: leak: releasing 'list' loses its 'next', which only it still held
}

void head_only_in_loop_bad(int n) {
  struct node *list = NULL;
  for (int i = 0; i < n; i++)
    list = push(list, i);
  free(list); // expect: leak: releasing 'list' loses its 'next', which only it still held
}

int never_freed_bad(void) {
  struct node *list = push(push(NULL, 1), 2);
  int sum = list->value + list->next->value;
  return sum; // expect: leak: 'list' is neither released nor transferred
}

int used_behind_bad(void) {
  struct node *first = push(NULL, 1);
  struct node *list = push(first, 2);
  free_from(list);
  return first->value; // expect: use-after-free: 'first->value'
}

void freed_twice_bad(void) {
  struct node *first = push(NULL, 1);
  struct node *list = push(first, 2);
  free(first);
  free_from(list); // expect: double-free
}

void walked_ok(int n) {
  struct node *list = NULL;
  for (int i = 0; i < n; i++)
    list = push(list, i);
  while (list) {
    struct node *next = list->next;
    free(list);
    list = next;
  }
}

void helper_ok(int n) {
  struct node *list = NULL;
  for (int i = 0; i < n; i++)
    list = push(list, i);
  for (const struct node *at = list; at; at = at->next)
    printf("%d\n", at->value);
  free_list(list);
}

void recursive_ok(void) {
  struct node *list = push(push(push(NULL, 1), 2), 3);
  free_from(list);
}

int tried_ok(int n) {
  struct node *list = NULL;
  for (int i = 0; i < n; i++) {
    struct node *more = try_push(list, i);
    if (!more) {
      free_list(list);
      return -1;
    }
    list = more;
  }
  free_list(list);
  return 0;
}

void one_by_one_ok(void) {
  struct node *first = push(NULL, 1);
  struct node *second = push(first, 2);
  free(second);
  free(first);
}

struct box {
  char *text;
  int uses;
};
static struct box *box_new(char *text) {
  struct box *b = malloc(sizeof *b);
  if (!b)
    return NULL;
  b->text = text;
  b->uses = 1;
  return b;
}
static void box_free(struct box *b) {
  free(b->text);
  free(b);
}

int box_ok(const char *from) {
  char *text = strdup(from);
  struct box *b = box_new(text);
  if (!b) {
    free(text);
    return -1;
  }
  box_free(b);
  return 0;
}

int box_borrows_ok(const char *from) {
  char *text = strdup(from);
  struct box *b = box_new(text);
  if (b)
    free(b);
  free(text);
  return 0;
}

int box_bad(const char *from) {
  char *text = strdup(from);
  struct box *b = box_new(text);
  if (!b) {
    free(text);
    return -1;
  }
  free(b); 
  return 0; // expect: leak: 'text'
}

// The first node of a list is a fresh result, any other one hangs from the list's end.
struct cell {
  void *data;
  struct cell *next;
};
static struct cell *all;

struct cell *append(struct cell *list, void *data) {
  struct cell *c = calloc(1, sizeof *c);
  if (!c)
    abort();
  c->data = data;
  if (!list)
    return c;
  list->next = c;
  return list;
}

void kept_by_global_ok(const char *from) {
  char *text = strdup(from);
  all = append(all, text);
}

// What a lost value holds is lost with it: one finding.
struct refs {
  struct node *ids;
};
static struct refs *refs_new(struct node *ids) {
  struct refs *r = malloc(sizeof *r);
  if (!r)
    return NULL;
  r->ids = ids;
  return r;
}
int make_ids(struct node **out) {
  *out = calloc(1, sizeof **out);
  return *out ? 0 : -1;
}
int lost_with_its_part_bad(void) {
  struct node *ids;
  struct refs *refs;
  if (make_ids(&ids) < 0)
    return -1;
  refs = refs_new(ids);
  if (!refs) {
    free(ids);
    return -1;
  }
  return refs->ids->value; // expect: leak: 'refs' is neither released nor transferred
}
