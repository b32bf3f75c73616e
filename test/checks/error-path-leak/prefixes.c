// RUN: %check_both %s
// Owned by convention, no body in sight.
#include <stdbool.h>
#include <stddef.h>

typedef struct data data_t;
typedef struct map map_t;

data_t *data_create_string(const char *ref_text);
void data_destroy(data_t *own_data);
bool data_is_valid(const data_t *ref_data);
map_t *map_create(void);
void map_destroy(map_t *own_map);
void map_set(map_t *mut_map, const char *ref_key, data_t *own_value);

map_t *build_bad(const char *ref_text) {
  map_t *own_map = map_create();
  if (!own_map)
    return NULL;
  data_t *own_value = data_create_string(ref_text);
  if (!own_value)
    return NULL; // expect: error-path-leak: 'own_map'
  map_set(own_map, "value", own_value);
  return own_map; // Ownership transferred to caller
}

map_t *build_ok(const char *ref_text) {
  map_t *own_map = map_create();
  if (!own_map)
    return NULL;
  data_t *own_value = data_create_string(ref_text);
  if (!own_value) {
    map_destroy(own_map);
    return NULL;
  }
  map_set(own_map, "value", own_value);
  return own_map; // Ownership transferred to caller
}

// Takes on success only: one of the three protocols of this signature.
bool store_on_success_ok(map_t *mut_map, data_t *own_value) {
  if (!data_is_valid(own_value))
    return false;
  map_set(mut_map, "value", own_value);
  return true;
}

// It releases on one failure, so it must on the other one.
bool store_bad(map_t *mut_map, data_t *own_value, bool full) {
  if (!data_is_valid(own_value)) {
    data_destroy(own_value);
    return false;
  }
  if (full)
    return false; // expect: error-path-leak: 'own_value'
  map_set(mut_map, "value", own_value);
  return true;
}

bool store_ok(map_t *mut_map, data_t *own_value, bool full) {
  if (!data_is_valid(own_value) || full) {
    data_destroy(own_value);
    return false;
  }
  map_set(mut_map, "value", own_value);
  return true;
}

// A parameter without the prefix is the caller's.
bool borrowed_ok(map_t *mut_map, const data_t *ref_value) {
  if (!data_is_valid(ref_value))
    return false;
  data_t *own_copy = data_create_string("copy");
  map_set(mut_map, "value", own_copy);
  return true;
}

bool two_bad(map_t *mut_map) {
  data_t *own_a = data_create_string("a");
  data_t *own_b = data_create_string("b");
  if (!data_is_valid(own_a)) {
    data_destroy(own_a);
    return false; // expect: error-path-leak: 'own_b'
  }
  map_set(mut_map, "a", own_a);
  own_a = NULL;
  map_set(mut_map, "b", own_b);
  return true;
}

bool two_ok(map_t *mut_map) {
  data_t *own_a = data_create_string("a");
  data_t *own_b = data_create_string("b");
  if (!data_is_valid(own_a)) {
    data_destroy(own_a);
    data_destroy(own_b);
    return false;
  }
  map_set(mut_map, "a", own_a);
  own_a = NULL;
  map_set(mut_map, "b", own_b);
  return true;
}
