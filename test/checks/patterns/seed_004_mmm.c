// RUN: %check_tool %s --tool-arg=--profile=mmm -- -std=gnu11
// The sentences of the memory management model (seed 004), in the order of docs/mmm.md: for each that can be checked the
// wrong program and the right one. All rules of the profile are on, so the right ones keep to all sentences at once.
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

typedef struct data data_t;
typedef data_t own_data_t;
typedef const data_t ref_data_t;
typedef struct context context_t;
typedef struct list list_t;
typedef struct map map_t;

// OWNER: Caller is new owner of returned data
data_t *data_create_integer(int value);
data_t *data_create_map(void);
data_t *data_copy(const data_t *ref_data);
// BORROW: Returns reference, caller does not own
int data_get_integer(const data_t *ref_data);
const data_t *data_get_map_value(const data_t *ref_map, const char *ref_key);
/** Destroys. @param own_data The value (takes ownership) */
void data_destroy(data_t *own_data);
/** Changes. @param mut_data The value (mutable reference) */
void data_set_integer(data_t *mut_data, int value);
/** Sets. @param own_value The value (takes ownership) */
void data_set_map_value(data_t *mut_map, const char *ref_key, data_t *own_value);
/** Sets. @param own_value The value (takes ownership on success)
 * @return true on success */
bool data_set_map_data(data_t *mut_map, const char *ref_key, data_t *own_value);
// NO-TRANSFER: List doesn't take ownership of item
bool list_add_last(list_t *mut_list, const void *ref_item);
// NO-TRANSFER: Removing transfers nothing
const void *list_remove_first(list_t *mut_list);
// OWNER: Caller owns returned list
list_t *list_create(void);
/** Destroys the list, not its items. @param own_list The list (takes ownership) */
void list_destroy(list_t *own_list);
// BORROW: Returns reference to existing data or newly created data. The context maintains ownership of the result.
const data_t *context_evaluate(context_t *mut_ctx);
// TRANSFER: Transfers ownership from context to caller
bool context_take_ownership(context_t *mut_ctx, const data_t *ref_result);

/* ---- core concepts ---- */

// Unique ownership: never shared.
void two_owners_bad(data_t *mut_map, data_t *mut_other) {
  own_data_t *own_value = data_create_integer(1);
  data_set_map_value(mut_map, "a", own_value);
  data_set_map_value(mut_other, "a", own_value); // expect: use-after-transfer: 'own_value'
}
void one_owner_ok(data_t *mut_map, data_t *mut_other) {
  own_data_t *own_value = data_create_integer(1);
  own_data_t *own_copy = data_copy(own_value);
  data_set_map_value(mut_map, "a", own_value);
  own_value = NULL;
  data_set_map_value(mut_other, "a", own_copy);
  own_copy = NULL;
}

// Explicitly destroyed by the owner.
void not_destroyed_bad(void) {
  own_data_t *own_value = data_create_integer(1);
  (void)data_get_integer(own_value);
} // expect: leak: 'own_value'
void dropped_bad(void) {
  data_create_integer(1); // expect: discarded-result
}
void destroyed_ok(void) {
  own_data_t *own_value = data_create_integer(1);
  (void)data_get_integer(own_value);
  data_destroy(own_value);
}

// Created by functions that return new objects.
void owned_of_getter_bad(const data_t *ref_map) {
  const own_data_t *own_value = data_get_map_value(ref_map, "a"); // expect: prefix-mismatch: 'own_value'
  (void)data_get_integer(own_value);
}
void borrowed_of_factory_bad(void) {
  ref_data_t *ref_value = data_create_integer(1); // expect: prefix-mismatch: 'ref_value'
  (void)data_get_integer(ref_value);
}

int named_ok(const data_t *ref_map) {
  own_data_t *own_value = data_create_integer(1);
  ref_data_t *ref_value = data_get_map_value(ref_map, "a");
  int sum = data_get_integer(own_value) + data_get_integer(ref_value);
  data_destroy(own_value);
  return sum;
}

// References do not own.
void borrow_destroyed_bad(data_t *mut_value) {
  data_destroy(mut_value); // expect: borrow-released: 'mut_value'
}
void borrow_used_ok(data_t *mut_value) { data_set_integer(mut_value, 1); }

