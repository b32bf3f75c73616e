// RUN: %check_both %s
// Bodies of if and loops without braces are statements like all others.
#include <stdbool.h>
#include <stddef.h>

typedef struct data data_t;
typedef struct queue queue_t;
data_t *data_create(int value);
void data_destroy(data_t *own_data);
void queue_push(queue_t *mut_queue, data_t *own_item);
void log_push(const queue_t *ref_queue);
bool is_full(const queue_t *ref_queue);

void guarded_statement_follows_bad(queue_t *mut_queue, bool loud) {
  data_t *own_item = data_create(1);
  queue_push(mut_queue, own_item); // expect: null-after-transfer: 'own_item'
  if (loud)
    log_push(mut_queue);
}

void guarded_statement_follows_ok(queue_t *mut_queue, bool loud) {
  data_t *own_item = data_create(1);
  queue_push(mut_queue, own_item);
  own_item = NULL;
  if (loud)
    log_push(mut_queue);
}

void loop_follows_bad(queue_t *mut_queue) {
  data_t *own_item = data_create(1);
  queue_push(mut_queue, own_item); // expect: null-after-transfer: 'own_item'
  while (is_full(mut_queue))
    log_push(mut_queue);
}

void only_a_condition_ok(queue_t *mut_queue) {
  data_t *own_item = data_create(1);
  queue_push(mut_queue, own_item);
  if (is_full(mut_queue))
    return;
}

void guarded_transfer_bad(queue_t *mut_queue, bool keep) {
  data_t *own_item = data_create(1);
  if (keep)
    queue_push(mut_queue, own_item); // expect: null-after-transfer: 'own_item'
  else
    data_destroy(own_item);
  log_push(mut_queue);
}

void guarded_transfer_ok(queue_t *mut_queue, bool keep) {
  data_t *own_item = data_create(1);
  if (keep) {
    queue_push(mut_queue, own_item);
    own_item = NULL;
  } else {
    data_destroy(own_item);
  }
  log_push(mut_queue);
}
