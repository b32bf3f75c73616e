// Three fixes insert lines above a NOLINT that silences what fix_take.c shows.
#include <stddef.h>
typedef struct data data_t;
/** Makes a value that the caller must destroy. */
data_t *data_create(int value);
/** Destroys a value. */
void data_destroy(data_t *own_data);
/** Keeps a value. @note Ownership: Takes ownership of own_value. */
void map_set(data_t *mut_map, data_t *own_value);
void data_touch(data_t *mut_data);

void keep0(data_t *mut_map) {
  data_t *own_value = data_create(1);
  map_set(mut_map, own_value);
  data_touch(mut_map);
}
void keep1(data_t *mut_map) {
  data_t *own_value = data_create(1);
  map_set(mut_map, own_value);
  data_touch(mut_map);
}
void keep2(data_t *mut_map) {
  data_t *own_value = data_create(1);
  map_set(mut_map, own_value);
  data_touch(mut_map);
}
#include <stdlib.h>
void take(char *p);
void use(void) {
  char *p = malloc(1);
  take(p);
  free(p); // NOLINT(ownership-double-free)
}