// They never outlive the owner.
struct point {
  int x;
};
int outlives_bad(void) {
  own_data_t *own_map = data_create_map();
  ref_data_t *ref_value = data_get_map_value(own_map, "a");
  data_destroy(own_map);
  return data_get_integer(ref_value); // expect: use-after-free: 'ref_value'
}
int inside_ok(void) {
  own_data_t *own_map = data_create_map();
  ref_data_t *ref_value = data_get_map_value(own_map, "a");
  int value = data_get_integer(ref_value);
  data_destroy(own_map);
  return value;
}

const struct point *outlives_frame_bad(void) {
  struct point origin = {0};
  const struct point *ref_point = &origin;
  return ref_point; // expect: borrow-outlives-owner: 'origin'
}
// Grows the buffer: what was borrowed of it may have moved.
struct buffer {
  char *own_bytes;
  size_t size;
};
static const char *buffer_at(const struct buffer *ref_buffer, size_t at) { return ref_buffer->own_bytes + at; }
static void buffer_grow(struct buffer *mut_buffer) {
  char *own_more = realloc(mut_buffer->own_bytes, mut_buffer->size * 2);
  if (!own_more)
    abort();
  mut_buffer->size *= 2;
  mut_buffer->own_bytes = own_more;
}
char grown_bad(struct buffer *mut_buffer) {
  const char *ref_first = buffer_at(mut_buffer, 0);
  buffer_grow(mut_buffer);
  return *ref_first; // expect: borrow-invalidated: 'ref_first'
}
char fetched_again_ok(struct buffer *mut_buffer) {
  buffer_grow(mut_buffer);
  const char *ref_first = buffer_at(mut_buffer, 0);
  return *ref_first;
}

// Borrowed references are read only.
void through_borrow_bad(struct point *ref_point) { // expect: ref-not-const: 'ref_point'
  ref_point->x = 1;                                // expect: borrow-mutated: 'ref_point'
}
void cast_away_bad(const data_t *ref_data) {
  data_set_integer((data_t *)ref_data, 1); // expect: const-cast-away: 'ref_data'
}
void through_mutable_ok(struct point *mut_point) { mut_point->x = 1; }

// The prefixes are used.
int no_prefix_bad(const data_t *data) { // expect: prefix-missing: 'data'
  return data_get_integer(data);
}
void no_prefix_local_bad(const data_t *ref_map) {
  const data_t *value = data_get_map_value(ref_map, "a"); // expect: prefix-missing: 'value'
  (void)data_get_integer(value);
}
typedef struct no_prefix_field {
  data_t *value_bad; // expect: prefix-missing: 'value_bad'
} no_prefix_field_t;

/* ---- ownership transfer rules ---- */

static struct point Origin;

// create, make and copy transfer ownership to the caller.

const struct point *point_make_bad(void) { // expect: name-convention: 'point_make_bad'
  return &Origin;
}
/** @return a new point, owned by the caller */
struct point *point_make_ok(void) {
  return calloc(1, sizeof(struct point)); // Ownership transferred to caller
}

/** @return the origin, borrowed: do not free */
const struct point *documented_make_bad(void); // expect: contract-conflict: 'documented_make_bad'

// Return statements that transfer ownership have the remark.
/** @return a new point, owned by the caller */
struct point *point_create_without_remark_bad(void) {
  struct point *own_point = calloc(1, sizeof *own_point);
  return own_point; // expect: undocumented: 'own_point'
}
/** @return a new point, owned by the caller */
struct point *point_create_with_remark_ok(void) {
  struct point *own_point = calloc(1, sizeof *own_point);
  return own_point; // Ownership transferred to caller
}

// get, find and lookup return borrowed references, which the caller must not destroy.
/** @return a new point, owned by the caller */
struct point *point_get_bad(void) {       // expect: contract-conflict: 'point_get_bad'
  return calloc(1, sizeof(struct point)); // Ownership transferred to caller
}
struct point *point_find_bad(void) {      // expect: name-convention: 'point_find_bad' // expect: undocumented
  return calloc(1, sizeof(struct point)); // Ownership transferred to caller
}
const struct point *point_get_ok(void) { return &Origin; }
void getter_destroyed_bad(data_t *mut_map) {
  data_t *mut_value = (data_t *)data_get_map_value(mut_map, "a"); // expect: const-cast-away
  data_destroy(mut_value);                                        // expect: borrow-released: 'mut_value'
}

