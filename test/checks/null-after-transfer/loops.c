// RUN: %check_both %s
// The next round assigns it, but there is no next round after the last one.
#include <stdbool.h>
#include <stddef.h>

typedef struct data data_t;
typedef struct queue queue_t;
data_t *data_create(int value);
void data_destroy(data_t *own_data);
void queue_push(queue_t *mut_queue, data_t *own_item);
void log_push(const queue_t *ref_queue);

void inside_ok(queue_t *mut_queue, int n) {
  for (int i = 0; i < n; i++) {
    data_t *own_item = data_create(i);
    queue_push(mut_queue, own_item);
  }
  log_push(mut_queue);
}

void inside_statement_bad(queue_t *mut_queue, int n) {
  for (int i = 0; i < n; i++) {
    data_t *own_item = data_create(i);
    queue_push(mut_queue, own_item); // expect: null-after-transfer: 'own_item'
    log_push(mut_queue);
  }
}

void inside_statement_ok(queue_t *mut_queue, int n) {
  for (int i = 0; i < n; i++) {
    data_t *own_item = data_create(i);
    queue_push(mut_queue, own_item);
    own_item = NULL;
    log_push(mut_queue);
  }
}

void outlives_loop_bad(queue_t *mut_queue, int n) {
  data_t *own_item = NULL;
  for (int i = 0; i < n; i++) {
    own_item = data_create(i);
    queue_push(mut_queue, own_item); // expect: null-after-transfer: 'own_item'
  }
  log_push(mut_queue);
}

void outlives_loop_ok(queue_t *mut_queue, int n) {
  data_t *own_item = NULL;
  for (int i = 0; i < n; i++) {
    own_item = data_create(i);
    queue_push(mut_queue, own_item);
    own_item = NULL;
  }
  log_push(mut_queue);
}
