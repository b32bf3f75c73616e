#include "report.h"

#include "text.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void report_message(const message_t *ref_message) {
  printf("%-12s %s\n", message_get_topic(ref_message), message_get_body(ref_message));
}

static void report_one(const message_t *ref_message, void *mut_state) {
  int *mut_number = mut_state;
  printf("%3d ", ++*mut_number);
  report_message(ref_message);
}

void report_store(const store_t *ref_store) {
  int number = 0;
  store_visit(ref_store, report_one, &number);
}

char *report_create_banner(const message_t *ref_message) {
  text_t *own_text = text_create();
  if (!own_text)
    return NULL;
  if (!text_append(own_text, "*** ") || !text_append(own_text, message_get_body(ref_message)) ||
      !text_append(own_text, " ***")) {
    text_destroy(own_text);
    return NULL;
  }
  char *own_banner = text_detach(own_text);
  own_text = NULL;
  for (char *mut_char = own_banner; mut_char && *mut_char; mut_char++)
    *mut_char = (char)toupper((unsigned char)*mut_char);
  return own_banner; // Ownership transferred to caller
}

static bool is_urgent(message_t *ref_message) { return message_get_priority(ref_message) >= 10; }

int report_escalate(store_t *mut_store, queue_t *mut_queue, const char *const *ref_topics, int count) {
  int moved = 0;
  for (int i = 0; i < count; i++) {
    message_t *own_message = store_take(mut_store, ref_topics[i]);
    if (!own_message)
      continue;
    if (!is_urgent(own_message))
      message_raise(own_message, 10);
    moved++;
    queue_push(mut_queue, own_message);
  }
  return moved;
}

static void deliver(message_t *mut_message) {
  report_message(mut_message);
  message_destroy(mut_message);
}

int report_deliver(queue_t *mut_queue) {
  int delivered = 0;
  while (queue_get_count(mut_queue) > 0) {
    message_t *own_message = queue_take(mut_queue);
    if (!own_message)
      break;
    char *own_banner = report_create_banner(own_message);
    if (own_banner)
      puts(own_banner);
    delivered++;
    deliver(own_message);
  }
  return delivered;
}
