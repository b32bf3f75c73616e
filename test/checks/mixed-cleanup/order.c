// RUN: %check_both %s --rules=mixed-cleanup
// What lies in an object is cleaned up before the object: declared behind it.
#include <stdlib.h>

#define _cleanup_(f) __attribute__((cleanup(f)))
struct lock {
  int held;
};
struct object {
  struct lock lock;
  char *name;
};
struct object *object_new(void);
static inline void object_freep(struct object **o) { free(*o); }
static inline void unlockp(struct lock **l) {
  if (*l)
    (*l)->held = 0;
}
static inline struct lock *object_lock(struct object *o) { return &o->lock; }

void order_bad(void) {
  _cleanup_(unlockp) struct lock *lock = NULL; // expect: mixed-cleanup: 'lock' is cleaned up after 'object', in which it lies
  _cleanup_(object_freep) struct object *object = object_new();
  if (!object)
    return;
  lock = &object->lock;
  lock->held = 1;
}
void order_ok(void) {
  _cleanup_(object_freep) struct object *object = object_new();
  _cleanup_(unlockp) struct lock *lock = NULL;
  if (!object)
    return;
  lock = &object->lock;
  lock->held = 1;
}
void other_ok(struct object *given) {
  _cleanup_(unlockp) struct lock *lock = NULL;
  _cleanup_(object_freep) struct object *object = object_new();
  lock = &given->lock;
  if (object)
    object->name = NULL;
}
