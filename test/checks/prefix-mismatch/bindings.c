// RUN: %check_both %s
// The name says one thing and what is bound to it another.
#include <stdbool.h>
#include <stddef.h>

typedef struct data data_t;
typedef struct map map_t;
typedef struct context context_t;
typedef data_t own_data_t;
data_t *data_create(int value);
data_t *data_copy(const data_t *ref_data);
void data_destroy(data_t *own_data);
int data_get_integer(const data_t *ref_data);
data_t *map_get(const map_t *ref_map, const char *ref_key);
data_t *map_find(map_t *mut_map, const char *ref_key);
void map_set(map_t *mut_map, const char *ref_key, data_t *own_value);
// TRANSFER: Transfers ownership from the context to the caller.
bool context_take(context_t *mut_context, const data_t *ref_result);
// BORROW: the context maintains ownership.
data_t *context_evaluate(context_t *mut_context);

int own_bound_to_borrow_bad(const map_t *ref_map) {
  data_t *own_value = map_get(ref_map, "key"); // expect: prefix-mismatch: 'own_value'
  return data_get_integer(own_value);
}

int own_bound_to_borrow_ok(const map_t *ref_map) {
  const data_t *ref_value = map_get(ref_map, "key");
  return data_get_integer(ref_value);
}

int ref_bound_to_owned_bad(void) {
  const data_t *ref_value = data_create(1); // expect: prefix-mismatch: 'ref_value'
  return data_get_integer(ref_value);
}

int ref_bound_to_owned_ok(void) {
  data_t *own_value = data_create(1);
  int n = data_get_integer(own_value);
  data_destroy(own_value);
  return n;
}

int mut_bound_to_owned_bad(const data_t *ref_data) {
  data_t *mut_copy = data_copy(ref_data); // expect: prefix-mismatch: 'mut_copy'
  return data_get_integer(mut_copy);
}

int mut_bound_to_owned_ok(map_t *mut_map) {
  data_t *mut_value = map_find(mut_map, "key");
  return data_get_integer(mut_value);
}

// It speaks once: not also of the transfer of a borrow.
void given_away_bad(map_t *mut_map) {
  data_t *mut_value = data_create(1); // expect: prefix-mismatch: 'mut_value'
  map_set(mut_map, "key", mut_value);
}

void given_away_ok(map_t *mut_map) {
  data_t *own_value = data_create(1);
  map_set(mut_map, "key", own_value);
}

int assigned_bad(const map_t *ref_map) {
  data_t *own_value = NULL;
  own_value = map_get(ref_map, "key"); // expect: prefix-mismatch: 'own_value'
  return data_get_integer(own_value);
}

int assigned_ok(const map_t *ref_map) {
  const data_t *ref_value = NULL;
  ref_value = map_get(ref_map, "key");
  return data_get_integer(ref_value);
}

int typed_bad(const map_t *ref_map) {
  own_data_t *value = map_get(ref_map, "key"); // expect: prefix-mismatch: 'value'
  return data_get_integer(value);
}

int typed_ok(void) {
  own_data_t *value = data_create(1);
  int n = data_get_integer(value);
  data_destroy(value);
  return n;
}

// A parameter that was lent.
int from_parameter_bad(data_t *mut_data) {
  data_t *own_data = mut_data; // expect: prefix-mismatch: 'own_data' says owned, but the parameter 'mut_data' is borrowed
  return data_get_integer(own_data);
}

int from_parameter_ok(data_t *mut_data) {
  const data_t *ref_data = mut_data;
  return data_get_integer(ref_data);
}

// A borrow of an owned value, by a name that says so.
int borrowed_name_ok(void) {
  data_t *own_data = data_create(1);
  const data_t *ref_data = own_data;
  data_t *mut_data = own_data;
  int n = data_get_integer(ref_data) + data_get_integer(mut_data);
  data_destroy(own_data);
  return n;
}

// A take-over is right whichever comes first.
int taken_over_ok(context_t *mut_context) {
  const data_t *ref_result = context_evaluate(mut_context);
  if (!context_take(mut_context, ref_result))
    return -1;
  data_t *own_result = (data_t *)ref_result;
  int n = data_get_integer(own_result);
  data_destroy(own_result);
  return n;
}

int taken_over_after_ok(context_t *mut_context) {
  data_t *own_result = context_evaluate(mut_context);
  if (!context_take(mut_context, own_result))
    return -1;
  int n = data_get_integer(own_result);
  data_destroy(own_result);
  return n;
}

int not_taken_over_bad(context_t *mut_context) {
  data_t *own_result = context_evaluate(mut_context); // expect: untaken-result: 'own_result'
  return data_get_integer(own_result);
}

// NULL and literals fit every name.
void null_ok(map_t *mut_map) {
  data_t *own_value = NULL;
  const data_t *ref_value = NULL;
  if (ref_value)
    own_value = data_create(1);
  if (own_value)
    map_set(mut_map, "key", own_value);
}

// A prefix on what is no pointer is style, never a flow fact.
int scalar_ok(void) {
  int own_count = 3, ref_total = 4;
  return own_count + ref_total;
}

// A name in a macro's text is one defect, however often the function uses the macro.
#define LOOK(map, key)                                                                                                 \
  do {                                                                                                                 \
    data_t *own_seen = map_get((map), (key));                                                                          \
    (void)data_get_integer(own_seen);                                                                                  \
  } while (0)
void in_macro_bad(const map_t *ref_map) {
  LOOK(ref_map, "a"); // expect: prefix-mismatch: 'own_seen'
  LOOK(ref_map, "b");
  LOOK(ref_map, "c");
}
