// RUN: %check_both %s
// Released by name: destroy, free, deinit. No body is in sight.
#include <stdbool.h>
#include <stddef.h>

typedef struct data data_t;
data_t *data_create(int value);
void data_destroy(data_t *own_data);
int data_get_integer(const data_t *ref_data);
void print_integer(int n);

int after_destroy_bad(void) {
  data_t *own_data = data_create(1);
  data_destroy(own_data);
  return data_get_integer(own_data); // expect: use-after-free: 'own_data'
}

int after_destroy_ok(void) {
  data_t *own_data = data_create(1);
  int n = data_get_integer(own_data);
  data_destroy(own_data);
  return n;
}

int parameter_bad(data_t *own_data) {
  data_destroy(own_data);
  return data_get_integer(own_data); // expect: use-after-free: 'own_data'
}

int parameter_ok(data_t *own_data) {
  int n = data_get_integer(own_data);
  data_destroy(own_data);
  return n;
}

void borrowed_name_bad(data_t *own_data) {
  const data_t *ref_data = own_data;
  data_destroy(own_data);
  print_integer(data_get_integer(ref_data)); // expect: use-after-free
}

void borrowed_name_ok(data_t *own_data) {
  const data_t *ref_data = own_data;
  print_integer(data_get_integer(ref_data));
  data_destroy(own_data);
}
