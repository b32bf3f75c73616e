// RUN: %check_both %s
// What is only lent is released.
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>

typedef struct data data_t;
typedef struct map map_t;
typedef const data_t ref_data_t;
typedef data_t mut_data_t;
void data_destroy(data_t *own_data);
int data_get_integer(const data_t *ref_data);
void data_increment(data_t *mut_data);
data_t *data_copy(const data_t *ref_data);
const data_t *map_get(const map_t *ref_map, const char *ref_key);
data_t *map_find(map_t *mut_map, const char *ref_key);

void parameter_bad(data_t *mut_data) {
  data_increment(mut_data);
  data_destroy(mut_data); // expect: borrow-released: 'mut_data'
}

void parameter_ok(data_t *mut_data) {
  data_increment(mut_data);
}

void const_parameter_bad(const data_t *ref_data) {
  data_destroy((data_t *)ref_data); // expect: borrow-released: 'ref_data'
}

void const_parameter_ok(const data_t *ref_data) {
  data_t *own_copy = data_copy(ref_data);
  data_destroy(own_copy);
}

void freed_bad(char *mut_text) {
  mut_text[0] = 0;
  free(mut_text); // expect: borrow-released: 'mut_text'
}

void freed_ok(char *own_text) {
  own_text[0] = 0;
  free(own_text);
}

void typed_bad(mut_data_t *data) {
  data_increment(data);
  data_destroy(data); // expect: borrow-released: 'data'
}

void typed_ok(mut_data_t *data) {
  data_increment(data);
}

void from_getter_bad(const map_t *ref_map) {
  const data_t *ref_value = map_get(ref_map, "key");
  data_destroy((data_t *)ref_value); // expect: borrow-released: 'ref_value'
}

void from_getter_ok(const map_t *ref_map) {
  const data_t *ref_value = map_get(ref_map, "key");
  data_get_integer(ref_value);
}

void from_find_bad(map_t *mut_map) {
  data_t *mut_value = map_find(mut_map, "key");
  data_increment(mut_value);
  data_destroy(mut_value); // expect: borrow-released: 'mut_value'
}

void from_find_ok(map_t *mut_map) {
  data_t *mut_value = map_find(mut_map, "key");
  data_increment(mut_value);
}

// Through another name, and in one branch only.
void alias_bad(data_t *mut_data) {
  data_t *same = mut_data;
  data_destroy(same); // expect: borrow-released
}

void alias_ok(data_t *mut_data) {
  data_t *same = mut_data;
  data_increment(same);
}

void branch_bad(data_t *mut_data, bool b) {
  if (b)
    data_destroy(mut_data); // expect: borrow-released: 'mut_data'
}

void branch_ok(data_t *mut_data, bool b) {
  if (b)
    data_increment(mut_data);
}

// A field that only refers.
typedef struct view_s {
  data_t *own_value;
  data_t *mut_value;
  const data_t *ref_name;
} view_t;

void field_bad(view_t *mut_view) {
  data_destroy(mut_view->mut_value); // expect: borrow-released: mut_value
}

void field_ok(view_t *mut_view) {
  data_destroy(mut_view->own_value);
  mut_view->own_value = NULL;
}

static void drop1(data_t *data) { data_destroy(data); }
static void drop2(data_t *data) { drop1(data); }

void in_helper_bad(data_t *mut_data) {
  drop2(mut_data); // expect: borrow-released: 'mut_data'
}

void in_helper_ok(data_t *own_data) {
  drop2(own_data);
}

// What a borrowed object owns is its own to release.
typedef struct letter {
  data_t *own_stamp;
  const data_t *ref_sender;
} letter_t;

void stamp_of_borrowed_bad(const letter_t *ref_letter) {
  data_destroy(ref_letter->own_stamp); // expect: borrow-released
}

void stamp_by_local_bad(const letter_t *ref_letter) {
  data_t *own_stamp = ref_letter->own_stamp;
  data_destroy(own_stamp); // expect: borrow-released: 'own_stamp'
}

void stamp_ok(letter_t *mut_letter) {
  data_destroy(mut_letter->own_stamp);
  mut_letter->own_stamp = NULL;
}
