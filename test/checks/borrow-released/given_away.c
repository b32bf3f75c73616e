// RUN: %check_both %s
// What is only lent is given to something that takes.
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>

typedef struct data data_t;
typedef struct queue queue_t;
typedef struct context context_t;
data_t *data_copy(const data_t *ref_data);
void data_destroy(data_t *own_data);
void queue_push(queue_t *mut_queue, data_t *own_item);
const data_t *queue_peek(const queue_t *ref_queue);
data_t *queue_find(queue_t *mut_queue);

// TRANSFER: Takes ownership of item.
void queue_append(queue_t *queue, data_t *item);
// NO-TRANSFER: the queue does not take ownership.
void queue_watch(queue_t *queue, const data_t *item);
// TRANSFER: Transfers ownership from the queue to the caller.
bool queue_take(queue_t *mut_queue, const data_t *ref_item);

void parameter_bad(queue_t *mut_queue, data_t *mut_item) {
  queue_push(mut_queue, mut_item); // expect: borrow-released: 'mut_item'
}

void parameter_ok(queue_t *mut_queue, const data_t *ref_item) {
  data_t *own_copy = data_copy(ref_item);
  queue_push(mut_queue, own_copy);
}

void documented_bad(queue_t *mut_queue, data_t *mut_item) {
  queue_append(mut_queue, mut_item); // expect: borrow-released: 'mut_item'
}

void documented_ok(queue_t *mut_queue, const data_t *ref_item) {
  queue_watch(mut_queue, ref_item);
}

void cast_bad(queue_t *mut_queue, const data_t *ref_item) {
  queue_push(mut_queue, (data_t *)ref_item); // expect: borrow-released: 'ref_item'
}

void cast_ok(queue_t *mut_queue, const data_t *ref_item) {
  queue_watch(mut_queue, (data_t *)ref_item);
}

void peeked_bad(queue_t *mut_from, queue_t *mut_to) {
  data_t *mut_item = queue_find(mut_from);
  queue_push(mut_to, mut_item); // expect: borrow-released: 'mut_item'
}

// Taken over before: the name may be bound anew.
void taken_ok(queue_t *mut_from, queue_t *mut_to) {
  const data_t *ref_item = queue_peek(mut_from);
  if (!queue_take(mut_from, ref_item))
    return;
  data_t *own_item = (data_t *)ref_item;
  queue_push(mut_to, own_item);
}

// Stored in a field that owns: the name of the field says more than it has.
typedef struct slot_s {
  data_t *own_value;
  const data_t *ref_value;
} slot_t;

void stored_bad(slot_t *mut_slot, data_t *mut_item) {
  mut_slot->own_value = mut_item; // expect: prefix-mismatch: own_value
}

void stored_ok(slot_t *mut_slot, const data_t *ref_item) {
  mut_slot->ref_value = ref_item;
}

// A helper replaces what the caller's object owns: the object is changed, not released.
struct grown_buffer {
  char *own_bytes;
};
static void buffer_grow(struct grown_buffer *mut_buffer) {
  char *own_more = realloc(mut_buffer->own_bytes, 64);
  if (!own_more)
    abort();
  mut_buffer->own_bytes = own_more;
}
static void buffer_reset(struct grown_buffer *mut_buffer) {
  free(mut_buffer->own_bytes);
  mut_buffer->own_bytes = NULL;
}
void grown_below_ok(struct grown_buffer *mut_buffer) { buffer_grow(mut_buffer); }
void reset_below_ok(struct grown_buffer *mut_buffer) { buffer_reset(mut_buffer); }
static void buffer_end(struct grown_buffer *own_buffer) {
  free(own_buffer->own_bytes);
  free(own_buffer);
}
void ended_itself_bad(struct grown_buffer *mut_buffer) {
  buffer_end(mut_buffer); // expect: borrow-released: 'mut_buffer'
}
