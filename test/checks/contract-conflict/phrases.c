// RUN: %check_both %s --rules=double-free,use-after-transfer,borrow-released,prefix-mismatch,contract-conflict,leak
// Ways to say who owns, and what callers make of them.
typedef struct data data_t;
typedef struct map map_t;
/** @return a new value that the caller must destroy */
data_t *data_create(int value);
void data_destroy(data_t *own_data);
int data_length(const data_t *ref_data);

/** Ownership is not transferred. */
const data_t *kept(const map_t *ref_map);
void kept_bad(const map_t *ref_map) {
  data_t *own_value = (data_t *)kept(ref_map); // expect: prefix-mismatch: 'kept' returns a borrowed value
  data_destroy(own_value);
}
int kept_ok(const map_t *ref_map) {
  const data_t *ref_value = kept(ref_map);
  return data_length(ref_value);
}

/** Stores. The map assumes ownership of @p value. */
void store(map_t *mut_map, data_t *value);
int store_bad(map_t *mut_map) {
  data_t *own_value = data_create(1);
  store(mut_map, own_value);
  return data_length(own_value); // expect: use-after-transfer: 'own_value'
}
void store_ok(map_t *mut_map) {
  data_t *own_value = data_create(1);
  store(mut_map, own_value);
}

/** The caller must not use value after this call. */
void eat(map_t *mut_map, data_t *value);
int eat_bad(map_t *mut_map) {
  data_t *own_value = data_create(1);
  eat(mut_map, own_value);
  return data_length(own_value); // expect: use-after-transfer: 'own_value'
}
void eat_ok(map_t *mut_map) {
  data_t *own_value = data_create(1);
  eat(mut_map, own_value);
}
// A body tells why: it is not owned for that.
struct cursor {
  int at, done;
};
/** The cursor must not be used after this call. */
void cursor_end_ok(struct cursor *mut_cursor, struct cursor *cursor) {
  mut_cursor->done = 1;
  cursor->done = 1;
}

/** own_value is always consumed, even on failure. */
_Bool always(data_t *own_value);
void always_bad(void) {
  data_t *own_value = data_create(1);
  if (!always(own_value))
    data_destroy(own_value); // expect: double-free: 'own_value'
}
/** Takes ownership of own_value. */
_Bool perhaps(data_t *own_value);
void perhaps_ok(void) {
  data_t *own_value = data_create(1);
  if (!perhaps(own_value))
    data_destroy(own_value);
}

/** @note Ownership: Returns an owned value that is automatically transferred to the map */
data_t *registered(map_t *mut_map);
int registered_ok(map_t *mut_map) {
  const data_t *ref_value = registered(mut_map);
  return data_length(ref_value);
}
void registered_bad(map_t *mut_map) {
  data_t *own_value = registered(mut_map); // expect: prefix-mismatch: 'own_value' says owned
  data_destroy(own_value);
}
/** @note Ownership: Returns an owned value that is automatically transferred to the map */
data_t *not_registered_bad(map_t *mut_map) { // expect: contract-conflict: returns a borrowed value, but its body
  (void)mut_map;
  data_t *own_value = data_create(1);
  return own_value;
}
/** @note Ownership: Returns an owned value that is automatically transferred to the caller */
data_t *handed(map_t *mut_map);
void handed_ok(map_t *mut_map) {
  data_t *own_value = handed(mut_map);
  data_destroy(own_value);
}
