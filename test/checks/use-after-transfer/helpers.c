// RUN: %check_both %s
// The bodies of the file tell who takes; so do results.
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct list {
  char *slots[4];
  int used;
  char *last;
};

typedef struct data data_t;
typedef struct queue queue_t;
data_t *data_create(int value);
void data_destroy(data_t *own_data);
int data_get_integer(const data_t *ref_data);
void queue_push(queue_t *mut_queue, data_t *own_item);

static void push1(queue_t *q, data_t *d) { queue_push(q, d); }
static void push2(queue_t *q, data_t *d) { push1(q, d); }
static void push3(queue_t *q, data_t *d) { push2(q, d); }

int deep_bad(queue_t *q) {
  data_t *d = data_create(1);
  push3(q, d);
  return data_get_integer(d); // expect: use-after-transfer: 'd'
}

int deep_ok(queue_t *q) {
  data_t *d = data_create(1);
  int n = data_get_integer(d);
  push3(q, d);
  return n;
}

// Takes on success: on failure the caller still has it.
static bool try_push(queue_t *q, data_t *d, int room) {
  if (room == 0)
    return false;
  queue_push(q, d);
  return true;
}

int on_success_bad(queue_t *q, int room) {
  data_t *d = data_create(1);
  if (try_push(q, d, room))
    return data_get_integer(d); // expect: use-after-transfer: 'd'
  data_destroy(d);
  return 0;
}

int on_success_ok(queue_t *q, int room) {
  data_t *d = data_create(1);
  if (try_push(q, d, room))
    return 0;
  int n = data_get_integer(d);
  data_destroy(d);
  return n;
}

int kept_result_bad(queue_t *q, int room) {
  data_t *d = data_create(1);
  bool pushed = try_push(q, d, room);
  if (!pushed) {
    data_destroy(d);
    return 0;
  }
  return data_get_integer(d); // expect: use-after-transfer: 'd'
}

int kept_result_ok(queue_t *q, int room) {
  data_t *d = data_create(1);
  bool pushed = try_push(q, d, room);
  int n = 0;
  if (!pushed) {
    n = data_get_integer(d);
    data_destroy(d);
  }
  return n;
}

// Stolen through the address: the variable is NULL, not stale.
static data_t *steal(data_t **slot) {
  data_t *d = *slot;
  *slot = NULL;
  return d;
}

void stolen_ok(queue_t *q) {
  data_t *d = data_create(1);
  queue_push(q, steal(&d));
  if (d)
    data_destroy(d);
}

#define TAKE(p)                                                                \
  ({                                                                           \
    __typeof__(p) t_ = (p);                                                    \
    (p) = NULL;                                                                \
    t_;                                                                        \
  })

int taken_by_macro_ok(queue_t *q) {
  data_t *d = data_create(1);
  queue_push(q, TAKE(d));
  return d ? data_get_integer(d) : 0;
}