// Always const for borrowed references in parameters.
int not_const_bad(data_t *ref_data) { // expect: ref-not-const: 'ref_data'
  return data_get_integer(ref_data);
}

// After a transfer the caller must not use or destroy the object, and sets it to NULL.
int used_after_bad(data_t *mut_map) {
  own_data_t *own_value = data_create_integer(42);
  data_set_map_value(mut_map, "key", own_value);
  return data_get_integer(own_value); // expect: use-after-transfer: 'own_value'
}
void destroyed_after_bad(data_t *mut_map) {
  own_data_t *own_value = data_create_integer(42);
  data_set_map_value(mut_map, "key", own_value);
  data_destroy(own_value); // expect: double-free: 'own_value'
}
int not_nulled_bad(data_t *mut_map) {
  own_data_t *own_value = data_create_integer(42);
  data_set_map_value(mut_map, "key", own_value); // expect: null-after-transfer: 'own_value'
  data_set_integer(mut_map, 1);
  return 1;
}
int nulled_ok(data_t *mut_map) {
  own_data_t *own_value = data_create_integer(42);
  data_set_map_value(mut_map, "key", own_value);
  own_value = NULL;
  data_set_integer(mut_map, 1);
  return 1;
}

// The list does not take ownership: the caller's item must still be destroyed.
void item_destroyed_ok(list_t *mut_list) {
  own_data_t *own_item = data_create_integer(1);
  list_add_last(mut_list, own_item);
  list_remove_first(mut_list);
  data_destroy(own_item);
}

// take transfers ownership from another container.
void take_ignored_bad(context_t *mut_ctx) {
  ref_data_t *ref_result = context_evaluate(mut_ctx);
  data_destroy((data_t *)ref_result); // expect: untaken-result
}
void take_ok(context_t *mut_ctx) {
  ref_data_t *ref_result = context_evaluate(mut_ctx);
  if (!context_take_ownership(mut_ctx, ref_result))
    return;
  own_data_t *own_result = (data_t *)ref_result;
  data_destroy(own_result);
}
/** @return the head, which the list goes on to own */
const struct point *list_take_bad(const struct point *ref_list) { // expect: name-convention: 'list_take_bad'
  return ref_list;
}

// A parameter that takes ownership appears as own_value, and the function destroys or transfers it.
/** @param own_value The value (takes ownership) */
void never_consumed_bad(data_t *own_value) { // expect: prefix-mismatch: 'own_value'
  (void)data_get_integer(own_value);
}
/** @param own_value The value (takes ownership) */
void consumed_ok(data_t *own_value) { data_destroy(own_value); }

// The function's documentation indicates the transfer.

void undocumented_taking_bad(data_t *own_value) { // expect: undocumented: 'own_value'
  data_destroy(own_value);
}

// Assertions: what can not hold.
#define AR_ASSERT_OWNERSHIP(ptr) ((void)0)
#define AR_ASSERT_TRANSFERRED(ptr) ((void)0)
#define AR_ASSERT_NOT_USED_AFTER_FREE(ptr) ((void)0)
void asserted_bad(data_t *mut_map) {
  own_data_t *own_value = data_create_integer(42);
  AR_ASSERT_TRANSFERRED(own_value); // expect: assertion: 'own_value'
  data_set_map_value(mut_map, "key", own_value);
  own_value = NULL;
  AR_ASSERT_OWNERSHIP(own_value); // expect: assertion: 'own_value'
}
void asserted_ok(data_t *mut_map) {
  own_data_t *own_value = data_create_integer(42);
  AR_ASSERT_OWNERSHIP(own_value);
  data_set_map_value(mut_map, "key", own_value);
  own_value = NULL;
  AR_ASSERT_TRANSFERRED(own_value);
}

/* ---- module-specific guidelines ---- */

// What the comment above a declaration says and what its prefix says agree.

// NO-TRANSFER: does not take ownership of own_value
void conflicting_bad(data_t *own_value); // expect: contract-conflict: 'own_value'

