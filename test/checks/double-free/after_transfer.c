// RUN: %check_both %s
// Released after it was given away.
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>

typedef struct data data_t;
typedef struct queue queue_t;
data_t *data_create(int value);
void data_destroy(data_t *own_data);
void queue_push(queue_t *mut_queue, data_t *own_item);
void queue_look(queue_t *mut_queue, const data_t *ref_item);

void pushed_bad(queue_t *mut_queue) {
  data_t *own_item = data_create(1);
  queue_push(mut_queue, own_item);
  data_destroy(own_item); // expect: double-free: 'own_item'
}

void pushed_ok(queue_t *mut_queue) {
  data_t *own_item = data_create(1);
  queue_look(mut_queue, own_item);
  data_destroy(own_item);
}

void pushed_then_null_ok(queue_t *mut_queue) {
  data_t *own_item = data_create(1);
  queue_push(mut_queue, own_item);
  own_item = NULL;
  data_destroy(own_item);
}

void plain_names_bad(queue_t *queue) {
  data_t *item = data_create(1);
  queue_push(queue, item);
  data_destroy(item); // expect: double-free: 'item'
}

void plain_names_ok(queue_t *queue) {
  data_t *item = data_create(1);
  queue_push(queue, item);
}

void parameter_bad(queue_t *mut_queue, data_t *own_item) {
  queue_push(mut_queue, own_item);
  data_destroy(own_item); // expect: double-free: 'own_item'
}

void parameter_ok(queue_t *mut_queue, data_t *own_item) {
  queue_push(mut_queue, own_item);
}

void destroyed_twice_bad(void) {
  data_t *own_item = data_create(1);
  data_destroy(own_item);
  data_destroy(own_item); // expect: double-free: 'own_item'
}

void destroyed_twice_ok(void) {
  data_t *own_item = data_create(1);
  data_destroy(own_item);
  own_item = NULL;
  data_destroy(own_item);
}

// Stored in a field that owns: the struct is its owner now.
struct holder {
  data_t *own_item;
};

void stored_bad(struct holder *mut_holder) {
  data_t *item = data_create(1);
  mut_holder->own_item = item;
  data_destroy(item); // expect: double-free: 'item'
}

void stored_ok(struct holder *mut_holder) {
  data_t *item = data_create(1);
  mut_holder->own_item = item;
}

// --- a comment that the body does not keep is told there, not at each caller
struct entry {
  char *copy;
};
void entry_add(struct entry *e);
char *copy_of(const char *text);

/** Adds a copy. @param text (takes ownership) what to add */
void entry_store(char *text) { // expect: prefix-mismatch: 'text'
  if (!text)
    return;
  struct entry *e = malloc(sizeof *e);
  if (!e)
    return;
  e->copy = copy_of(text);
  entry_add(e);
}

void documented_ok(void) {
  char *text = malloc(3);
  if (!text)
    return;
  entry_store(text);
  free(text);
}
