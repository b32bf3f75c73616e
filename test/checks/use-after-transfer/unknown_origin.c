// RUN: %check_both %s --rules=use-after-transfer,double-free,use-after-free,leak
// Where it is written that a function takes its argument, that ends it for the caller, whoever made it.
#include <stdlib.h>
typedef struct thing thing;
int thing_len(const thing *t);
/**
 * thing_set:
 * @value: (transfer full): a thing
 */
void thing_set(thing *value);
thing *thing_fetch(void);
thing *thing_ref(thing *t);
void thing_note(thing *t);
extern thing *kept;

// Who has it now keeps it: reading it by the old name is no error.
int read_ok(void) {
  thing *t = thing_fetch();
  thing_set(t);
  return thing_len(t);
}
void freed_bad(void) {
  thing *t = thing_fetch();
  thing_set(t);
  free(t); // expect: double-free: 't'
}
void given_ok(void) {
  thing *t = thing_fetch();
  thing_set(t);
}
// A function had it that may have counted a reference.
int counted_ok(void) {
  thing *t = thing_fetch();
  thing_ref(t);
  thing_set(t);
  return thing_len(t);
}
int noted_ok(void) {
  thing *t = thing_fetch();
  thing_note(t);
  thing_set(t);
  return thing_len(t);
}
int reference_ok(void) {
  thing *t = thing_fetch();
  thing_set(thing_ref(t));
  return thing_len(t);
}
int replaced_ok(void) {
  thing *t = thing_fetch();
  thing_set(t);
  t = thing_fetch();
  return thing_len(t);
}
// Not from a function: somebody holds it.
int global_ok(void) {
  thing_set(kept);
  return thing_len(kept);
}
int argument_ok(thing *t) {
  thing_set(t);
  return thing_len(t);
}
int loop_ok(void) {
  int n = 0;
  for (int i = 0; i < 3; i++) {
    thing *t = thing_fetch();
    n += thing_len(t);
    thing_set(t);
  }
  return n;
}
