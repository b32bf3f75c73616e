// What deed explain is asked of; its lines are those of the test.
#include "explain.h"
#include <stdlib.h>
#include <string.h>

bool add(struct queue *mut_queue) {
  struct item *own_copy = item_create();
  if (!own_copy)
    return false;
  /* the call that is asked of: */

  if (queue_push(mut_queue, own_copy))
    return true;
  item_destroy(own_copy);
  return false;
}
char *text_copy(const char *text) {
  char *copy = strdup(text);
  return copy;
}

void lose(void) {
  char *lost = malloc(1);
}
