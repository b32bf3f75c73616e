// RUN: %check_both %s
// An owned result that nothing is bound to.
#define _GNU_SOURCE
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct data data_t;
data_t *data_create(int value);
data_t *data_copy(const data_t *ref_data);
void data_destroy(data_t *own_data);
int data_get_integer(const data_t *ref_data);
const data_t *data_get_first(const data_t *ref_data);

void statement_bad(const char *s) {
  strdup(s); // expect: discarded-result
}

void statement_ok(const char *s) {
  char *copy = strdup(s);
  free(copy);
}

void created_bad(void) {
  data_create(1); // expect: discarded-result
}

void created_ok(void) {
  data_destroy(data_create(1));
}

void borrowed_argument_bad(const char *s) {
  puts(strdup(s)); // expect: discarded-result
}

void borrowed_argument_ok(const char *s) {
  char *copy = strdup(s);
  if (copy)
    puts(copy);
  free(copy);
}

int nested_bad(const data_t *ref_data) {
  return data_get_integer(data_copy(ref_data)); // expect: discarded-result
}

int nested_ok(const data_t *ref_data) {
  data_t *own_copy = data_copy(ref_data);
  int n = data_get_integer(own_copy);
  data_destroy(own_copy);
  return n;
}

bool tested_bad(const char *s) {
  if (strdup(s)) // expect: discarded-result
    return true;
  return false;
}

bool tested_ok(const char *s) {
  char *copy = strdup(s);
  bool ok = copy != NULL;
  free(copy);
  return ok;
}

void stream_bad(const char *path) {
  if (!fopen(path, "r")) // expect: discarded-result
    puts("no such file");
}

void stream_ok(const char *path) {
  FILE *f = fopen(path, "r");
  if (!f)
    puts("no such file");
  else
    fclose(f);
}

void comma_bad(int n) {
  n++, malloc(n); // expect: discarded-result
}

void comma_ok(int n) {
  char *p = (n++, malloc(n));
  free(p);
}

// Borrowed results may be dropped.
void borrowed_result_ok(const data_t *ref_data) {
  data_get_first(ref_data);
  getenv("HOME");
}

// Freed at once, returned, handed on, stored: all bound.
char *returned_ok(const char *s) { return strdup(s); }

struct box {
  char *text;
};

void stored_ok(struct box *b, const char *s) { b->text = strdup(s); }

struct box literal_ok(const char *s) { return (struct box){strdup(s)}; }

void unknown(char *text);

void handed_on_ok(const char *s) { unknown(strdup(s)); }
