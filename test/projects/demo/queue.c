#include "queue.h"

#include <stdlib.h>

struct queue_s {
  message_t *own_slots[QUEUE_ROOM];
  int first;
  int count;
};

queue_t *queue_create(void) {
  queue_t *own_queue = calloc(1, sizeof *own_queue);
  return own_queue; // Ownership transferred to caller
}

void queue_destroy(queue_t *own_queue) {
  if (!own_queue)
    return;
  message_t *own_message;
  while ((own_message = queue_take(own_queue)) != NULL)
    message_destroy(own_message);
  free(own_queue);
}

int queue_get_count(const queue_t *ref_queue) { return ref_queue->count; }

bool queue_push(queue_t *mut_queue, message_t *own_message) {
  if (mut_queue->count == QUEUE_ROOM)
    return false;
  int slot = (mut_queue->first + mut_queue->count) % QUEUE_ROOM;
  mut_queue->count++;
  mut_queue->own_slots[slot] = own_message;
  return true;
}

message_t *queue_take(queue_t *mut_queue) {
  if (mut_queue->count == 0)
    return NULL;
  message_t *own_message = mut_queue->own_slots[mut_queue->first];
  mut_queue->own_slots[mut_queue->first] = NULL;
  mut_queue->first = (mut_queue->first + 1) % QUEUE_ROOM;
  mut_queue->count--;
  return own_message; // Ownership transferred to caller
}

const message_t *queue_peek(const queue_t *ref_queue) {
  return ref_queue->count ? ref_queue->own_slots[ref_queue->first] : NULL;
}
