// RUN: %check_both %s --rules=borrow-mutated,const-cast-away -- -std=gnu11
#include <stddef.h>
#include <string.h>

typedef struct data {
  int value;
  int values[4];
  struct data *mut_next;
} data_t;

void direct_bad(data_t *ref_data) {
  ref_data->value = 1; // expect: borrow-mutated: 'ref_data'
}
void direct_ok(data_t *mut_data) { mut_data->value = 1; }

void element_bad(data_t *ref_data, int *ref_numbers) {
  ref_data->values[1]++; // expect: borrow-mutated: 'ref_data'
  ref_numbers[0] = 1;    // expect: borrow-mutated: 'ref_numbers'
  *ref_numbers = 2;      // expect: borrow-mutated: 'ref_numbers'
}

// The cast is how it is done, not another defect.
void cast_bad(const data_t *ref_data) {
  ((data_t *)ref_data)->value = 1; // expect: borrow-mutated: 'ref_data'
}

void alias_bad(const data_t *ref_data) {
  data_t *mut_data = (data_t *)ref_data;
  mut_data->value = 1; // expect: borrow-mutated: through 'mut_data'
}
void alias_ok(const data_t *ref_data, data_t *mut_other) {
  data_t *mut_data = mut_other;
  mut_data->value = ref_data->value;
}

static void set_value(data_t *data) { data->value = 1; }
static int get_value(data_t *data) { return data->value; }
void callee_bad(data_t *ref_data) {
  set_value(ref_data); // expect: borrow-mutated: 'set_value'
}
int callee_ok(data_t *ref_data) { return get_value(ref_data); }

void library_bad(char *ref_text) {
  memset(ref_text, 0, 4); // expect: borrow-mutated: 'memset'
}
size_t library_ok(char *ref_text) { return strlen(ref_text); }

// The pointer itself is the function's own, and what hangs from the object has
// an owner of its own.
size_t pointer_ok(const char *ref_text) {
  size_t length = 0;
  while (*ref_text++)
    length++;
  return length;
}
void next_ok(const data_t *ref_data) { ref_data->mut_next->value = 1; }

// The helper breaks its word, and is told so; who hands a ref_ to a ref_ keeps theirs.
void data_write(data_t *mut_data);
static void log_it(data_t *ref_data) { data_write(ref_data); } // expect: const-cast-away: 'ref_data'
void logs_ok(data_t *ref_data) { log_it(ref_data); }
