// RUN: %check_both %s -- -std=gnu11
// "On success": a failure leaves its arguments to the caller, whatever some success does not keep.
#include <stdbool.h>
#include <stddef.h>

typedef struct list {
  char **own_keys;
  char **own_items;
  int count, room;
} list_t;

/* Takes ownership of own_key and own_item on success. */
bool append(list_t *mut_list, bool keyed, char *own_key, char *own_item) {
  if (mut_list->count == mut_list->room)
    return false;
  if (keyed)
    mut_list->own_keys[mut_list->count] = own_key;
  mut_list->own_items[mut_list->count++] = own_item;
  return true; // expect: leak: 'own_key'
}
