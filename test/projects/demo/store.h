#ifndef STORE_H
#define STORE_H

#include "message.h"

#include <stdbool.h>
#include <stddef.h>

/* All messages, the newest first; one for each topic. */
typedef struct store_s store_t;

store_t *store_create(void);
void store_destroy(store_t *own_store);
size_t store_get_count(const store_t *ref_store);

/**
 * Adds a message; one of the same topic is replaced.
 * @note Ownership: Takes ownership of own_message.
 */
bool store_add(store_t *mut_store, message_t *own_message);

// BORROW: Valid until the message is removed or replaced.
message_t *store_find(const store_t *ref_store, const char *ref_topic);

/**
 * Takes the message of a topic out of the store.
 * @return the message, or NULL. Ownership: Caller owns the returned message.
 */
message_t *store_take(store_t *mut_store, const char *ref_topic);

bool store_remove(store_t *mut_store, const char *ref_topic);

typedef void visit_t(const message_t *ref_message, void *mut_state);
void store_visit(const store_t *ref_store, visit_t *visit, void *mut_state);

#endif
