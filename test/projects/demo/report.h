#ifndef REPORT_H
#define REPORT_H

#include "queue.h"
#include "store.h"

void report_store(const store_t *ref_store);
void report_message(const message_t *ref_message);

/* The body in capitals, for alarms. */
// OWNER: Caller owns the returned characters.
char *report_create_banner(const message_t *ref_message);

/* Moves what is urgent from the store to the queue. */
int report_escalate(store_t *mut_store, queue_t *mut_queue, const char *const *ref_topics, int count);

/* Delivers what waits. */
int report_deliver(queue_t *mut_queue);

#endif
