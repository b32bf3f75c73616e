// RUN: %check_both %s
// A variable that is owned by convention, given away, and still live.
#include <stdbool.h>
#include <stddef.h>

typedef struct data data_t;
typedef struct queue queue_t;
typedef data_t own_data_t;
data_t *data_create(int value);
void data_destroy(data_t *own_data);
void queue_push(queue_t *mut_queue, data_t *own_item);
bool queue_add(queue_t *mut_queue, data_t *own_item);
void log_push(const queue_t *ref_queue);

void statement_follows_bad(queue_t *mut_queue) {
  data_t *own_item = data_create(1);
  queue_push(mut_queue, own_item); // expect: null-after-transfer: 'own_item'
  log_push(mut_queue);
}

void statement_follows_ok(queue_t *mut_queue) {
  data_t *own_item = data_create(1);
  queue_push(mut_queue, own_item);
  own_item = NULL;
  log_push(mut_queue);
}

void prefixed_type_bad(queue_t *mut_queue) {
  own_data_t *item = data_create(1);
  queue_push(mut_queue, item); // expect: null-after-transfer: 'item'
  log_push(mut_queue);
}

void prefixed_type_ok(queue_t *mut_queue) {
  own_data_t *item = data_create(1);
  queue_push(mut_queue, item);
  item = NULL;
  log_push(mut_queue);
}

void parameter_bad(queue_t *mut_queue, data_t *own_item) {
  queue_push(mut_queue, own_item); // expect: null-after-transfer: 'own_item'
  log_push(mut_queue);
}

void parameter_ok(queue_t *mut_queue, data_t *own_item) {
  queue_push(mut_queue, own_item);
  own_item = NULL;
  log_push(mut_queue);
}

// The last statement, and what only a return follows.
void last_statement_ok(queue_t *mut_queue) {
  data_t *own_item = data_create(1);
  queue_push(mut_queue, own_item);
}

bool return_follows_ok(queue_t *mut_queue) {
  data_t *own_item = data_create(1);
  queue_push(mut_queue, own_item);
  return true;
}

bool in_return_ok(queue_t *mut_queue) {
  data_t *own_item = data_create(1);
  return queue_add(mut_queue, own_item);
}

// The next touch gives it another value.
void assigned_next_ok(queue_t *mut_queue) {
  data_t *own_item = data_create(1);
  queue_push(mut_queue, own_item);
  own_item = data_create(2);
  queue_push(mut_queue, own_item);
}

void assigned_later_ok(queue_t *mut_queue) {
  data_t *own_item = data_create(1);
  queue_push(mut_queue, own_item);
  log_push(mut_queue);
  own_item = data_create(2);
  queue_push(mut_queue, own_item);
}

// Plain names: only a later use is a defect.
void plain_name_ok(queue_t *queue) {
  data_t *item = data_create(1);
  queue_push(queue, item);
  log_push(queue);
}

// A release is no transfer.
void released_ok(queue_t *mut_queue) {
  data_t *own_item = data_create(1);
  data_destroy(own_item);
  log_push(mut_queue);
}

void inner_scope_ok(queue_t *mut_queue, bool b) {
  if (b) {
    data_t *own_item = data_create(1);
    queue_push(mut_queue, own_item);
  }
  log_push(mut_queue);
}

void outer_scope_bad(queue_t *mut_queue, bool b) {
  data_t *own_item = data_create(1);
  if (b) {
    queue_push(mut_queue, own_item); // expect: null-after-transfer: 'own_item'
  } else {
    data_destroy(own_item);
  }
  log_push(mut_queue);
}

void outer_scope_ok(queue_t *mut_queue, bool b) {
  data_t *own_item = data_create(1);
  if (b) {
    queue_push(mut_queue, own_item);
    own_item = NULL;
  } else {
    data_destroy(own_item);
  }
  log_push(mut_queue);
}

// NULL in every branch.
void every_branch_ok(queue_t *mut_queue, queue_t *mut_other, bool b) {
  data_t *own_item = data_create(1);
  if (b) {
    queue_push(mut_queue, own_item);
    own_item = NULL;
  } else {
    queue_push(mut_other, own_item);
    own_item = NULL;
  }
  log_push(mut_queue);
}

void joined_ok(queue_t *mut_queue, queue_t *mut_other, bool b) {
  data_t *own_item = data_create(1);
  if (b)
    queue_push(mut_queue, own_item);
  else
    queue_push(mut_other, own_item);
  own_item = NULL;
  log_push(mut_queue);
}

// Where the call fails the value is still ours: the finding stays, for where it was taken.
/** @param own_item the item (takes ownership on success) */
bool queue_try(queue_t *mut_queue, data_t *own_item);
int tried_bad(queue_t *mut_queue) {
  data_t *own_item = data_create(1);
  if (!queue_try(mut_queue, own_item)) { // expect: null-after-transfer: 'own_item'
    data_destroy(own_item);
    return -1;
  }
  log_push(mut_queue);
  return 0;
}
