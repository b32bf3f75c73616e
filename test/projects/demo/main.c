#include "archive.h"
#include "message.h"
#include "queue.h"
#include "report.h"
#include "store.h"
#include "text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int command_add(store_t *mut_store, const char *ref_topic, const char *ref_body) {
  message_t *own_message = message_create(ref_topic, ref_body, 0);
  if (!own_message)
    return -1;
  if (!store_add(mut_store, own_message))
    return -1;
  printf("added %s\n", message_get_topic(own_message));
  return 0;
}

static int command_reply(store_t *mut_store, const char *ref_topic) {
  message_t *own_message = store_find(mut_store, ref_topic);
  if (!own_message)
    return -1;
  return message_set_body(own_message, "replied") ? 0 : -1;
}

static int command_rename(store_t *mut_store, const char *ref_from, const char *ref_to) {
  message_t *own_old = store_take(mut_store, ref_from);
  if (!own_old)
    return -1;
  message_t *own_new = message_create(ref_to, message_get_body(own_old), 0);
  free(own_old);
  if (!own_new)
    return -1;
  return store_add(mut_store, own_new) ? 0 : -1;
}

static int command_duplicate(store_t *mut_store, const char *ref_topic) {
  const message_t *ref_message = store_find(mut_store, ref_topic);
  if (!ref_message)
    return -1;
  report_message(message_copy(ref_message));
  return 0;
}

static int command_announce(store_t *mut_store, const char *ref_body) {
  message_t *own_message = message_create("all", ref_body, 9);
  if (!own_message)
    return -1;
  store_add(mut_store, own_message);
  report_store(mut_store);
  return 0;
}

static int run(store_t *mut_store, queue_t *mut_queue, int argc, char **argv) {
  const char *ref_command = argv[0];
  const char *ref_topic = argc > 1 ? argv[1] : "";
  const char *ref_text = argc > 2 ? argv[2] : "";
  if (strcmp(ref_command, "add") == 0)
    return command_add(mut_store, ref_topic, ref_text);
  if (strcmp(ref_command, "reply") == 0)
    return command_reply(mut_store, ref_topic);
  if (strcmp(ref_command, "rename") == 0)
    return command_rename(mut_store, ref_topic, ref_text);
  if (strcmp(ref_command, "duplicate") == 0)
    return command_duplicate(mut_store, ref_topic);
  if (strcmp(ref_command, "announce") == 0)
    return command_announce(mut_store, ref_topic);
  if (strcmp(ref_command, "remove") == 0)
    return store_remove(mut_store, ref_topic) ? 0 : -1;
  if (strcmp(ref_command, "deliver") == 0) {
    const char *const topics[] = {ref_topic, ref_text};
    report_escalate(mut_store, mut_queue, topics, argc > 2 ? 2 : 1);
    report_deliver(mut_queue);
    return 0;
  }
  if (strcmp(ref_command, "list") == 0) {
    report_store(mut_store);
    return 0;
  }
  fprintf(stderr, "unknown command: %s\n", ref_command);
  return -1;
}

int main(int argc, char **argv) {
  if (argc < 3) {
    fprintf(stderr, "usage: messages FILE COMMAND [TOPIC [TEXT]]\n");
    return 2;
  }
  int status = 1;
  queue_t *own_queue = NULL;
  store_t *own_store = store_create();
  if (!own_store)
    goto out;
  own_queue = queue_create();
  if (!own_queue)
    goto out;
  if (archive_load(own_store, argv[1]) < 0)
    fprintf(stderr, "%s: starting empty\n", argv[1]);
  if (run(own_store, own_queue, argc - 2, argv + 2) == 0 && archive_save(own_store, argv[1]) >= 0)
    status = 0;
out:
  queue_destroy(own_queue);
  store_destroy(own_store);
  return status;
}
