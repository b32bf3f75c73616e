// RUN: %check_tool %s --tool-arg=--profile=mmm --tool-arg=--option=undocumented.EveryTransfer=true --tool-arg=--option=assertion.EveryTransfer=true -- -std=gnu11
// Of the memory management model (seed 004) what --profile=strict adds: a remark and an assertion at every transfer.
#include <stdlib.h>

typedef struct data data_t;
typedef data_t own_data_t;
// OWNER: Caller is new owner of returned data
data_t *data_create_integer(int value);
/** Sets. @param own_value The value (takes ownership) */
void data_set_map_value(data_t *mut_map, const char *ref_key, data_t *own_value);
#define AR_ASSERT_TRANSFERRED(ptr) ((void)0)

// All transfer points are commented: "Don't use after this point".
void without_remark_bad(data_t *mut_map) {
  own_data_t *own_value = data_create_integer(42);
  data_set_map_value(mut_map, "key", own_value); // expect: undocumented: 'own_value'
  own_value = NULL;
  AR_ASSERT_TRANSFERRED(own_value);
}
void with_remark_ok(data_t *mut_map) {
  own_data_t *own_value = data_create_integer(42);
  data_set_map_value(mut_map, "key", own_value); // Ownership transferred to map
  own_value = NULL;                              // Don't use after this point
  AR_ASSERT_TRANSFERRED(own_value);
}

// AR_ASSERT_TRANSFERRED() after setting transferred pointers to NULL.
void without_assertion_bad(data_t *mut_map) {
  own_data_t *own_value = data_create_integer(42);
  data_set_map_value(mut_map, "key", own_value); // Ownership transferred to map
  own_value = NULL;                              // expect: assertion: 'own_value'
}
