// RUN: %check_both %s -- -std=gnu11
// A sentence names the new owner and what it gets; "(in out)" is a place.
typedef struct set set_t;
typedef struct item item_t;
#define NULL ((void *)0)
void free(void *p);
char *strdup(const char *text);
struct set { item_t *only; int n; };

/**
 * set_fill_ok:
 * @set: a set
 * @item: an item
 *
 * @set will take ownership of @item, so do not free it afterwards.
 */
void set_fill_ok(set_t *set, item_t *item);
void set_fill_ok(set_t *set, item_t *item) { // the set is none of what is taken
  set->only = item;
  set->n = 1;
}
void set_clear(set_t *set) {
  if (set->only)
    free(set->only);
  set->only = NULL;
}
void fill_twice(set_t *set, item_t *item) {
  set_clear(set);
  set_fill_ok(set, item);
}

/**
 * name_change_ok:
 * @place: (in out) (transfer full): where the name stands
 * @name: the new one
 *
 * Gives the place a new name.
 */
void name_change_ok(char **place, const char *name);
void name_change_ok(char **place, const char *name) { // the place stays the caller's
  free(*place);
  *place = strdup(name);
}

/**
 * name_take_bad:
 * @place: (transfer full): where the name stands
 * @name: the new one
 *
 * Gives the place a new name.
 */
void name_take_bad(char **place, const char *name);
void name_take_bad(char **place, const char *name) { // expect: prefix-mismatch: 'place'
  free(*place);
  *place = strdup(name);
}
