// RUN: %check_both %s -- -std=gnu11
// What a setter took stands in the field that owns it, and by that name it may be read and released.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct box {
  char *own_label;
  int size;
} box_t;

void box_set_label(box_t *mut_box, char *own_label) {
  free(mut_box->own_label);
  mut_box->own_label = own_label;
}

int made_and_ended_ok(void) {
  box_t *own_box = calloc(1, sizeof *own_box);
  if (!own_box)
    return -1;
  box_set_label(own_box, strdup("new"));
  if (own_box->own_label)
    puts(own_box->own_label);
  free(own_box->own_label);
  free(own_box);
  return 0;
}

int by_two_names_ok(const char *ref_text) {
  box_t *own_box = calloc(1, sizeof *own_box);
  char *own_text = strdup(ref_text);
  if (!own_box || !own_text) {
    free(own_box);
    free(own_text);
    return -1;
  }
  box_set_label(own_box, own_text);
  own_text = NULL;
  puts(own_box->own_label);
  free(own_box->own_label);
  free(own_box);
  return 0;
}

void cleared_ok(box_t *mut_box, const char *ref_text) {
  box_set_label(mut_box, strdup(ref_text));
  free(mut_box->own_label);
  mut_box->own_label = NULL;
}

int by_old_name_bad(const char *ref_text) {
  box_t *own_box = calloc(1, sizeof *own_box);
  char *own_text = strdup(ref_text);
  if (!own_box || !own_text) {
    free(own_box);
    free(own_text);
    return -1;
  }
  box_set_label(own_box, own_text);
  free(own_text); // expect: double-free: 'own_text'
  free(own_box);
  return 0;
}

int twice_bad(void) {
  box_t *own_box = calloc(1, sizeof *own_box);
  if (!own_box)
    return -1;
  box_set_label(own_box, strdup("new"));
  free(own_box->own_label);
  free(own_box->own_label); // expect: double-free: 'own_box->own_label'
  free(own_box);
  return 0;
}
