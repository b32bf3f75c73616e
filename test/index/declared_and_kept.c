// RUN: %check_index %s
// What a declaration says holds where a body puts the value where it can not be followed.
//--- list.h
#include <stdbool.h>
typedef struct list list_t;
typedef struct data data_t;
bool list_add(list_t *mut_list, void *mut_item);
bool data_add(data_t *mut_data, data_t *own_value);
data_t *data_create(void);
void data_destroy(data_t *own_data);
/* Returns an owned value that caller must destroy: the value itself where nobody owned it, else a copy. */
data_t *data_claim_or_copy(data_t *mut_data);
data_t *data_get(const data_t *ref_data);
//--- list.c
#include "list.h"
#include <stdlib.h>
struct node {
  void *mut_item;
  struct node *own_next;
};
struct list {
  struct node *own_head;
};
struct data {
  list_t *mut_items;
  data_t *mut_owner;
};
bool list_add(list_t *mut_list, void *mut_item) {
  struct node *own_node = malloc(sizeof *own_node);
  if (!own_node)
    return false;
  own_node->mut_item = mut_item;
  own_node->own_next = mut_list->own_head;
  mut_list->own_head = own_node;
  return true;
}
bool data_add(data_t *mut_data, data_t *own_value) {
  if (!list_add(mut_data->mut_items, own_value))
    return false;
  own_value->mut_owner = mut_data;
  return true;
}
data_t *data_create(void) { return calloc(1, sizeof(data_t)); }
void data_destroy(data_t *own_data) { free(own_data); }
data_t *data_claim_or_copy(data_t *mut_data) {
  if (!mut_data->mut_owner)
    return mut_data;
  return data_create();
}
data_t *data_get(const data_t *ref_data) { return ref_data->mut_owner; }
//--- use.c
#include "list.h"
#include <stddef.h>
void held_ok(list_t *mut_list) {
  data_t *own_data = data_create();
  if (own_data)
    list_add(mut_list, own_data);
}
void claimed_ok(data_t *mut_all, const data_t *ref_from) {
  data_t *mut_value = data_get(ref_from);
  if (!mut_value)
    return;
  data_t *own_value = data_claim_or_copy(mut_value);
  if (!own_value)
    return;
  if (!data_add(mut_all, own_value))
    data_destroy(own_value);
  own_value = NULL;
}
int added_bad(data_t *mut_all) {
  data_t *own_value = data_create();
  if (!own_value)
    return -1;
  if (!data_add(mut_all, own_value)) {
    data_destroy(own_value);
    return -1;
  }
  data_destroy(own_value); // both: double-free: 'own_value'
  return 0;
}
static data_t *normal(data_t *own_value) {
  if (data_get(own_value))
    return own_value;
  data_destroy(own_value);
  return data_create();
}
bool handed_back_ok(data_t *mut_all, data_t *own_value) {
  data_t *own_normal = normal(own_value);
  own_value = NULL;
  if (!own_normal)
    return false;
  if (!data_add(mut_all, own_normal)) {
    data_destroy(own_normal);
    return false;
  }
  own_normal = NULL;
  return true;
}
