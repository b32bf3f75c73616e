// RUN: %check_both %s -- -std=gnu11
// A sentence names the new owner and what it gets; "(in out)" is a place.
typedef struct set set_t;
typedef struct item item_t;
#define NULL ((void *)0)
void free(void *p);
char *strdup(const char *text);
struct set { item_t *only; int n; };

/**
 * set_fill:
 * @set: a set
 * @item: an item
 *
 * @set will take ownership of @item, so do not free it afterwards.
 */
void set_fill(set_t *set, item_t *item);
void set_fill(set_t *set, item_t *item) { // _ok: the set is none of what is taken
  set->only = item;
  set->n = 1;
}

/**
 * name_change:
 * @place: (in out) (transfer full): where the name stands
 * @name: the new one
 *
 * Gives the place a new name.
 */
void name_change(char **place, const char *name);
void name_change(char **place, const char *name) { // _ok: the place stays the caller's
  free(*place);
  *place = strdup(name);
}

/**
 * set_drop:
 * @set: a set
 * @item: (transfer full): an item
 *
 * Ends the item.
 */
void set_drop(set_t *set, item_t *item);
void set_drop(set_t *set, item_t *item) { // expect: prefix-mismatch: 'item'
  set->n -= item == set->only;
}
