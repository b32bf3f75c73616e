// RUN: %check_both %s -- -std=gnu11
// Who takes an own_ field out of an object that stays leaves NULL there: else both own it.
#include <stdlib.h>

typedef struct amount {
  long cents;
} amount_t;
typedef struct entry {
  amount_t *own_amount;
  int count;
} entry_t;

void entry_destroy(entry_t *own_entry) {
  if (!own_entry)
    return;
  free(own_entry->own_amount);
  free(own_entry);
}

amount_t *take_bad(entry_t *mut_entry) {
  amount_t *own_amount = mut_entry->own_amount; // expect: null-after-transfer: 'mut_entry->own_amount' is not set to NULL after its ownership was transferred to 'own_amount'
  mut_entry->count--;
  return own_amount;
}

amount_t *take_behind_guard_bad(entry_t *mut_entry) {
  amount_t *own_amount = NULL;
  if (!mut_entry || !mut_entry->own_amount)
    return NULL;
  own_amount = mut_entry->own_amount; // expect: null-after-transfer: 'mut_entry->own_amount' is not set to NULL
  return own_amount;
}

amount_t *take_ok(entry_t *mut_entry) {
  amount_t *own_amount = mut_entry->own_amount;
  mut_entry->own_amount = NULL;
  mut_entry->count--;
  return own_amount;
}

// The object ends with it.
amount_t *unwrap_ok(entry_t *own_entry) {
  amount_t *own_amount = own_entry->own_amount;
  free(own_entry);
  return own_amount;
}

// No owner's name: a borrow.
const amount_t *get_ok(const entry_t *ref_entry) { return ref_entry->own_amount; }
amount_t *edit_ok(entry_t *mut_entry) {
  amount_t *mut_amount = mut_entry->own_amount;
  return mut_amount;
}

// Another comes in its place.
amount_t *swap_ok(entry_t *mut_entry, amount_t *own_new) {
  amount_t *own_old = mut_entry->own_amount;
  mut_entry->own_amount = own_new;
  return own_old;
}
