// RUN: %check_both %s --rules=assertion
// RUN: %check_both %s --rules=assertion -- -DNDEBUG
#include <assert.h>
#include <stdbool.h>
#include <stdlib.h>

// As AgeRun has them: nothing in a release build.
#ifndef NDEBUG
#define AR_ASSERT_OWNERSHIP(ptr) assert((ptr) != NULL && "Ownership violation")
#define AR_ASSERT_TRANSFERRED(ptr) assert((ptr) == NULL && "Ownership violation")
#define AR_ASSERT_NOT_USED_AFTER_FREE(ptr) assert((ptr) == NULL && "Use after free")
#else
#define AR_ASSERT_OWNERSHIP(ptr) ((void)0)
#define AR_ASSERT_TRANSFERRED(ptr) ((void)0)
#define AR_ASSERT_NOT_USED_AFTER_FREE(ptr) ((void)0)
#endif

typedef struct data data_t;
data_t *data_create(int value);
void data_destroy(data_t *own_data);
void map_set(data_t *mut_map, data_t *own_value);
void data_touch(data_t *mut_data);

void transferred_bad(void) {
  data_t *own_value = data_create(1);
  data_touch(own_value);
  AR_ASSERT_TRANSFERRED(own_value); // expect: assertion: is still owned here
  data_destroy(own_value);
}
void transferred_ok(data_t *mut_map) {
  data_t *own_value = data_create(1);
  AR_ASSERT_OWNERSHIP(own_value);
  map_set(mut_map, own_value);
  own_value = NULL;
  AR_ASSERT_TRANSFERRED(own_value);
}

void owned_bad(data_t *mut_map) {
  data_t *own_value = data_create(1);
  map_set(mut_map, own_value);
  own_value = NULL;
  AR_ASSERT_OWNERSHIP(own_value); // expect: assertion: is NULL here
}

void used_bad(void) {
  data_t *own_value = data_create(1);
  AR_ASSERT_NOT_USED_AFTER_FREE(own_value); // expect: assertion: is still owned here
  data_destroy(own_value);
}
void used_ok(void) {
  data_t *own_value = data_create(1);
  data_destroy(own_value);
  own_value = NULL;
  AR_ASSERT_NOT_USED_AFTER_FREE(own_value);
}

// Where another way leads to the same place nothing is certain.
void branch_ok(data_t *mut_map, bool keep) {
  data_t *own_value = data_create(1);
  if (keep) {
    map_set(mut_map, own_value);
    own_value = NULL;
  }
  if (keep)
    AR_ASSERT_TRANSFERRED(own_value);
  data_destroy(own_value);
}
void loop_ok(data_t *mut_map) {
  data_t *own_value = NULL;
  for (int i = 0; i < 2; i++) {
    if (i == 1)
      AR_ASSERT_OWNERSHIP(own_value);
    if (i == 0)
      own_value = data_create(i);
  }
  data_destroy(own_value);
}
