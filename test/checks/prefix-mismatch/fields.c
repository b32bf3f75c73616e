// RUN: %check_both %s
// Fields: what is bound to them must fit, too.
#include <stdbool.h>
#include <stddef.h>

typedef struct data data_t;
typedef struct map map_t;
data_t *data_create(int value);
void data_destroy(data_t *own_data);
data_t *map_get(const map_t *ref_map, const char *ref_key);

typedef struct cell_s {
  data_t *own_value;
  const data_t *ref_shown;
} cell_t;

void own_field_bad(cell_t *mut_cell, const map_t *ref_map) {
  mut_cell->own_value = map_get(ref_map, "key"); // expect: prefix-mismatch: own_value
}

void own_field_ok(cell_t *mut_cell, const map_t *ref_map) {
  mut_cell->ref_shown = map_get(ref_map, "key");
}

void ref_field_bad(cell_t *mut_cell) {
  mut_cell->ref_shown = data_create(1); // expect: prefix-mismatch: ref_shown
}

void ref_field_ok(cell_t *mut_cell) {
  mut_cell->own_value = data_create(1);
}

void borrowed_field_ok(cell_t *mut_cell) {
  mut_cell->ref_shown = mut_cell->own_value;
}
