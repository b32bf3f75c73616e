// RUN: %check_both %s
// The callee's prototype says that it takes.
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

typedef struct data data_t;
typedef struct queue queue_t;
typedef data_t own_data_t;
data_t *data_create(int value);
void data_destroy(data_t *own_data);
int data_get_integer(const data_t *ref_data);
void data_increment(data_t *mut_data);
void queue_push(queue_t *mut_queue, data_t *own_item);
void queue_push_typed(queue_t *mut_queue, own_data_t *item);

// TRANSFER: Takes ownership of item.
void queue_push_documented(queue_t *queue, data_t *item);

/**
 * Appends a value.
 * @param queue the queue
 * @param value the value
 * @note Ownership: Takes ownership of the value parameter.
 */
void queue_append(queue_t *queue, data_t *value);

// NO-TRANSFER: the queue does not take ownership of item.
void queue_watch(queue_t *queue, data_t *item);

int read_bad(queue_t *queue) {
  data_t *item = data_create(1);
  queue_push(queue, item);
  return data_get_integer(item); // expect: use-after-transfer: 'item'
}

int read_ok(queue_t *queue) {
  data_t *item = data_create(1);
  int n = data_get_integer(item);
  queue_push(queue, item);
  return n;
}

void changed_bad(queue_t *queue) {
  data_t *item = data_create(1);
  queue_push(queue, item);
  data_increment(item); // expect: use-after-transfer: 'item'
}

void changed_ok(queue_t *queue) {
  data_t *item = data_create(1);
  data_increment(item);
  queue_push(queue, item);
}

void transferred_again_bad(queue_t *queue) {
  data_t *item = data_create(1);
  queue_push(queue, item);
  queue_push(queue, item); // expect: use-after-transfer: 'item'
}

void transferred_again_ok(queue_t *queue) {
  data_t *item = data_create(1);
  queue_push(queue, item);
  item = data_create(2);
  queue_push(queue, item);
}

int alias_bad(queue_t *queue) {
  data_t *item = data_create(1);
  const data_t *same = item;
  queue_push(queue, item);
  return data_get_integer(same); // expect: use-after-transfer
}

int alias_ok(queue_t *queue) {
  data_t *item = data_create(1);
  const data_t *same = item;
  int n = data_get_integer(same);
  queue_push(queue, item);
  return n;
}

int typed_bad(queue_t *queue) {
  data_t *item = data_create(1);
  queue_push_typed(queue, item);
  return data_get_integer(item); // expect: use-after-transfer: 'item'
}

int typed_ok(queue_t *queue) {
  data_t *item = data_create(1);
  int n = data_get_integer(item);
  queue_push_typed(queue, item);
  return n;
}

int documented_bad(queue_t *queue) {
  data_t *item = data_create(1);
  queue_push_documented(queue, item);
  return data_get_integer(item); // expect: use-after-transfer: 'item'
}

int documented_note_bad(queue_t *queue) {
  data_t *item = data_create(1);
  queue_append(queue, item);
  return data_get_integer(item); // expect: use-after-transfer: 'item'
}

int watched_ok(queue_t *queue) {
  data_t *item = data_create(1);
  queue_watch(queue, item);
  int n = data_get_integer(item);
  data_destroy(item);
  return n;
}

void one_branch_bad(queue_t *queue, bool b) {
  data_t *item = data_create(1);
  if (b)
    queue_push(queue, item);
  printf("%d\n", data_get_integer(item)); // expect: use-after-transfer: 'item'
  if (!b)
    data_destroy(item);
}

void one_branch_ok(queue_t *queue, bool b) {
  data_t *item = data_create(1);
  printf("%d\n", data_get_integer(item));
  if (b)
    queue_push(queue, item);
  else
    data_destroy(item);
}

void loop_bad(queue_t *queue, int n) {
  data_t *item = data_create(1);
  for (int i = 0; i < n; i++)
    queue_push(queue, item); // expect: use-after-transfer: 'item'
  if (n <= 0)
    data_destroy(item);
}

void loop_ok(queue_t *queue, int n) {
  for (int i = 0; i < n; i++) {
    data_t *item = data_create(1);
    queue_push(queue, item);
  }
}

// A prefixed variable: the use is the defect, the missing NULL is not a second.
int own_variable_bad(queue_t *mut_queue) {
  data_t *own_item = data_create(1);
  queue_push(mut_queue, own_item);
  return data_get_integer(own_item); // expect: use-after-transfer: 'own_item'
}

int own_variable_ok(queue_t *mut_queue) {
  data_t *own_item = data_create(1);
  int n = data_get_integer(own_item);
  queue_push(mut_queue, own_item);
  return n;
}

int own_parameter_bad(queue_t *mut_queue, data_t *own_item) {
  queue_push(mut_queue, own_item);
  return data_get_integer(own_item); // expect: use-after-transfer: 'own_item'
}

int own_parameter_ok(queue_t *mut_queue, data_t *own_item) {
  int n = data_get_integer(own_item);
  queue_push(mut_queue, own_item);
  return n;
}
