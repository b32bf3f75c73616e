#include "message.h"

#include "text.h"

#include <stdlib.h>
#include <string.h>

struct message_s {
  char *own_topic;
  char *own_body;
  int priority;
};

message_t *message_create(const char *ref_topic, const char *ref_body, int priority) {
  message_t *own_message = calloc(1, sizeof *own_message);
  if (!own_message)
    return NULL;
  own_message->own_topic = text_copy(ref_topic);
  if (!own_message->own_topic)
    goto fail_topic;
  own_message->own_body = text_copy(ref_body);
  if (!own_message->own_body)
    goto fail_body;
  own_message->priority = priority;
  return own_message; // Ownership transferred to caller

fail_body:
  free(own_message->own_topic);
fail_topic:
  free(own_message);
  return NULL;
}

message_t *message_copy(const message_t *ref_message) {
  return message_create(ref_message->own_topic, ref_message->own_body, ref_message->priority);
}

void message_destroy(message_t *own_message) {
  if (!own_message)
    return;
  free(own_message->own_topic);
  free(own_message->own_body);
  free(own_message);
}

const char *message_get_topic(const message_t *ref_message) { return ref_message->own_topic; }

const char *message_get_body(const message_t *ref_message) { return ref_message->own_body; }

int message_get_priority(const message_t *ref_message) { return ref_message->priority; }

bool message_set_body(message_t *mut_message, const char *ref_body) {
  char *own_body = text_copy(ref_body);
  if (!own_body)
    return false;
  free(mut_message->own_body);
  mut_message->own_body = own_body;
  return true;
}

void message_raise(message_t *mut_message, int by) { mut_message->priority += by; }

message_t *message_parse(const char *ref_line) {
  char *own_line = text_copy(ref_line);
  if (!own_line)
    return NULL;
  char *mut_priority = strchr(own_line, '|');
  if (!mut_priority) {
    free(own_line);
    return NULL;
  }
  *mut_priority++ = 0;
  char *mut_body = strchr(mut_priority, '|');
  if (!mut_body)
    return NULL;
  *mut_body++ = 0;
  message_t *own_message = message_create(own_line, mut_body, atoi(mut_priority));
  free(own_line);
  return own_message; // Ownership transferred to caller
}
