// RUN: %check_index %s
// Structs made in one file, their parts released in a second, used in a third.
//--- node.h
struct node {
  char *name;
  struct node *child;
};
struct node *node_new(const char *name);
void node_free(struct node *n);
void node_clear(struct node *n);
//--- make.c
#include "node.h"
#include <stdlib.h>
#include <string.h>
struct node *node_new(const char *name) {
  struct node *n = malloc(sizeof *n);
  if (!n)
    return NULL;
  n->name = strdup(name);
  n->child = NULL;
  if (!n->name) {
    free(n);
    return NULL;
  }
  return n;
}
//--- end.c
#include "node.h"
#include <stdlib.h>
void node_clear(struct node *n) {
  free(n->name);
  n->name = NULL;
}
void node_free(struct node *n) {
  if (!n)
    return;
  free(n->name);
  free(n);
}
//--- use.c
#include "node.h"
#include <stdio.h>
#include <stdlib.h>
void freed_bad(void) {
  struct node *n = node_new("a");
  if (!n)
    return;
  node_free(n);
  puts(n->name); // expect: use-after-free: 'n->name'
}
void freed_ok(void) {
  struct node *n = node_new("a");
  if (!n)
    return;
  puts(n->name);
  node_free(n);
}
void part_twice_bad(void) {
  struct node *n = node_new("a");
  if (!n)
    return;
  free(n->name);
  node_free(n); // expect: double-free
}
void part_twice_ok(void) {
  struct node *n = node_new("a");
  if (!n)
    return;
  node_clear(n);
  node_free(n);
}
void kept_name_bad(void) {
  struct node *n = node_new("a");
  if (!n)
    return;
  const char *name = n->name;
  node_free(n);
  puts(name); // expect: use-after-free
}
