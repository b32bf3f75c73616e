// RUN: %check_both %s --rules=const-cast-away,borrow-mutated,borrow-released
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

typedef struct data {
  int value;
  char *own_text;
} data_t;
void data_touch(data_t *mut_data);
void data_keep(data_t *own_data);
int data_value(const data_t *ref_data);
void opaque(void *);

void cast_bad(const data_t *ref_data) {
  opaque((void *)ref_data); // expect: const-cast-away: 'ref_data'
}
void cast_ok(const data_t *ref_data, data_t *mut_data) {
  opaque((void *)mut_data);
  if ((const void *)ref_data == NULL)
    return;
}

char *returned_bad(const char *ref_text) { return (char *)ref_text; } // expect: const-cast-away: 'ref_text'
const char *returned_ok(const char *ref_text) { return ref_text; }

void argument_bad(data_t *ref_data) {
  data_touch(ref_data); // expect: const-cast-away: 'mut_data' of 'data_touch'
}
void argument_ok(data_t *mut_data) { data_touch(mut_data); }

void argument_cast_bad(const data_t *ref_data) {
  data_touch((data_t *)ref_data); // expect: const-cast-away: 'ref_data'
}

// The borrow of a field.
struct view {
  const data_t *ref_data;
};
void field_bad(struct view *mut_view) {
  opaque((data_t *)mut_view->ref_data); // expect: const-cast-away: 'ref_data'
}

// borrow-released speaks of what is given away.
void given_away_bad(data_t *ref_data) {
  data_keep(ref_data); // expect: borrow-released
}

// What is compared, made const again, or owned, loses nothing.
bool compared_ok(const data_t *ref_a, data_t *mut_b) { return (data_t *)ref_a == mut_b; }
int const_again_ok(const void *ref_any) { return data_value((data_t *)ref_any); }
void owned_ok(const char *own_text) { free((char *)own_text); }
void take_over_ok(const data_t *ref_result) {
  data_t *own_result = (data_t *)ref_result;
  data_touch(own_result);
}
char *literal_ok(void) { return (char *)"text"; }
