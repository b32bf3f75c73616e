// RUN: %check_both %s
// Macros and helpers that leave NULL behind.
#include <stdbool.h>
#include <stddef.h>

typedef struct data data_t;
typedef struct queue queue_t;
data_t *data_create(int value);
void queue_push(queue_t *mut_queue, data_t *own_item);
void log_push(const queue_t *ref_queue);

#define TAKE_PTR(p)                                                            \
  ({                                                                           \
    __typeof__(p) taken_ = (p);                                                \
    (p) = NULL;                                                                \
    taken_;                                                                    \
  })

#define PUSH_AND_CLEAR(queue, item)                                            \
  do {                                                                         \
    queue_push(queue, item);                                                   \
    (item) = NULL;                                                             \
  } while (0)

#define PUSH(queue, item) queue_push(queue, item)

static data_t *data_steal(data_t **slot) {
  data_t *own_data = *slot;
  *slot = NULL;
  return own_data;
}

void take_ptr_ok(queue_t *mut_queue) {
  data_t *own_item = data_create(1);
  queue_push(mut_queue, TAKE_PTR(own_item));
  log_push(mut_queue);
}

void steal_ok(queue_t *mut_queue) {
  data_t *own_item = data_create(1);
  queue_push(mut_queue, data_steal(&own_item));
  log_push(mut_queue);
}

void push_and_clear_ok(queue_t *mut_queue) {
  data_t *own_item = data_create(1);
  PUSH_AND_CLEAR(mut_queue, own_item);
  log_push(mut_queue);
}

void push_bad(queue_t *mut_queue) {
  data_t *own_item = data_create(1);
  PUSH(mut_queue, own_item); // expect: null-after-transfer: 'own_item'
  log_push(mut_queue);
}

void push_ok(queue_t *mut_queue) {
  data_t *own_item = data_create(1);
  PUSH(mut_queue, own_item);
  own_item = NULL;
  log_push(mut_queue);
}
