// "The caller must not free it" is said to others; and what an address holds by its type.
// RUN: %check_both %s -- -std=gnu11
#include <ifaddrs.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>

struct item {
  struct item *up, *next, *first;
  char *key;
};

/**
 * Finds an item.
 * @return the item, or NULL. The caller must not free the returned item.
 */
struct item *item_find(struct item *in, const char *key) {
  struct item *i;
  for (i = in->first; i; i = i->next)
    if (!strcmp(i->key, key))
      return i;
  return NULL;
}

/** @return the first item. The caller must not free the returned item. */
struct item *item_first_elsewhere(struct item *in);

static void take_out(struct item *i) {
  struct item **at;
  for (at = &i->up->first; *at; at = &(*at)->next)
    if (*at == i) {
      *at = i->next;
      return;
    }
}

void item_free(struct item *i) {
  if (!i)
    return;
  if (i->up)
    take_out(i);
  free(i->key);
  free(i);
}

void item_remove_ok(struct item *in, const char *key) {
  item_free(item_find(in, key));
}

void item_pop_bad(struct item *in) {
  struct item *i = item_first_elsewhere(in);
  if (i)
    item_free(i); // expect: release-mismatch: 'item_free' releases 'i', which 'item_first_elsewhere' only lent
}

struct value {
  int kind;
  double number;
  char *text;
};

static void value_get(struct value *v, int *kind, void *out) {
  if (!v)
    return;
  *kind = v->kind;
  switch (*kind) {
  case 0: *(double *)out = v->number; break;
  case 1: *(char **)out = strdup(v->text); break;
  default: break;
  }
}

static void number_into(struct value *v, double *number) {
  int kind = v->kind;
  if (kind != 0)
    return;
  value_get(v, &kind, (void *)number);
}

int number_of_ok(struct value *v, double limit) {
  double d = 0;
  number_into(v, &d);
  if (d < limit)
    return -1; // never a block
  return d > limit;
}

unsigned long text_of_bad(struct value *v) {
  char *text = NULL;
  unsigned long n = 0;
  int kind = v->kind;
  value_get(v, &kind, &text);
  if (text)
    n = strlen(text);
  return n; // expect: leak: 'text' is neither released nor transferred in 'text_of_bad'
}

int addresses_ok(unsigned wanted) {
  static struct ifaddrs *list;
  if (list)
    freeifaddrs(list);
  if (getifaddrs(&list) == -1) // 0 or -1: there is a new list
    return 0;
  return list && (list->ifa_flags & wanted);
}

int addresses_bad(unsigned wanted) {
  static struct ifaddrs *list;
  if (list)
    freeifaddrs(list);
  if (getifaddrs(&list) == 0)
    return 0;
  return list && (list->ifa_flags & wanted); // expect: use-after-free: 'list->ifa_flags' is used after 'freeifaddrs' released it
}

struct passwd *entry_ok(const char *name) {
  struct passwd *found = NULL, *room = malloc(sizeof *room + 1024);
  if (!room)
    return NULL;
  if (getpwnam_r(name, room, (char *)(room + 1), 1024, &found) == 0 && found == room)
    return found; // room, by its other name
  free(room);
  return NULL;
}

struct passwd *entry_bad(const char *name) {
  struct passwd *found = NULL, *room = malloc(sizeof *room + 1024);
  if (!room)
    return NULL;
  if (getpwnam_r(name, room, (char *)(room + 1), 1024, &found) == 0 && found != room)
    return found; // expect: leak: 'room' is neither
  free(room);
  return NULL;
}
