#include "box.h"
#include <stdlib.h>
#include <string.h>

struct box {
  data_t *own_data;
  char *own_label;
};

box_t *box_create(void) {
  box_t *own_box = calloc(1, sizeof(box_t));
  return own_box;
}

void box_destroy(box_t *own_box) {
  if (!own_box)
    return;
  data_destroy(own_box->own_data);
  free(own_box->own_label);
  free(own_box);
}

bool box_set(box_t *mut_box, data_t *own_data) {
  if (mut_box->own_data)
    return false;
  mut_box->own_data = own_data;
  own_data = NULL;
  return true;
}

const data_t *box_peek(const box_t *ref_box) {
  return ref_box->own_data;
}

char *box_get_label(const box_t *ref_box) {
  const char *ref_label = ref_box->own_label ? ref_box->own_label : "none";
  char *own_copy = strdup(ref_label);
  return own_copy;
}

static data_t *take_out(box_t *mut_box) {
  data_t *mut_data = mut_box->own_data;
  return mut_data;
}

data_t *box_get_first(box_t *mut_box) {
  return take_out(mut_box);
}
