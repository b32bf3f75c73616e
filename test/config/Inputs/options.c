#include <stdlib.h>
struct queue;
struct item;
void push(struct queue *mut_queue, struct item *own_item);
void other(void);

void follows(struct queue *mut_queue, struct item *own_item) {
  push(mut_queue, own_item);
  other();
}
void last(struct queue *mut_queue, struct item *own_item) {
  push(mut_queue, own_item);
}

char *at_once(void) {
  char *soon = malloc(8);
  if (!soon)
    abort();
  soon[0] = 0;
  return soon;
}

char *not_at_once(int n) {
  char *late = malloc(8);
  other();
  if (!late)
    abort();
  late[0] = 0;
  return late;
}

struct part { char *text; };
int field(struct part *at) {
  at->text = malloc(8);
  other();
  if (!at->text)
    return -1;
  return 0;
}

struct label { int n; };
void show(struct label *r_name);
