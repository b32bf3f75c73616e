// RUN: %check_both %s -- -std=gnu11
// A helper that takes the first one off a list: what its caller's variable holds afterwards is the next one.
#include <stdlib.h>

int puts(const char *);

struct cell {
  struct cell *next;
  char *text;
};

static struct cell *pop(struct cell **list) {
  struct cell *c = *list;
  if (c) {
    *list = c->next;
    c->next = NULL;
  }
  return c;
}

static void shift(struct cell **list) {
  struct cell *c = *list;
  if (!c)
    return;
  *list = c->next;
  free(c->text);
  free(c);
}

void emptied_ok(struct cell *list) {
  struct cell *c;
  while ((c = pop(&list))) {
    puts(c->text);
    free(c->text);
    free(c);
  }
}

void popped_bad(struct cell *list) {
  struct cell *c = pop(&list);
  if (!c)
    return;
  free(c->text);
  free(c);
  puts(c->text); // expect: use-after-free: 'c->text' is used after 'free' released it
}

void shifted_ok(struct cell *list) {
  while (list) {
    puts(list->text);
    shift(&list);
  }
}

void shifted_bad(struct cell *list) {
  struct cell *first = list;
  if (!list)
    return;
  shift(&list);
  puts(first->text); // expect: use-after-free: 'first->text' is used after 'shift' released it
}

// What a record that is returned by value holds, may be what an argument points to.
struct iterator {
  struct cell *at;
};

static struct iterator begin(struct cell **list) {
  struct iterator i = {*list};
  return i;
}

void walked_ok(struct cell *list) {
  for (struct iterator i = begin(&list); i.at; i.at = i.at->next)
    puts(i.at->text);
}

void walked_bad(struct cell *list) {
  struct iterator i = begin(&list);
  if (!i.at)
    return;
  free(i.at);
  puts(i.at->text); // expect: use-after-free: 'i.at->text' is used after 'free' released it
}
