// RUN: %check_both %s
// The only holder is given another value.
#define _GNU_SOURCE
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct box {
  char *name;
};

void overwrite_bad(void) {
  char *p = malloc(10);
  p = malloc(20); // expect: leak
  free(p);
}

void overwrite_ok(void) {
  char *p = malloc(10);
  free(p);
  p = malloc(20);
  free(p);
}

void set_to_null_bad(void) {
  char *p = malloc(10);
  p = NULL; // expect: leak
  free(p);
}

void set_to_null_ok(void) {
  char *p = malloc(10);
  free(p);
  p = NULL;
  free(p);
}

void first_copy_bad(const char *s) {
  char *line = strdup("");
  if (s)
    line = strdup(s); // expect: leak
  free(line);
}

void first_copy_ok(const char *s) {
  char *line = strdup("");
  if (s) {
    free(line);
    line = strdup(s);
  }
  free(line);
}

void kept_elsewhere_ok(void) {
  char *p = malloc(10);
  char *old = p;
  p = malloc(20);
  free(old);
  free(p);
}

// A field of a local struct, and of a fresh one.
void field_bad(void) {
  struct box b;
  b.name = strdup("a");
  b.name = strdup("b"); // expect: leak
  free(b.name);
}

void field_ok(void) {
  struct box b;
  b.name = strdup("a");
  free(b.name);
  b.name = strdup("b");
  free(b.name);
}

void heap_field_bad(void) {
  struct box *b = malloc(sizeof *b);
  if (!b)
    return;
  b->name = strdup("a");
  b->name = strdup("b"); // expect: leak
  free(b->name);
  free(b);
}

void heap_field_ok(void) {
  struct box *b = malloc(sizeof *b);
  if (!b)
    return;
  b->name = strdup("a");
  free(b->name);
  b->name = strdup("b");
  free(b->name);
  free(b);
}

// Known to be null where it is overwritten.
void null_before_ok(void) {
  char *p = malloc(10);
  if (!p)
    p = malloc(5);
  free(p);
}

void lazy_ok(const char *s) {
  char *p = NULL;
  if (s)
    p = strdup(s);
  if (!p)
    p = strdup("default");
  free(p);
}

void in_condition_bad(void) {
  char *p = malloc(1);
  if ((p = malloc(2)) != NULL) // expect: leak
    *p = 0;
  free(p);
}

void in_condition_ok(void) {
  char *p;
  if ((p = malloc(2)) != NULL)
    *p = 0;
  free(p);
}

struct named {
  char *name;
};
void keep_name(char *name);

int field_of_parameter_bad(struct named *p, const char *a, const char *b) {
  p->name = strdup(a);
  if (!p->name)
    return -1;
  p->name = strdup(b); // expect: leak: 'name'
  return 0;
}

int field_of_parameter_ok(struct named *p, const char *a, const char *b) {
  p->name = strdup(a);
  if (!p->name)
    return -1;
  free(p->name);
  p->name = strdup(b);
  return 0;
}

int field_shown_ok(struct named *p, const char *a, const char *b) {
  p->name = strdup(a);
  keep_name(p->name);
  p->name = strdup(b);
  return 0;
}

struct item {
  struct item *next;
};

void push_ok(struct item *head) {
  struct item *a = malloc(sizeof *a);
  if (!a)
    return;
  head->next = a;
  struct item *b = malloc(sizeof *b);
  if (!b)
    return;
  b->next = head->next;
  head->next = b;
}

/* All bytes are set: what the object held is overwritten. */
struct card {
  char *owner;
  int number;
};

void wiped_bad(const char *owner) {
  struct card c;
  c.owner = strdup(owner);
  if (!c.owner)
    return;
  memset(&c, 0, sizeof c); // expect: leak: 'c'
}

void wiped_pointer_bad(const char *owner) {
  struct card *c = malloc(sizeof *c);
  if (!c)
    return;
  c->owner = strdup(owner);
  memset(c, 0, sizeof *c); // expect: leak: 'c'
  free(c);
}

void wiped_ok(const char *owner) {
  struct card c;
  memset(&c, 0, sizeof c);
  c.owner = strdup(owner);
  free(c.owner);
  memset(&c, 0, sizeof(struct card));
}

void wiped_after_copy_ok(struct card *to, const char *owner) {
  struct card c;
  memset(&c, 0, sizeof c);
  c.owner = strdup(owner);
  *to = c;
  memset(&c, 0, sizeof c);
}

void wiped_in_part_ok(const char *owner) {
  struct card c;
  c.owner = strdup(owner);
  memset(&c.number, 0, sizeof c.number);
  free(c.owner);
}
