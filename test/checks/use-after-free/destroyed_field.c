// RUN: %check_both %s -- -std=gnu11
// A destroy function that releases what it finds in a loop writes to no cell of its caller's; one that takes its
// object out of a list does.
#include <stdlib.h>

struct section {
  char *name;
};

struct config {
  struct section *sections;
  size_t count;
};

struct app {
  struct config *config;
};

static void config_free(struct config *c) {
  for (size_t i = 0; i < c->count; i++)
    free(c->sections[i].name);
  free(c->sections);
  free(c);
}

size_t pointed_bad(struct config **c) {
  config_free(*c);
  return (*c)->count; // expect: use-after-free: 'c->count' is used after 'config_free' released it
}

size_t field_bad(struct app *a) {
  config_free(a->config);
  return a->config->count; // expect: use-after-free: 'a->config->count' is used after 'config_free' released it
}

void twice_bad(struct app *a) {
  config_free(a->config);
  config_free(a->config); // expect: double-free: 'a->config' is released twice
}

static void app_clear(struct app *a) { config_free(a->config); }

size_t helper_bad(struct app *a) {
  app_clear(a);
  return a->config->count; // expect: use-after-free: 'a->config->count' is used after 'app_clear' released it
}

size_t renewed_ok(struct app *a, struct config *fresh) {
  config_free(a->config);
  a->config = fresh;
  return a->config->count;
}

struct item {
  struct item *next, **link;
  char **words;
  int count;
};

struct list {
  struct item *first;
};

static void item_free(struct item *i) {
  *i->link = i->next;
  if (i->next)
    i->next->link = i->link;
  for (int n = 0; n < i->count; n++)
    free(i->words[n]);
  free(i->words);
  free(i);
}

void list_clear_ok(struct list *l) {
  while (l->first)
    item_free(l->first);
}

int unlinked_ok(struct list *l) {
  item_free(l->first);
  return l->first ? l->first->count : 0;
}