// TRANSFER: Takes ownership of own_value
void documented_taker_bad(data_t *own_value); // its definition below keeps nothing

void documented_taker_bad(data_t *own_value) { // expect: prefix-mismatch: 'own_value'
  (void)data_get_integer(own_value);
}

// What is documented is kept.
/** @param data The value (takes ownership) */
void documented_body_bad(data_t *data) { // expect: prefix-missing // expect: prefix-mismatch: 'data'
  (void)data_get_integer(data);
}
// A borrow is not destroyed.
void borrowing_body_bad(data_t *mut_data) {
  data_destroy(mut_data); // expect: borrow-released: 'mut_data'
}
void borrowing_body_ok(data_t *mut_data) { data_set_integer(mut_data, 2); }

// Removing an item transfers nothing: who made it destroys it.
void removed_destroyed_bad(list_t *mut_list) {
  const void *ref_item = list_remove_first(mut_list);
  data_destroy((data_t *)ref_item); // expect: borrow-released: 'ref_item'
}

// Results of expressions are taken over before they outlive the context.
/** @param own_ctx The context (takes ownership) */
void context_destroy(context_t *own_ctx);
// OWNER: Caller owns returned context
context_t *context_create(void);
int beyond_context_bad(void) {
  context_t *own_ctx = context_create();
  ref_data_t *ref_result = context_evaluate(own_ctx);
  context_destroy(own_ctx);
  return data_get_integer(ref_result); // expect: use-after-free: 'ref_result'
}
int within_context_ok(void) {
  context_t *own_ctx = context_create();
  ref_data_t *ref_result = context_evaluate(own_ctx);
  int value = data_get_integer(ref_result);
  context_destroy(own_ctx);
  return value;
}

/* ---- consistent use of conventions ---- */

// own_ fields are freed by the struct's destroy, ref_ and mut_ fields are not.
typedef struct example {
  int *own_resource;
  data_t *mut_data;
  const char *ref_name;
} example_t;
/** @param own_example The example (takes ownership) */
void example_forgets_destroy_bad(example_t *own_example);
/** @param own_example The example (takes ownership) */
void forgetful_bad_destroy(example_t *own_example) { // expect: incomplete-destroy: 'own_resource'
  free(own_example);
}
/** @param own_example The example (takes ownership) */
void example_destroy(example_t *own_example) {
  free(own_example->own_resource);
  free(own_example);
}
// What its owner has released is not left standing.
typedef struct holder {
  char *own_text;
} holder_t;
void holder_dangling_bad_deinit(holder_t *mut_holder) { // expect: missing-poison: 'own_text'
  free(mut_holder->own_text);
}
void holder_null_ok_deinit(holder_t *mut_holder) {
  free(mut_holder->own_text);
  mut_holder->own_text = NULL;
}
typedef struct const_field {
  const char *ref_name_ok;
  data_t *mut_data;
  int *own_numbers;
} const_field_t;
typedef struct unconst_field {
  char *ref_name_bad; // expect: ref-not-const: 'ref_name_bad'
} unconst_field_t;

/* ---- debugging, development guidelines ---- */

// A call that takes only on success: clean up where it fails.
void failed_transfer_bad(data_t *mut_map) {
  own_data_t *own_data = data_create_integer(1);
  bool result = data_set_map_data(mut_map, "key", own_data);
  if (!result)
    return; // expect: conditional-transfer: 'own_data'
}
void failed_transfer_ok(data_t *mut_map) {
  own_data_t *own_data = data_create_integer(1);
  bool result = data_set_map_data(mut_map, "key", own_data);
  if (!result)
    data_destroy(own_data);
  own_data = NULL;
}

// Proper cleanup on all paths.
int error_path_bad(const char *ref_text) {
  char *own_copy = strdup(ref_text);
  if (!own_copy)
    return -1;
  if (own_copy[0] == 'x')
    return -1; // expect: error-path-leak: 'own_copy'
  free(own_copy);
  return 0;
}
int error_path_ok(const char *ref_text) {
  char *own_copy = strdup(ref_text);
  if (!own_copy)
    return -1;
  if (own_copy[0] == 'x') {
    free(own_copy);
    return -1;
  }
  free(own_copy);
  return 0;
}
