// RUN: %check_both %s --rules=undocumented -- -std=gnu11
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

typedef struct data data_t;
typedef struct map map_t;

data_t *data_create_bad(int value); // expect: undocumented: 'data_create_bad' returns an owned value
// OWNER: Caller owns the returned value
data_t *data_create_ok(int value);
/** @return the value (owned by the caller) */
data_t *data_make_ok(int value);
const char *data_get_ok(const data_t *ref_data);

bool map_set_bad(map_t *mut_map, const char *ref_key, data_t *own_value); // expect: undocumented: takes ownership of 'own_value'
/**
 * Sets a value.
 * @param mut_map the map
 * @param own_value the value (ownership transferred to map)
 */
bool map_set_ok(map_t *mut_map, const char *ref_key, data_t *own_value);

/** Frees a value. */
void data_destroy(data_t *own_data);

/** @note Ownership: Returns an owned value that caller must destroy. */
data_t *build_bad(void) {
  data_t *own_result = data_create_ok(1);
  return own_result; // expect: undocumented: 'own_result'
}
/** @note Ownership: Returns an owned value that caller must destroy. */
data_t *build_ok(void) {
  data_t *own_result = data_create_ok(1);
  return own_result; // Ownership transferred to caller
}
/** @note Ownership: Returns an owned value that caller must destroy. */
data_t *above_ok(void) {
  data_t *own_result = data_create_ok(1);
  if (!own_result)
    return NULL;
  /* Ownership transferred to caller */
  return own_result;
}
/** @note Ownership: Returns an owned value that caller must destroy. */
data_t *direct_bad(void) {
  return data_create_ok(1); // expect: undocumented: the result of 'data_create_ok'
}

/** Returns a copy. Does not say whose it is. */
static char *copied_bad(const char *ref_text) { return strdup(ref_text); } // expect: undocumented: 'copied_bad' returns an owned value // expect: undocumented: the result of 'strdup'
char *use_ok(const char *ref_text);
size_t count_ok(const char *ref_text) {
  char *own_copy = copied_bad(ref_text);
  size_t length = own_copy ? strlen(own_copy) : 0;
  free(own_copy);
  return length;
}

// Its name is wrong (prefix-mismatch): there is nothing to document.
int data_kind(const data_t *ref_data);
int kind_of_ok(data_t *own_data) { return data_kind(own_data); }
