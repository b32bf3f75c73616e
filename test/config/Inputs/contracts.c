#include <stdbool.h>
#include <stdlib.h>
struct map;
struct thing;
bool map_set(struct map *map, char *value);
void fail(int code);
struct thing *thing_get_first(struct map *map);
void thing_put(struct thing *t);

bool keep(struct map *map) {
  char *v = malloc(4);
  if (!v)
    fail(1);
  v[0] = 'x';
  return map_set(map, v);
}

void look(struct map *map) {
  struct thing *t = thing_get_first(map);
  if (!t)
    return;
}

void look_and_put(struct map *map) {
  struct thing *t = thing_get_first(map);
  thing_put(t);
}
