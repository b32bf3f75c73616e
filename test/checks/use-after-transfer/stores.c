// RUN: %check_both %s
// Storing in an owning field is a transfer, and so is a take-over. An owner
// that keeps a value does not forbid to look at it through a borrow.
#include <stdbool.h>
#include <stddef.h>

typedef struct data data_t;
typedef struct context context_t;
data_t *data_create(int value);
void data_destroy(data_t *own_data);
int data_get_integer(const data_t *ref_data);

typedef struct list_s {
  data_t *own_first;
  const data_t *ref_shown;
  data_t *own_slots[4];
  int used;
} list_t;

void list_push(list_t *mut_list, data_t *own_item);

// The same value through the owner: that is allowed.
int through_owner_ok(list_t *mut_list) {
  data_t *own_item = data_create(1);
  mut_list->own_first = own_item;
  return data_get_integer(mut_list->own_first);
}

void stored_then_given_bad(list_t *mut_list, list_t *mut_other) {
  data_t *item = data_create(1);
  mut_list->own_first = item;
  list_push(mut_other, item); // expect: use-after-transfer: 'item'
}

void stored_then_given_ok(list_t *mut_list, list_t *mut_other) {
  data_t *item = data_create(1);
  mut_list->own_first = item;
  item = data_create(2);
  list_push(mut_other, item);
}

// A field that only refers takes nothing.
int shown_ok(list_t *mut_list) {
  data_t *own_item = data_create(1);
  mut_list->ref_shown = own_item;
  int n = data_get_integer(own_item);
  mut_list->ref_shown = NULL;
  data_destroy(own_item);
  return n;
}

int pushed_ok(list_t *mut_list) {
  data_t *own_item = data_create(1);
  if (mut_list->used == 4) {
    data_destroy(own_item);
    return -1;
  }
  mut_list->own_slots[mut_list->used++] = own_item;
  return 0;
}

// A global that owns what is put into it is its name from then on.
static list_t *own_cache;
list_t *list_create(void);

int cached_ok(data_t *own_item) {
  if (!own_cache)
    own_cache = list_create();
  if (own_cache)
    list_push(own_cache, own_item);
  else
    data_destroy(own_item);
  return 0;
}

int cached_bad(void) {
  list_t *own_list = list_create();
  own_cache = own_list;
  return own_list->used; // expect: use-after-transfer: 'own_list->used'
}
