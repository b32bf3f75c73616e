// RUN: %check_both %s -- -std=gnu11
// A parameter that is used as a variable: the caller's object gets a reference, else one is made.
#include <stddef.h>

typedef void *gpointer;
typedef struct entry entry;
typedef struct folder folder;
gpointer g_object_ref(gpointer object);
void g_object_unref(gpointer object);
gpointer g_object_new(unsigned long type, const char *first, ...);
entry *folder_first(folder *f);
int entry_size(entry *e);

static int size_of(entry *e) {
  int size;
  if (e)
    g_object_ref(e);
  else
    e = g_object_new(80, NULL);
  size = entry_size(e);
  g_object_unref(e);
  return size;
}

int sizes_ok(void) {
  entry *e = g_object_new(80, NULL);
  int all = size_of(NULL) + size_of(e);
  g_object_unref(e);
  return all;
}

static int size_of_last(entry *e) {
  int size = entry_size(e);
  g_object_unref(e);
  return size;
}

int sizes_bad(void) {
  entry *e = g_object_new(80, NULL);
  int size = size_of_last(e);
  g_object_unref(e); // expect: double-free: 'e'
  return size;
}
