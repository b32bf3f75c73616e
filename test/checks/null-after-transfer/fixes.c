// RUN: %check_fixes %s -- -std=c11
// The mechanical repairs: NULL after a transfer, const, the missing release.
#include <stdlib.h>
#include <stdbool.h>
typedef struct item item_t;
item_t *item_create(int v);
void item_destroy(item_t *own_item);
void queue_push(void *mut_queue, item_t *own_item);
int work(void);
int show(item_t *ref_item); // fixed: int show(const item_t *ref_item);
int f(void *mut_queue) {
  item_t *own_item = item_create(1);
  queue_push(mut_queue, own_item); // fixed: own_item = NULL;
  work();
  return 0;
}
int g(size_t n) {
  char *buffer = malloc(n);
  if (!buffer)
    return -1;
  if (work() < 0) {
    work();
    return -1; // fixed: free(buffer);
  }
  free(buffer);
  return 0;
}
