// The prose of a comment calls a parameter without its prefix.
#include <stdbool.h>
struct box;
struct item;
struct item *item_create(void);
void item_destroy(struct item *o_item);
/** @note Ownership: Takes ownership of the item on success. */
bool put(struct box *m_box, struct item *o_item);

void ignored(struct box *m_box) {
  struct item *o_item = item_create();
  put(m_box, o_item);
  o_item = 0;
}
