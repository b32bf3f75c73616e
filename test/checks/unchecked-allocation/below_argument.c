// RUN: %check_both %s -- -std=gnu11
// A helper dereferences what it finds in its caller's memory.
#include <stdlib.h>

char *strcpy(char *, const char *);

struct record {
  char *text;
  int count;
};

static void fill(char **place) {
  char *text = *place;
  strcpy(text, "x");
}
static void fill_record(struct record *r) { r->text[0] = 'a'; }
static void fill_some(struct record *r) {
  if (r->count)
    r->text[0] = 'a';
}
static void fill_asked(struct record *r) {
  if (r->text)
    r->text[0] = 'a';
}
static void reset(struct record *r) {
  fill_record(r);
  r->count = 1;
}

void place_bad(void) {
  char *text = malloc(10);
  fill(&text); // expect: unchecked-allocation: 'text' may be NULL where 'malloc' failed, and is passed unchecked to 'fill'
  free(text);
}

void place_ok(void) {
  char *text = malloc(10);
  if (text)
    fill(&text);
  free(text);
}

void field_bad(struct record *r) {
  r->text = malloc(10);
  fill_record(r); // expect: unchecked-allocation: 'r->text' may be NULL
}

void field_ok(struct record *r) {
  r->text = malloc(10);
  if (!r->text)
    return;
  fill_record(r);
}

void deeper_bad(void) {
  struct record r;
  r.text = malloc(10);
  reset(&r); // expect: unchecked-allocation: 'r.text' may be NULL
  free(r.text);
}

void some_ok(struct record *r) {
  r->text = malloc(10);
  r->count = r->text != NULL;
  fill_some(r);
}

void asked_ok(struct record *r) {
  r->text = malloc(10);
  fill_asked(r);
}

// The same of a variable of the program.
static char *table;
static struct record *current;

static void clear_table(void) { table[0] = 0; }

static void clear_table_if_any(void) {
  if (table)
    table[0] = 0;
}

static void forget_text(void) { current->text = NULL; }

void make_table_bad(void) {
  table = malloc(30);
  clear_table(); // expect: unchecked-allocation: 'table'
}

void make_table_ok(void) {
  table = malloc(30);
  clear_table_if_any();
}

int make_current_bad(void) {
  current = malloc(sizeof *current);
  forget_text(); // expect: unchecked-allocation: 'current'
  return 0;
}

int make_current_ok(void) {
  current = malloc(sizeof *current);
  if (!current)
    return -1;
  forget_text();
  return 0;
}
