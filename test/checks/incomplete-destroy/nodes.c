// RUN: %check_both %s --rules=incomplete-destroy -- -std=gnu11
// Nodes that a walk frees without a look at what they own.
#include <stdlib.h>
#include <string.h>

typedef struct entry {
  char *own_key;
  char *own_value;
  const char *ref_section;
  struct entry *own_next;
} entry_t;
typedef struct table {
  entry_t *own_first;
  int count;
} table_t;

void table_destroy_bad(table_t *own_table) {
  entry_t *own_entry = own_table->own_first;
  while (own_entry) {
    entry_t *own_next = own_entry->own_next;
    free(own_entry); // expect: incomplete-destroy: 'own_key' and 'own_value'
    own_entry = own_next;
  }
  free(own_table);
}

void table_clear_bad(table_t *mut_table) {
  while (mut_table->own_first) {
    entry_t *own_entry = mut_table->own_first;
    mut_table->own_first = own_entry->own_next;
    free(own_entry); // expect: incomplete-destroy
  }
  mut_table->count = 0;
}

void table_destroy_ok(table_t *own_table) {
  entry_t *own_entry = own_table->own_first;
  while (own_entry) {
    entry_t *own_next = own_entry->own_next;
    free(own_entry->own_key);
    free(own_entry->own_value);
    free(own_entry);
    own_entry = own_next;
  }
  free(own_table);
}

static void entry_clear(entry_t *mut_entry) {
  free(mut_entry->own_key);
  free(mut_entry->own_value);
}

void cleared_by_helper_ok(table_t *own_table) {
  entry_t *own_entry = own_table->own_first;
  while (own_entry) {
    entry_t *own_next = own_entry->own_next;
    entry_clear(own_entry);
    free(own_entry);
    own_entry = own_next;
  }
  free(own_table);
}

static void table_empty(table_t *mut_table) {
  for (entry_t *mut_entry = mut_table->own_first; mut_entry; mut_entry = mut_entry->own_next)
    entry_clear(mut_entry);
}

void emptied_before_ok(table_t *own_table) {
  table_empty(own_table);
  entry_t *own_entry = own_table->own_first;
  while (own_entry) {
    entry_t *own_next = own_entry->own_next;
    free(own_entry);
    own_entry = own_next;
  }
  free(own_table);
}

// What it owned went with the value, which somebody else made of it.
static entry_t *table_strip(table_t *mut_table) {
  entry_t *own_entry = mut_table->own_first;
  if (own_entry)
    mut_table->own_first = own_entry->own_next;
  return own_entry;
}

void stripped_ok(table_t *mut_table) {
  entry_t *own_entry = table_strip(mut_table);
  free(own_entry);
}

struct slot {
  const char *ref_name;
  struct slot *own_next;
};

void nothing_owned_ok(struct slot *mut_slots) {
  struct slot *own_slot = mut_slots->own_next;
  while (own_slot) {
    struct slot *own_next = own_slot->own_next;
    free(own_slot);
    own_slot = own_next;
  }
}
