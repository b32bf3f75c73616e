#ifndef MESSAGE_H
#define MESSAGE_H

#include <stdbool.h>

typedef struct message_s message_t;

// OWNER: Caller owns the returned message. NULL if there is no memory.
message_t *message_create(const char *ref_topic, const char *ref_body, int priority);
message_t *message_copy(const message_t *ref_message);
void message_destroy(message_t *own_message);

// BORROW: Valid as long as the message, and the body until it is set.
const char *message_get_topic(const message_t *ref_message);
const char *message_get_body(const message_t *ref_message);
int message_get_priority(const message_t *ref_message);

bool message_set_body(message_t *mut_message, const char *ref_body);
void message_raise(message_t *mut_message, int by);

/* Reads "topic|priority|body". */
// OWNER: Caller owns the returned message. NULL if the line is none.
message_t *message_parse(const char *ref_line);

#endif
