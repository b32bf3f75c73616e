#ifndef QUEUE_H
#define QUEUE_H

#include "message.h"

#include <stdbool.h>

#define QUEUE_ROOM 16

/* Messages that wait to be delivered, first come, first served. */
typedef struct queue_s queue_t;

queue_t *queue_create(void);
void queue_destroy(queue_t *own_queue);
int queue_get_count(const queue_t *ref_queue);

/**
 * Appends a message.
 * @return false if there is no room
 * @note Ownership: Takes ownership of own_message only on success.
 */
bool queue_push(queue_t *mut_queue, message_t *own_message);

/**
 * Takes the first message out.
 * @return the message, or NULL. Ownership: Caller owns the returned message.
 */
message_t *queue_take(queue_t *mut_queue);

// BORROW: Valid until the next change of the queue.
const message_t *queue_peek(const queue_t *ref_queue);

#endif
