#include "store.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct entry_s {
  struct entry_s *own_next;
  message_t *own_message;
} entry_t;

struct store_s {
  entry_t *own_first;
  size_t count;
};

store_t *store_create(void) {
  store_t *own_store = calloc(1, sizeof *own_store);
  return own_store; // Ownership transferred to caller
}

static void entry_destroy(entry_t *own_entry) {
  message_destroy(own_entry->own_message);
  free(own_entry);
}

void store_destroy(store_t *own_store) {
  if (!own_store)
    return;
  entry_t *own_entry = own_store->own_first;
  while (own_entry) {
    entry_t *own_next = own_entry->own_next;
    entry_destroy(own_entry);
    own_entry = own_next;
  }
  free(own_store);
}

size_t store_get_count(const store_t *ref_store) { return ref_store->count; }

static entry_t *entry_find(const store_t *ref_store, const char *ref_topic) {
  for (entry_t *mut_entry = ref_store->own_first; mut_entry; mut_entry = mut_entry->own_next)
    if (strcmp(message_get_topic(mut_entry->own_message), ref_topic) == 0)
      return mut_entry;
  return NULL;
}

bool store_add(store_t *mut_store, message_t *own_message) {
  entry_t *mut_entry = entry_find(mut_store, message_get_topic(own_message));
  if (mut_entry) {
    message_destroy(mut_entry->own_message);
    mut_entry->own_message = own_message;
    return true;
  }
  entry_t *own_entry = malloc(sizeof *own_entry);
  if (!own_entry) {
    message_destroy(own_message);
    return false;
  }
  own_entry->own_message = own_message;
  own_message = NULL;
  own_entry->own_next = mut_store->own_first;
  mut_store->count++;
  mut_store->own_first = own_entry;
  return true;
}

message_t *store_find(const store_t *ref_store, const char *ref_topic) {
  entry_t *mut_entry = entry_find(ref_store, ref_topic);
  return mut_entry ? mut_entry->own_message : NULL;
}

/* Unlinks the entry of a topic; the caller owns it then. */
static entry_t *entry_take(store_t *mut_store, const char *ref_topic) {
  entry_t **mut_link = &mut_store->own_first;
  while (*mut_link) {
    entry_t *own_entry = *mut_link;
    if (strcmp(message_get_topic(own_entry->own_message), ref_topic) == 0) {
      *mut_link = own_entry->own_next;
      mut_store->count--;
      return own_entry; // Ownership transferred to caller
    }
    mut_link = &own_entry->own_next;
  }
  return NULL;
}

message_t *store_take(store_t *mut_store, const char *ref_topic) {
  entry_t *own_entry = entry_take(mut_store, ref_topic);
  if (!own_entry)
    return NULL;
  message_t *own_message = own_entry->own_message;
  free(own_entry);
  return own_message; // Ownership transferred to caller
}

bool store_remove(store_t *mut_store, const char *ref_topic) {
  entry_t *own_entry = entry_take(mut_store, ref_topic);
  if (!own_entry)
    return false;
  const char *ref_removed = message_get_topic(own_entry->own_message);
  entry_destroy(own_entry);
  printf("removed %s\n", ref_removed);
  return true;
}

void store_visit(const store_t *ref_store, visit_t *visit, void *mut_state) {
  for (const entry_t *ref_entry = ref_store->own_first; ref_entry; ref_entry = ref_entry->own_next)
    visit(ref_entry->own_message, mut_state);
}
