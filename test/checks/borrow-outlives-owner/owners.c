// RUN: %check_both %s --rules=borrow-outlives-owner,use-after-free -- -w
#include <stdlib.h>
#include <string.h>

typedef struct object object_t;
object_t *object_create(void);
void object_destroy(object_t *own_object);
const char *object_get_name(const object_t *ref_object);
struct cache {
  const char *name;
};
const char *last;

const char *returned_bad(void) {
  object_t *own_object = object_create();
  if (!own_object)
    return NULL;
  const char *ref_name = object_get_name(own_object);
  object_destroy(own_object);
  return ref_name; // expect: borrow-outlives-owner: 'ref_name' is returned from 'returned_bad', but 'object_destroy' releases what it lies in
}

char *returned_ok(void) {
  object_t *own_object = object_create();
  if (!own_object)
    return NULL;
  char *own_name = strdup(object_get_name(own_object));
  object_destroy(own_object);
  return own_name;
}

void stored_bad(struct cache *mut_cache) {
  object_t *own_object = object_create();
  if (!own_object)
    return;
  mut_cache->name = object_get_name(own_object); // expect: borrow-outlives-owner: 'mut_cache->name' still refers to a borrowed value when 'stored_bad' returns, but 'object_destroy' releases what it lies in
  object_destroy(own_object);
}

void stored_ok(struct cache *mut_cache) {
  object_t *own_object = object_create();
  if (!own_object)
    return;
  mut_cache->name = object_get_name(own_object);
  object_destroy(own_object);
  mut_cache->name = NULL;
}

void global_bad(void) {
  object_t *own_object = object_create();
  if (!own_object)
    return;
  last = object_get_name(own_object); // expect: borrow-outlives-owner: 'last' still refers to a borrowed value
  free(own_object);
}

size_t used_bad(void) {
  object_t *own_object = object_create();
  if (!own_object)
    return 0;
  const char *ref_name = object_get_name(own_object);
  object_destroy(own_object);
  return strlen(ref_name); // expect: use-after-free
}

char *freed_bad(void) {
  char *p = malloc(4);
  free(p);
  return p; // expect: use-after-free
}
