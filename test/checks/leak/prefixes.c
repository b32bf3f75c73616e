// RUN: %check_both %s
// Owned by convention: prefixes of names and of types, names of functions,
// documentation of declarations. No body is in sight.
#include <stdbool.h>
#include <stddef.h>

typedef struct data data_t;
typedef struct map map_t;
typedef data_t own_data_t;

data_t *data_create_integer(int value);
data_t *data_copy(const data_t *ref_data);
void data_destroy(data_t *own_data);
int data_get_integer(const data_t *ref_data);
const data_t *map_get(const map_t *ref_map, const char *ref_key);
void map_set(map_t *mut_map, const char *ref_key, data_t *own_value);
// NO-TRANSFER: the map does not take ownership of the value.
bool map_add(map_t *mut_map, const char *ref_key, const data_t *ref_value);

// OWNER: Caller owns the returned value.
data_t *data_load(const char *ref_path);

/**
 * Parses a value.
 * @return The value, or NULL. Ownership: Caller owns the returned value.
 */
data_t *parse_value(const char *ref_text);

void created_bad(void) {
  data_t *own_value = data_create_integer(42);
  data_get_integer(own_value);
} // expect: leak: 'own_value'

void created_ok(void) {
  data_t *own_value = data_create_integer(42);
  data_get_integer(own_value);
  data_destroy(own_value);
}

void prefixed_type_bad(void) {
  own_data_t *own_value = data_create_integer(42);
  data_get_integer(own_value);
} // expect: leak: 'own_value'

void prefixed_type_ok(map_t *mut_map) {
  own_data_t *own_value = data_create_integer(42);
  map_set(mut_map, "key", own_value);
  own_value = NULL;
}

void copied_bad(const data_t *ref_data) {
  data_t *own_copy = data_copy(ref_data);
  data_get_integer(own_copy);
} // expect: leak: 'own_copy'

void copied_ok(const data_t *ref_data) {
  data_t *own_copy = data_copy(ref_data);
  data_get_integer(own_copy);
  data_destroy(own_copy);
}

// The comment says it, the name does not.
void documented_owner_bad(void) {
  data_t *own_value = data_load("file");
  data_get_integer(own_value);
} // expect: leak: 'own_value'

void documented_owner_ok(void) {
  data_t *own_value = data_load("file");
  data_get_integer(own_value);
  data_destroy(own_value);
}

void documented_return_bad(void) {
  data_t *own_value = parse_value("1");
  data_get_integer(own_value);
} // expect: leak: 'own_value'

void documented_return_ok(void) {
  data_t *own_value = parse_value("1");
  data_get_integer(own_value);
  data_destroy(own_value);
}

void added_by_reference_not_seen(map_t *mut_map) {
  data_t *own_value = data_create_integer(42);
  map_add(mut_map, "key", own_value);
} // not seen: leak: 'own_value'

void set_by_value_ok(map_t *mut_map) {
  data_t *own_value = data_create_integer(42);
  map_set(mut_map, "key", own_value);
}

// A parameter that is consumed on one path only.
void parameter_bad(map_t *mut_map, data_t *own_value) {
  if (data_get_integer(own_value) > 3)
    return; // expect: leak: 'own_value'
  map_set(mut_map, "key", own_value);
}

void parameter_ok(map_t *mut_map, data_t *own_value) {
  if (data_get_integer(own_value) > 3) {
    data_destroy(own_value);
    return;
  }
  map_set(mut_map, "key", own_value);
}

// A borrow owes nothing.
int borrowed_ok(const map_t *ref_map) {
  const data_t *ref_value = map_get(ref_map, "key");
  return ref_value ? data_get_integer(ref_value) : 0;
}

typedef struct pair_s {
  data_t *own_first;
  const data_t *ref_second;
} pair_t;

void field_takes_ok(pair_t *mut_pair) {
  data_t *own_value = data_create_integer(42);
  mut_pair->own_first = own_value;
}

void field_borrows_bad(pair_t *mut_pair) {
  data_t *own_value = data_create_integer(42);
  mut_pair->ref_second = own_value;
} // expect: leak: 'own_value'

void field_overwritten_bad(pair_t *mut_pair) {
  mut_pair->own_first = data_create_integer(1);
  mut_pair->own_first = data_create_integer(2); // expect: leak
}

void field_overwritten_ok(pair_t *mut_pair) {
  mut_pair->own_first = data_create_integer(1);
  data_destroy(mut_pair->own_first);
  mut_pair->own_first = data_create_integer(2);
}
