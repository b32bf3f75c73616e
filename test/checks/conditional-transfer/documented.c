// RUN: %check_both %s
// The documentation says that it takes only on success; without a word an
// own_ parameter takes always.
#include <stdbool.h>
#include <stddef.h>

typedef struct data data_t;
typedef struct map map_t;
data_t *data_create(int value);
void data_destroy(data_t *own_data);

/**
 * Sets a value.
 * @note Ownership: Takes ownership of own_value only on success.
 */
bool map_set_checked(map_t *mut_map, const char *ref_key, data_t *own_value);

// Nothing is written: it takes always.
bool map_set(map_t *mut_map, const char *ref_key, data_t *own_value);

bool failing_branch_bad(map_t *mut_map) {
  data_t *own_value = data_create(42);
  if (!map_set_checked(mut_map, "key", own_value))
    return false; // expect: conditional-transfer: 'own_value'
  return true;
}

bool failing_branch_ok(map_t *mut_map) {
  data_t *own_value = data_create(42);
  if (!map_set_checked(mut_map, "key", own_value)) {
    data_destroy(own_value);
    return false;
  }
  return true;
}

void ignored_bad(map_t *mut_map) {
  data_t *own_value = data_create(42);
  map_set_checked(mut_map, "key", own_value); // expect: conditional-transfer: 'own_value'
}

void ignored_ok(map_t *mut_map) {
  data_t *own_value = data_create(42);
  map_set(mut_map, "key", own_value);
}

bool taken_always_ok(map_t *mut_map) {
  data_t *own_value = data_create(42);
  if (!map_set(mut_map, "key", own_value))
    return false;
  return true;
}

// Seed 004, step 6 of its list.
bool result_variable_bad(map_t *mut_map) {
  data_t *own_data = data_create(42);
  bool result = map_set_checked(mut_map, "key", own_data);
  return result; // expect: conditional-transfer: 'own_data'
}

bool result_variable_ok(map_t *mut_map) {
  data_t *own_data = data_create(42);
  bool result = map_set_checked(mut_map, "key", own_data);
  if (!result) {
    data_destroy(own_data);
  }
  return result;
}
