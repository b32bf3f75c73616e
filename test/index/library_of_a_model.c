// RUN: %check_index %s
// The program that holds a library of which a model tells: the bodies count, of what makes an object
// as of what releases it.
//--- sd-hwdb.h
typedef struct sd_hwdb sd_hwdb;
int sd_hwdb_new(sd_hwdb **ret);
sd_hwdb *sd_hwdb_unref(sd_hwdb *hwdb);
static inline void sd_hwdb_unrefp(sd_hwdb **p) {
  if (*p)
    sd_hwdb_unref(*p);
}
//--- sd-hwdb.c
#include "sd-hwdb.h"
#include <stdlib.h>
struct sd_hwdb {
  unsigned n_ref;
  void *map;
};
int looked_up(sd_hwdb *hwdb) {
  return hwdb->map != NULL;
}
int sd_hwdb_new(sd_hwdb **ret) {
  sd_hwdb *hwdb = calloc(1, sizeof *hwdb);
  if (!hwdb)
    return -1;
  hwdb->n_ref = 1;
  *ret = hwdb;
  return 0;
}
sd_hwdb *sd_hwdb_unref(sd_hwdb *hwdb) {
  if (!hwdb)
    return NULL;
  if (--hwdb->n_ref > 0)
    return NULL;
  free(hwdb->map);
  free(hwdb);
  return NULL;
}
//--- query.c
#include "sd-hwdb.h"
#include <stdlib.h>
int looked_up(sd_hwdb *hwdb);
int query_ok(void) {
  __attribute__((cleanup(sd_hwdb_unrefp))) sd_hwdb *hwdb = NULL;
  int r = sd_hwdb_new(&hwdb);
  if (r < 0)
    return r;
  return looked_up(hwdb);
}
int query_bad(void) {
  sd_hwdb *hwdb;
  int r = sd_hwdb_new(&hwdb);
  if (r < 0)
    return r;
  return 1; // both: leak: 'hwdb'
}
//--- words.h
#include <stddef.h>
struct word {
  struct word *next;
};
void wordfree(struct word *list); // not the library's, which ends a wordexp_t
//--- words.c
#include "words.h"
#include <stdlib.h>
void wordfree(struct word *list) {
  while (list != NULL) {
    struct word *next = list->next;
    free(list);
    list = next;
  }
}
//--- parse.c
#include "words.h"
#include <stdlib.h>
int parse_ok(void) {
  struct word *w = malloc(sizeof *w);
  if (!w)
    return -1;
  w->next = NULL;
  wordfree(w);
  return 0;
}
int parse_bad(int n) {
  struct word *w = malloc(sizeof *w);
  if (!w)
    return -1;
  w->next = NULL;
  if (n > 1)
    return 1; // both: leak: 'w'
  wordfree(w);
  return 0;
}
