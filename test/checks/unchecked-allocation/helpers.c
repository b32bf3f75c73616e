// RUN: %check_both %s
#define _GNU_SOURCE
#include <error.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct item {
  int number;
  char name[16];
};

void elsewhere(struct item *item);
void nothing_known(void);
void log_message(const char *text);
void needs_item(struct item *item) __attribute__((nonnull));
void *never_null(size_t size) __attribute__((malloc, returns_nonnull));

// --- what the library dereferences ------------------------------------------
void memset_bad(void) {
  struct item *item = malloc(sizeof *item);
  memset(item, 0, sizeof *item); // expect: unchecked-allocation: is passed unchecked to 'memset', which dereferences it
  free(item);
}

void strcpy_bad(void) {
  struct item *item = malloc(sizeof *item);
  strcpy(item->name, "x"); // expect: unchecked-allocation
  free(item);
}

size_t strlen_bad(const char *text) {
  char *copy = strdup(text);
  size_t length = strlen(copy); // expect: unchecked-allocation: 'copy' may be NULL where 'strdup' failed
  free(copy);
  return length;
}

size_t strlen_ok(const char *text) {
  char *copy = strdup(text);
  size_t length = copy ? strlen(copy) : 0;
  free(copy);
  return length;
}

void stream_bad(char *line) {
  FILE *file = fopen("x", "r");
  fgets(line, 16, file); // expect: unchecked-allocation: 'file' may be NULL where 'fopen' failed
  fclose(file);
}

void stream_ok(char *line) {
  FILE *file = fopen("x", "r");
  if (!file)
    return;
  fgets(line, 16, file);
  fclose(file);
}

void printed_ok(void) {
  char *text = malloc(8);
  printf("%p\n", (void *)text);
  free(text);
}

void grown_bad(void) {
  char *text = malloc(8);
  if (!text)
    return;
  char *more = realloc(text, 16);
  more[8] = 'x'; // expect: unchecked-allocation: 'more' may be NULL where 'realloc' failed
  free(more);
} // where 'text' would be lost nobody gets

void grown_ok(void) {
  char *text = malloc(8);
  if (!text)
    return;
  char *more = realloc(text, 16);
  if (!more) {
    free(text);
    return;
  }
  more[8] = 'x';
  free(more);
}

void attribute_bad(void) {
  struct item *item = malloc(sizeof *item);
  needs_item(item); // expect: unchecked-allocation: passed unchecked to 'needs_item'
}

void attribute_ok(void) {
  struct item *item = malloc(sizeof *item);
  if (item)
    needs_item(item);
}

void never_null_ok(void) {
  struct item *item = never_null(sizeof *item);
  item->number = 1;
  elsewhere(item);
}

// --- functions of this file -------------------------------------------------
static void set(struct item *item) { item->number = 1; }

static void set_if_there(struct item *item) {
  if (item)
    item->number = 1;
}

static void set_sometimes(struct item *item, int really) {
  if (really)
    item->number = 1;
}

void helper_bad(void) {
  struct item *item = malloc(sizeof *item);
  set(item); // expect: unchecked-allocation: passed unchecked to 'set', which dereferences it
  free(item);
}

void helper_ok(void) {
  struct item *item = malloc(sizeof *item);
  set_if_there(item);
  set_sometimes(item, 0);
  free(item);
}

static struct item *item_new(void) {
  struct item *item = malloc(sizeof *item);
  if (!item)
    return NULL;
  item->number = 0;
  return item;
}

static struct item *item_raw(void) { return malloc(sizeof(struct item)); }

static void *must_allocate(size_t size) {
  void *p = malloc(size);
  if (!p)
    abort();
  return p;
}

void wrapper_bad(void) {
  struct item *item = item_new();
  item->number = 1; // expect: unchecked-allocation: 'item' may be NULL where 'item_new' failed
  free(item);
}

void wrapper_ok(void) {
  struct item *item = item_new();
  if (!item)
    return;
  item->number = 1;
  free(item);
}

void raw_wrapper_bad(void) {
  struct item *item = item_raw();
  item->number = 1; // expect: unchecked-allocation: 'item' may be NULL where 'item_raw' failed
  free(item);
}

void must_ok(void) {
  struct item *item = must_allocate(sizeof *item);
  item->number = 1;
  free(item);
}

// NULL that is no failed allocation.
static struct item *first_of(struct item *items, int count) { return count ? items : NULL; }

int no_allocation_ok(struct item *items) { return first_of(items, 1)->number; }

static int is_there(const struct item *item) { return item != NULL; }

int predicate_ok(void) {
  struct item *item = malloc(sizeof *item);
  if (!is_there(item))
    return -1;
  item->number = 1;
  free(item);
  return 0;
}

static void check(const struct item *item) {
  if (!item)
    exit(1);
}

void checker_ok(void) {
  struct item *item = malloc(sizeof *item);
  check(item);
  item->number = 1;
  free(item);
}

// --- who does not come back -------------------------------------------------
static void die(const char *text) {
  fprintf(stderr, "%s\n", text);
  exit(1);
}

void die_ok(void) {
  struct item *item = malloc(sizeof *item);
  if (!item)
    die("out of memory");
  item->number = 1;
  free(item);
}

void error_ok(void) {
  struct item *item = malloc(sizeof *item);
  if (!item)
    error(1, 0, "out of memory");
  item->number = 1;
  free(item);
}

void error_bad(void) {
  struct item *item = malloc(sizeof *item);
  if (!item)
    error(0, 0, "out of memory");
  item->number = 1; // expect: unchecked-allocation
  free(item);
}

// It may not come back, and nobody says that it does.
void nothing_known_ok(void) {
  struct item *item = malloc(sizeof *item);
  if (!item)
    nothing_known();
  item->number = 1;
  free(item);
}

void only_logs_bad(void) {
  struct item *item = malloc(sizeof *item);
  if (!item)
    log_message("out of memory");
  item->number = 1; // expect: unchecked-allocation
  free(item);
}

// It may be what checks it.
void elsewhere_ok(void) {
  struct item *item = malloc(sizeof *item);
  elsewhere(item);
  item->number = 1;
  free(item);
}
