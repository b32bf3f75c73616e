// RUN: %check_index %s
// An allocator can be plugged in, and one that is is GLib's: the families of xmalloc() and xfree() belong together.
//--- alloc.h
#include <stddef.h>
struct allocator {
  void *(*malloc)(size_t);
  void (*free)(void *);
};
void set_allocator(const struct allocator *a);
void *my_malloc(size_t n);
void my_free(void *p);

//--- alloc.c
#include "alloc.h"
#include <stdlib.h>
static const struct allocator *plugged = NULL;
void set_allocator(const struct allocator *a) { plugged = a; }
void *my_malloc(size_t n) {
  if (plugged)
    return plugged->malloc(n);
  void *p = malloc(n);
  if (!p)
    abort();
  return p;
}
void my_free(void *p) {
  if (!p)
    return;
  if (plugged)
    plugged->free(p);
  else
    free(p);
}

//--- glue.c
#include "alloc.h"
void *g_malloc(unsigned long n);
void g_free(void *p);
static void *glue_malloc(size_t n) { return g_malloc(n); }
static void glue_free(void *p) { g_free(p); }
const struct allocator *glib_allocator(void) {
  static struct allocator a;
  a.malloc = glue_malloc;
  a.free = glue_free;
  return &a;
}

//--- use.c
#include "alloc.h"
#include <string.h>
int use_ok(const char *s) {
  char *copy = my_malloc(strlen(s) + 1);
  if (!copy)
    return -1;
  strcpy(copy, s);
  int first = copy[0];
  my_free(copy);
  return first;
}
int use_bad(const char *s) {
  char *copy = my_malloc(strlen(s) + 1);
  if (!copy)
    return -1;
  strcpy(copy, s);
  return copy[0]; // expect: leak: 'copy'
}
