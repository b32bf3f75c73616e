// RUN: %check_both %s
// A field that outlives the call must not keep what was given away.
#include <stdbool.h>
#include <stddef.h>

typedef struct data data_t;
typedef struct queue queue_t;
data_t *data_create(int value);
void data_destroy(data_t *own_data);
void queue_push(queue_t *mut_queue, data_t *own_item);
void queue_look(const queue_t *ref_queue, const data_t *ref_item);

typedef struct worker_s {
  data_t *own_job;
  const data_t *ref_shown;
  data_t *plain_job;
} worker_t;

void field_bad(worker_t *mut_worker, queue_t *mut_queue) {
  queue_push(mut_queue, mut_worker->own_job); // expect: null-after-transfer: own_job
}

void field_ok(worker_t *mut_worker, queue_t *mut_queue) {
  queue_push(mut_queue, mut_worker->own_job);
  mut_worker->own_job = NULL;
}

void field_replaced_ok(worker_t *mut_worker, queue_t *mut_queue) {
  queue_push(mut_queue, mut_worker->own_job);
  mut_worker->own_job = data_create(1);
}

// Taken out through a local: the field is NULL before.
void taken_out_ok(worker_t *mut_worker, queue_t *mut_queue) {
  data_t *own_job = mut_worker->own_job;
  mut_worker->own_job = NULL;
  queue_push(mut_queue, own_job);
}

void looked_at_ok(worker_t *mut_worker, queue_t *mut_queue) {
  queue_look(mut_queue, mut_worker->ref_shown);
}

// Stored in a field that owns: the variable is given away, too.
void stored_bad(worker_t *mut_worker, queue_t *mut_queue) {
  data_t *own_job = data_create(1);
  mut_worker->own_job = own_job; // expect: null-after-transfer: 'own_job'
  queue_look(mut_queue, mut_worker->own_job);
}

void stored_ok(worker_t *mut_worker, queue_t *mut_queue) {
  data_t *own_job = data_create(1);
  mut_worker->own_job = own_job;
  own_job = NULL;
  queue_look(mut_queue, mut_worker->own_job);
}

// A value that goes to a second field, too: in between NULL would be stored there. It is
// stale behind the last place, and that is told once.
typedef struct {
  data_t *own_first, *own_last;
  int count;
} pair_t;

void stored_twice_bad(pair_t *mut_pair, bool empty) {
  data_t *own_data = data_create(1);
  if (empty)
    mut_pair->own_first = own_data;
  mut_pair->own_last = own_data; // expect: null-after-transfer: 'own_data'
  mut_pair->count++;
}

void stored_twice_ok(pair_t *mut_pair, bool empty) {
  data_t *own_data = data_create(1);
  if (empty)
    mut_pair->own_first = own_data;
  mut_pair->own_last = own_data;
  own_data = NULL;
  mut_pair->count++;
}
