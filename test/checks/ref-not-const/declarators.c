// RUN: %check_both %s
// The pointee of a ref_ name must be const, wherever the name is declared.
#include <stdbool.h>
#include <stddef.h>

typedef struct data data_t;
typedef const data_t const_data_t;

int data_get_bad(data_t *ref_data); // expect: ref-not-const: 'ref_data'
int data_get_ok(const data_t *ref_data);
int data_get_east_ok(data_t const *ref_data);
int data_get_typedef_ok(const_data_t *ref_data);
int data_get_twice_bad(data_t *ref_a, data_t *ref_b); // expect: ref-not-const: 'ref_a' // expect: ref-not-const: 'ref_b'

struct view_bad {
  data_t *ref_data; // expect: ref-not-const: 'ref_data'
  char *ref_name;   // expect: ref-not-const: 'ref_name'
};

struct view_ok {
  const data_t *ref_data;
  const char *ref_name;
};

int local_bad(const data_t *ref_data, data_t *mut_data) {
  data_t *ref_same = mut_data; // expect: ref-not-const: 'ref_same'
  return data_get_ok(ref_same) + data_get_ok(ref_data);
}

int local_ok(const data_t *ref_data, data_t *mut_data) {
  const data_t *ref_same = mut_data;
  return data_get_ok(ref_same) + data_get_ok(ref_data);
}

void void_pointer_bad(void *ref_item); // expect: ref-not-const: 'ref_item'
void void_pointer_ok(const void *ref_item);

// A const pointer to what may change is not a pointer to const.
void const_pointer_bad(char *const ref_text); // expect: ref-not-const: 'ref_text'
void const_pointer_ok(const char *const ref_text);

// An array parameter is a pointer.
void array_bad(int ref_values[4]); // expect: ref-not-const: 'ref_values'
void array_ok(const int ref_values[4]);

// No pointer to data: scalars, structs by value, functions.
typedef struct point_s {
  int x, y;
} point_t;
void scalar_ok(int ref_count, bool ref_flag, point_t ref_point);
void function_ok(int (*ref_callback)(int));

// Other prefixes and names say nothing of const.
void other_names_ok(data_t *mut_data, data_t *own_data, data_t *data, data_t *reference, data_t *refer);
