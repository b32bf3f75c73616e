// RUN: %check_both %s
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct owner owner_t;
typedef char *own_text_t;
void owner_forget(owner_t *mut_owner);
void unknown_end(void *thing);

struct thing {
  char *own_name;
  int *own_numbers;
  const owner_t *ref_owner;
  owner_t *mut_owner;
  int count;
};

// --- all of them ------------------------------------------------------------
void thing_ok_free(struct thing *own_thing) {
  free(own_thing->own_name);
  free(own_thing->own_numbers);
  free(own_thing);
}

void asks_first_ok_free(struct thing *own_thing) {
  if (!own_thing)
    return;
  if (own_thing->own_name)
    free(own_thing->own_name);
  if (own_thing->own_numbers)
    free(own_thing->own_numbers);
  free(own_thing);
}

// --- one is missed ----------------------------------------------------------
void missing_bad_free(struct thing *own_thing) { // expect: incomplete-destroy: 'missing_bad_free' does not release the owned field 'own_numbers'
  free(own_thing->own_name);
  free(own_thing);
}

void missing_both_bad_destroy(struct thing *own_thing) { // expect: incomplete-destroy: the owned fields 'own_name' and 'own_numbers'
  if (own_thing->count)
    puts("gone");
  free(own_thing);
}

// A struct that the caller holds.
void missing_bad_deinit(struct thing *mut_thing) { // expect: incomplete-destroy: 'own_numbers'
  free(mut_thing->own_name);
  mut_thing->own_name = NULL;
  mut_thing->own_numbers = NULL;
}

void thing_ok_deinit(struct thing *mut_thing) {
  free(mut_thing->own_name);
  free(mut_thing->own_numbers);
  memset(mut_thing, 0, sizeof *mut_thing);
}

// Reading it is no release.
void only_read_bad_free(struct thing *own_thing) { // expect: incomplete-destroy: 'own_name'
  printf("%s %zu\n", own_thing->own_name, strlen(own_thing->own_name));
  free(own_thing->own_numbers);
  free(own_thing);
}

void cleared_bad_free(struct thing *own_thing) { // expect: incomplete-destroy: 'own_name'
  memset(own_thing->own_name, 0, 8);
  free(own_thing->own_numbers);
  free(own_thing);
}

// --- an early return --------------------------------------------------------
void counted_ok_free(struct thing *thing) {
  if (--thing->count > 0)
    return;
  free(thing->own_name);
  free(thing->own_numbers);
  free(thing);
}

// --- through others ---------------------------------------------------------
static void drop_text(char *text) { free(text); }
static void drop_parts(struct thing *mut_thing) {
  free(mut_thing->own_name);
  free(mut_thing->own_numbers);
}
static void drop_one(struct thing *mut_thing) { free(mut_thing->own_name); }

void helper_ok_free(struct thing *own_thing) {
  drop_text(own_thing->own_name);
  free(own_thing->own_numbers);
  free(own_thing);
}

void parts_ok_free(struct thing *own_thing) {
  drop_parts(own_thing);
  free(own_thing);
}

void one_part_bad_free(struct thing *own_thing) { // expect: incomplete-destroy: 'own_numbers'
  drop_one(own_thing);
  free(own_thing);
}

void not_understood_ok_free(struct thing *own_thing) {
  unknown_end(own_thing);
  free(own_thing);
}

void field_not_understood_ok_free(struct thing *own_thing) {
  unknown_end(own_thing->own_name);
  unknown_end(&own_thing->own_numbers);
  free(own_thing);
}

void other_name_ok_free(struct thing *own_thing) {
  struct thing *same = own_thing;
  char *name = same->own_name;
  free(name);
  free(same->own_numbers);
  free(same);
}

// Handed to its next owner.
static char *kept;
void kept_ok_free(struct thing *own_thing) {
  kept = own_thing->own_name;
  free(own_thing->own_numbers);
  free(own_thing);
}

// --- arrays and lists -------------------------------------------------------
struct list {
  struct list *own_next;
  char **own_items;
  int count;
};

void elements_ok_free(struct list *own_list) {
  for (int i = 0; i < own_list->count; i++)
    free(own_list->own_items[i]);
  free(own_list->own_items);
  while (own_list) {
    struct list *next = own_list->own_next;
    free(own_list);
    own_list = next;
  }
}

void only_elements_bad_destroy(struct list *own_list) { // expect: incomplete-destroy: 'own_items'
  for (int i = 0; i < own_list->count; i++)
    free(own_list->own_items[i]);
  if (own_list->own_next)
    only_elements_bad_destroy(own_list->own_next);
  free(own_list);
}

// An array in the object itself is released by its elements.
struct ring {
  char *own_slots[8];
  int count;
};

void ring_ok_destroy(struct ring *own_ring) {
  for (int i = 0; own_ring && i < own_ring->count; i++)
    free(own_ring->own_slots[i]);
  free(own_ring);
}

void ring_bad_destroy(struct ring *own_ring) { // expect: incomplete-destroy: 'own_slots'
  for (int i = 0; own_ring && i < own_ring->count; i++)
    own_ring->own_slots[i][0] = 0;
  free(own_ring);
}

// --- what a prefixed type says ----------------------------------------------
struct labelled {
  own_text_t label;
  char *plain; // says nothing
};

void labelled_bad_free(struct labelled *own_labelled) { // expect: incomplete-destroy: 'label'
  free(own_labelled);
}

// --- a borrowed field -------------------------------------------------------
void owner_destroy(owner_t *own_owner);

void too_much_bad_free(struct thing *own_thing) { // expect: incomplete-destroy: 'too_much_bad_free' releases 'mut_owner', which its type only borrows
  free(own_thing->own_name);
  free(own_thing->own_numbers);
  owner_destroy(own_thing->mut_owner);
  free(own_thing);
}

void tells_owner_ok_free(struct thing *own_thing) {
  owner_forget(own_thing->mut_owner);
  free(own_thing->own_name);
  free(own_thing->own_numbers);
  free(own_thing);
}

// The prefix speaks of the elements; borrow-released reads it by the letter.
struct index {
  const char **own_keys;
};

void index_ok_free(struct index *own_index) {
  free(own_index->own_keys);
  free(own_index);
}

// --- what ends less ---------------------------------------------------------
void thing_ok_clear(struct thing *mut_thing) {
  free(mut_thing->own_name);
  mut_thing->own_name = NULL;
}

void nothing_to_do_ok_free(struct thing *own_thing) { unknown_end(own_thing); }
