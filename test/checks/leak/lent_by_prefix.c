// RUN: %check_both %s -- -std=gnu11
// What a prefix lends stays whose it is, wherever the callee puts it.
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

struct value {
  const void *owner; // whose map it is in
  char *own_text;
};

struct map {
  struct value *own_slots[4];
  int count;
};

static struct map *map_create(void) { return calloc(1, sizeof(struct map)); }

static void map_destroy(struct map *own_map) {
  if (!own_map)
    return;
  for (int i = 0; i < own_map->count; i++)
    free(own_map->own_slots[i]);
  free(own_map);
}

static struct value *value_create(void) { return calloc(1, sizeof(struct value)); }

static void map_put(struct map *mut_map, struct value *own_value) {
  own_value->owner = mut_map;
  mut_map->own_slots[mut_map->count++] = own_value;
}

int map_put_bad(void) {
  struct map *own_map = map_create();
  if (!own_map)
    return -1;
  struct value *own_value = value_create();
  if (!own_value) {
    map_destroy(own_map);
    return -1;
  }
  map_put(own_map, own_value);
  own_value = NULL;
  return 0; // expect: leak: 'own_map'
}

int map_put_ok(void) {
  struct map *own_map = map_create();
  if (!own_map)
    return -1;
  struct value *own_value = value_create();
  if (!own_value) {
    map_destroy(own_map);
    return -1;
  }
  map_put(own_map, own_value);
  own_value = NULL;
  map_destroy(own_map);
  return 0;
}

struct log {
  int level;
};

struct parser {
  const struct log *ref_log;
  int at;
};

static struct log *log_create(void) { return calloc(1, sizeof(struct log)); }

static struct parser *parser_create(const struct log *ref_log) {
  struct parser *own_parser = malloc(sizeof *own_parser);
  if (!own_parser)
    return NULL;
  own_parser->ref_log = ref_log;
  own_parser->at = 0;
  return own_parser;
}

static void parser_destroy(struct parser *own_parser) { free(own_parser); }

int parser_create_bad(void) {
  struct log *own_log = log_create();
  if (!own_log)
    return -1;
  struct parser *own_parser = parser_create(own_log);
  if (!own_parser) {
    free(own_log);
    return -1;
  }
  parser_destroy(own_parser);
  return 0; // expect: leak: 'own_log'
}

int parser_create_ok(void) {
  struct log *own_log = log_create();
  if (!own_log)
    return -1;
  struct parser *own_parser = parser_create(own_log);
  if (own_parser)
    parser_destroy(own_parser);
  free(own_log);
  return 0;
}

struct store {
  const struct log *ref_log;
  const struct parser *ref_parser;
};

static struct store *log_store_create(int size, const struct log *ref_log) {
  struct store *own_store = size > 0 ? calloc(1, sizeof *own_store) : NULL;
  if (own_store)
    own_store->ref_log = ref_log;
  return own_store;
}

static void log_store_destroy(struct store *own_store) { free(own_store); }

// The store is what is made here: nothing is stored in it.
int log_store_create_bad(void) {
  struct log *own_log = log_create();
  if (!own_log)
    return -1;
  struct store *own_store = log_store_create(1, own_log);
  if (!own_store)
    return -1; // expect: error-path-leak: 'own_log'
  log_store_destroy(own_store);
  free(own_log);
  return 0;
}

int log_store_create_ok(void) {
  struct log *own_log = log_create();
  if (!own_log)
    return -1;
  struct store *own_store = log_store_create(1, own_log);
  if (!own_store) {
    free(own_log);
    return -1;
  }
  log_store_destroy(own_store);
  free(own_log);
  return 0;
}

struct list {
  void *items[8];
  int count;
};

static bool list_add(struct list *mut_list, void *mut_item) {
  if (mut_list->count == 8)
    return false;
  mut_list->items[mut_list->count++] = mut_item;
  return true;
}

// A full list keeps nothing, and who asks is told so.
int list_add_bad(struct list *mut_list) {
  struct log *own_log = log_create();
  if (!own_log)
    return -1;
  if (!list_add(mut_list, own_log))
    return -1; // expect: error-path-leak: 'own_log'
  return 0;
}

int list_add_ok(struct list *mut_list) {
  struct log *own_log = log_create();
  if (!own_log)
    return -1;
  if (!list_add(mut_list, own_log)) {
    free(own_log);
    return -1;
  }
  return 0;
}

int list_add_unasked_ok(struct list *mut_list) {
  struct log *own_log = log_create();
  if (own_log)
    list_add(mut_list, own_log);
  return 0;
}
