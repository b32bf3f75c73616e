// RUN: %check_both %s
// A non-heap address, the middle of a block, a borrow of the library's.
#define _GNU_SOURCE
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct box {
  int size;
  char name[16];
  char *text;
};

static int counter;
static char table[16];

void local_bad(void) {
  int n = 0;
  int *p = &n;
  free(p); // expect: release-mismatch
}

void local_ok(void) {
  int *p = malloc(sizeof *p);
  free(p);
}

void array_bad(void) {
  char buffer[10];
  char *p = buffer;
  free(p); // expect: release-mismatch
}

void array_or_heap_ok(size_t n) {
  char buffer[10];
  char *p = n > sizeof buffer ? malloc(n) : buffer;
  if (p)
    *p = 0;
  if (p != buffer)
    free(p);
}

void array_or_heap_bad(size_t n) {
  char buffer[10];
  char *p = n > sizeof buffer ? malloc(n) : buffer;
  if (p)
    *p = 0;
  free(p); // expect: release-mismatch: 'p'
}

void static_bad(void) {
  int *p = &counter;
  free(p); // expect: release-mismatch
}

void static_array_bad(void) {
  char *p = table;
  free(p); // expect: release-mismatch
}

void literal_bad(void) {
  char *p = "text";
  free(p); // expect: release-mismatch: 'p'
}

void literal_or_copy_bad(bool b, const char *s) {
  char *p = "text";
  if (b)
    p = strdup(s);
  free(p); // expect: release-mismatch: 'p'
}

void literal_or_copy_ok(bool b, const char *s) {
  char *p = NULL;
  if (b)
    p = strdup(s);
  free(p);
}

void stack_bad(void) {
  char *p = __builtin_alloca(10);
  free(p); // expect: release-mismatch: 'p'
}

void environment_bad(void) {
  char *home = getenv("HOME");
  free(home); // expect: release-mismatch: 'home'
}

void environment_ok(void) {
  char *home = getenv("HOME");
  char *copy = home ? strdup(home) : NULL;
  free(copy);
}

void library_static_bad(time_t t) {
  struct tm *tm = localtime(&t);
  free(tm); // expect: release-mismatch: 'tm'
}

void middle_bad(void) {
  char *p = malloc(10);
  if (!p)
    return;
  p++;
  free(p); // expect: release-mismatch: 'p'
}

void middle_ok(void) {
  char *p = malloc(10);
  if (!p)
    return;
  char *q = p + 1;
  *q = 0;
  free(q - 1);
}

void field_address_bad(struct box *b) {
  char *name = b->name;
  free(name); // expect: release-mismatch: 'name'
}

void field_value_ok(struct box *b) {
  char *text = b->text;
  free(text);
}

void first_field_ok(void) {
  struct box *b = malloc(sizeof *b);
  if (!b)
    return;
  int *size = &b->size;
  *size = 3;
  free(size);
}

void found_not_seen(const char *s) {
  char *copy = strdup(s);
  if (!copy)
    return;
  copy = strchr(copy, ':');
  free(copy); // not seen: release-mismatch: 'copy'
}

void found_ok(const char *s) {
  char *copy = strdup(s);
  if (!copy)
    return;
  char *colon = strchr(copy, ':');
  if (colon)
    *colon = 0;
  free(copy);
}

// Moved back to the beginning, as container_of does.
#define container_of(ptr, type, member)                                        \
  ((type *)((char *)(ptr)-offsetof(type, member)))

void container_ok(char *name) {
  struct box *b = container_of(name, struct box, name);
  free(b);
}

char *payload_of(struct box *b) { return b->name; }

void payload_ok(void) {
  struct box *b = malloc(sizeof *b);
  if (!b)
    return;
  char *payload = payload_of(b);
  *payload = 0;
  free(container_of(payload, struct box, name));
}

void copied_into_bad(const char *s) {
  char *p = malloc(8);
  if (!p)
    return;
  char *q = strcpy(p + 1, s);
  free(q); // expect: release-mismatch: 'q'
}

void copied_into_ok(const char *s) {
  char *p = malloc(8);
  if (!p)
    return;
  char *q = strcpy(p, s);
  free(q);
}

void either_text_bad(int n) {
  char *p;
  if (n)
    p = (char *)"one";
  else
    p = (char *)"two";
  free(p); // expect: release-mismatch: 'p'
}

void text_or_copy_ok(int n) {
  char *p;
  if (n > 4)
    p = strdup("one");
  else
    p = (char *)"two";
  if (n > 4)
    free(p);
}

void number_bad(void) {
  free((void *)1000); // expect: release-mismatch: 'free' releases an address, which was never allocated
}

void null_ok(void) { free((void *)0); }

// Whatever a function that nobody knows does with the block: its start is where it was.
void seen_by_other(int *p);
void moved_and_shown_bad(void) {
  int *p = malloc(8);
  p += 1;
  seen_by_other(p);
  free(p); // expect: release-mismatch: 'p'
}
void shown_ok(void) {
  int *p = malloc(8);
  p += 1;
  seen_by_other(p);
  free(p - 1);
}

// getline() gives the old buffer to realloc().
void line_on_stack_bad(FILE *f) {
  char room[10];
  char *line = room;
  size_t n = sizeof room;
  getline(&line, &n, f); // expect: release-mismatch: 'getline' releases 'line', which was never allocated
}
void line_on_heap_ok(FILE *f) {
  size_t n = 10;
  char *line = malloc(n);
  getline(&line, &n, f);
  free(line);
}
