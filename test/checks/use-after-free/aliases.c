// RUN: %check_both %s
// Other names of the block, addresses inside it, values that hang from it.
#define _GNU_SOURCE
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct node {
  struct node *next;
  char name[16];
  char *text;
};

#define container_of(ptr, type, member)                                        \
  ((type *)((char *)(ptr)-offsetof(type, member)))

void alias_bad(char *p) {
  char *q = p;
  free(p);
  puts(q); // expect: use-after-free
}

void alias_ok(char *p) {
  char *q = p;
  puts(q);
  free(p);
}

void interior_bad(char *p) {
  char *end = strchr(p, ':');
  free(p);
  if (end)
    *end = 0; // expect: use-after-free
}

void interior_ok(char *p) {
  char *end = strchr(p, ':');
  if (end)
    *end = 0;
  free(p);
}

long parsed_bad(char *p) {
  char *end;
  long n = strtol(p, &end, 10);
  free(p);
  return *end ? -1 : n; // expect: use-after-free
}

long parsed_ok(char *p) {
  char *end;
  long n = strtol(p, &end, 10);
  if (*end)
    n = -1;
  free(p);
  return n;
}

void array_field_bad(struct node *n) {
  char *name = n->name;
  free(n);
  puts(name); // expect: use-after-free
}

void array_field_ok(struct node *n) {
  char *name = n->name;
  puts(name);
  free(n);
}

// The field's own block is another one.
void pointer_field_ok(struct node *n) {
  char *text = n->text;
  free(n);
  puts(text);
  free(text);
}

void through_container_bad(char *name) {
  struct node *n = container_of(name, struct node, name);
  free(n);
  puts(name); // expect: use-after-free
}

void through_container_ok(char *name) {
  struct node *n = container_of(name, struct node, name);
  puts(name);
  free(n);
}

void field_alias_bad(struct node *n) {
  char *text = n->text;
  free(n->text);
  n->text = NULL;
  puts(text); // expect: use-after-free
}

void field_alias_ok(struct node *n) {
  char *text = n->text;
  puts(text);
  free(n->text);
  n->text = NULL;
}

void offset_bad(char *p, int n) {
  char *q = p + n;
  free(p);
  *q = 0; // expect: use-after-free
}

void offset_ok(char *p, int n) {
  char *q = p + n;
  *q = 0;
  free(p);
}

// A logger that nobody annotated prints the address only.
void tell(const char *format, ...);
void told_ok(void) {
  char *p = malloc(4);
  free(p);
  tell("freed %p\n", (void *)p);
}
void told_bad(char *p) {
  free(p);
  tell("freed %s\n", p); // expect: use-after-free: 'p'
}
