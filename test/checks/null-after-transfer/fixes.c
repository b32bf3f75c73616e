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

// The value goes to a second place: NULL in between would be stored there. The last
// transfer is the one after which the name is stale.
struct node {
  struct node *own_next;
};
struct list {
  struct node *own_head, *own_tail;
  int count;
};
int list_append(struct list *mut_list) {
  struct node *own_node = calloc(1, sizeof *own_node);
  if (!own_node)
    return -1;
  if (!mut_list->own_tail)
    mut_list->own_head = own_node; // fixed: mut_list->own_head = own_node;
  mut_list->own_tail = own_node; // fixed: own_node = NULL;
  mut_list->count++;
  return 0;
}
