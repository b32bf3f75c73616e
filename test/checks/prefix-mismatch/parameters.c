// RUN: %check_both %s
// An own_ parameter that is never consumed: at the function's name.
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>

typedef struct data data_t;
typedef struct map map_t;
typedef struct holder_s {
  data_t *own_value;
  const data_t *ref_value;
} holder_t;
data_t *data_copy(const data_t *ref_data);
void data_destroy(data_t *own_data);
int data_get_integer(const data_t *ref_data);
void map_set(map_t *mut_map, const char *ref_key, data_t *own_value);
void unknown(data_t *value);

int only_read_bad(data_t *own_data) { // expect: prefix-mismatch
  return data_get_integer(own_data);
}

int only_read_ok(const data_t *ref_data) {
  return data_get_integer(ref_data);
}

void never_touched_bad(map_t *mut_map, data_t *own_data) { // expect: prefix-mismatch
  map_set(mut_map, "key", NULL);
}

void destroyed_ok(data_t *own_data) {
  data_destroy(own_data);
}

void handed_on_ok(map_t *mut_map, data_t *own_data) {
  map_set(mut_map, "key", own_data);
}

data_t *returned_ok(data_t *own_data) {
  return own_data;
}

void stored_ok(holder_t *mut_holder, data_t *own_data) {
  mut_holder->own_value = own_data;
}

void stored_by_reference_bad(holder_t *mut_holder, data_t *own_data) { // expect: prefix-mismatch
  mut_holder->ref_value = own_data;
}

static void drop(data_t *data) { data_destroy(data); }

void in_helper_ok(data_t *own_data) { drop(own_data); }

static int look(const data_t *data) { return data_get_integer(data); }

int in_helper_bad(data_t *own_data) { // expect: prefix-mismatch
  return look(own_data);
}

// Consumed on one path: the other one leaks, the name is right.
void one_path_bad(map_t *mut_map, data_t *own_data) {
  if (data_get_integer(own_data) < 0)
    return; // expect: leak: 'own_data'
  map_set(mut_map, "key", own_data);
}

// Consumed on success, as a function with a result may.
bool on_success_ok(map_t *mut_map, data_t *own_data) {
  if (data_get_integer(own_data) < 0)
    return false;
  map_set(mut_map, "key", own_data);
  return true;
}

// Nobody knows what that one does with it.
void unknown_ok(data_t *own_data) {
  unknown(own_data);
}

// own_ on a pointer to the caller's variable is not about the argument.
bool grow_ok(char **own_text, size_t size) {
  char *own_more = realloc(*own_text, size);
  if (!own_more)
    return false;
  *own_text = own_more;
  return true;
}

// It is the only finding of that defect: who goes on using the value does right.
static int kind_of_bad(data_t *own_data) { // expect: prefix-mismatch: 'kind_of_bad'
  return data_get_integer(own_data);
}
int asks_ok(const data_t *ref_source) {
  data_t *own_data = data_copy(ref_source);
  int kind = kind_of_bad(own_data);
  data_destroy(own_data);
  return kind;
}
