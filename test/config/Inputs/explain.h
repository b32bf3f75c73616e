#include <stdbool.h>
struct queue;
struct item;
struct item *item_create(void);
void item_destroy(struct item *own_item);
/// @param own_item takes ownership on success
bool queue_push(struct queue *mut_queue, struct item *own_item);
