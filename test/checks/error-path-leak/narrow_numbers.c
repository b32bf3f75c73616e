// RUN: %check_both %s -- -std=gnu11
// A helper gives back its number without a sign, or -1 where it has released its argument.
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

struct message {
  char *text;
  size_t room;
};

static void message_free(struct message *m) {
  free(m->text);
  free(m);
}

static int message_add(struct message *m, const char *text, uint16_t size) {
  if (size > m->room) {
    message_free(m);
    return -1;
  }
  memcpy(m->text, text, size);
  return size;
}

static struct message *message_new(size_t room) {
  struct message *m = malloc(sizeof *m);
  if (!m)
    return NULL;
  m->room = room;
  m->text = malloc(room);
  if (!m->text) {
    free(m);
    return NULL;
  }
  return m;
}
void message_send(struct message *m);

int send_ok(const char *text, uint16_t size) {
  struct message *m = message_new(100);
  if (!m)
    return -1;
  if (message_add(m, text, size) == -1)
    return -1;
  message_send(m);
  return 0;
}

int send_bad(const char *text, uint16_t size) {
  struct message *m = message_new(100);
  if (!m)
    return -1;
  if (message_add(m, text, size) < 10)
    return -1; // expect: error-path-leak: 'm'
  message_send(m);
  return 0;
}
