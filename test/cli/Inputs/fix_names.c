#include <stdlib.h>
#include <string.h>
struct thing { int n; };
/** @return owned by the caller */
struct thing *thing_create(int n) {
  struct thing *thing = calloc(1, sizeof *thing);
  if (!thing)
    return NULL;
  thing->n = n;
  return thing;
}
void thing_destroy(struct thing *thing) {
  free(thing);
}
/** Takes. @param own_thing (takes ownership) */
void keep(struct thing *own_thing);
void passes(void) {
  struct thing *thing = thing_create(1);
  keep(thing);
  keep(thing_create(2));
}
