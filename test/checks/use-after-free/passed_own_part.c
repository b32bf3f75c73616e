// A setter that is passed what it releases: `person_rename(p, p->name)`.
// RUN: %check_both %s -- -std=gnu11
#include <stdlib.h>
#include <string.h>

struct person {
  char *name;
  char *nick;
  int renamed;
};

static void person_rename(struct person *p, const char *name) {
  free(p->name);
  p->name = strdup(name);
}

// through a function that only passes both on
static void person_rename_counted(struct person *p, const char *name) {
  p->renamed++;
  person_rename(p, name);
}

static int person_rename_checked(struct person *p, const char *name) {
  if (!p || !name)
    return -1;
  if (p->name)
    free(p->name);
  p->name = strdup(name);
  return p->name ? 0 : -1;
}

static void person_rename_or_clear(struct person *p, const char *name) {
  free(p->name);
  if (name)
    p->name = strdup(name);
  else
    p->name = NULL;
}

static void person_take_name(struct person *p, char *name) {
  free(p->name);
  p->name = name;
}

void same_name_bad(struct person *p) {
  person_rename(p, p->name); // expect: use-after-free: 'p->name' is used after 'person_rename' released it
}

void tail_of_name_bad(struct person *p) {
  const char *tail = p->name + 1;
  person_rename(p, tail); // expect: use-after-free: 'tail' is used
}

void through_wrapper_bad(struct person *p) {
  person_rename_counted(p, p->name); // expect: use-after-free: 'p->name' is used after 'person_rename_counted'
}

int checked_bad(struct person *p) {
  return person_rename_checked(p, p->name); // expect: use-after-free: 'p->name' is used
}

void or_cleared_bad(struct person *p) {
  person_rename_or_clear(p, p->name); // expect: use-after-free: 'p->name' is used
}

size_t same_taken_bad(struct person *p) {
  person_take_name(p, p->name);
  return strlen(p->name); // expect: use-after-free: 'p->name' is used after 'person_take_name' released it
}

// Another's name, another of its members, a copy of its own.
void others_name_ok(struct person *p, struct person *q) { person_rename(p, q->name); }

void nick_ok(struct person *p) { person_rename(p, p->nick); }

void constant_ok(struct person *p) { person_rename_counted(p, "anna"); }

size_t copied_ok(struct person *p) {
  char *copy = strdup(p->name);
  person_take_name(p, copy);
  return p->name ? strlen(p->name) : 0;
}

void none_yet_ok(struct person *p) {
  if (!p->name)
    person_rename_or_clear(p, p->name);
}

// Callees that are made for it.
static void copied_first(struct person *p, const char *name) {
  char *copy = strdup(name);
  free(p->name);
  p->name = copy;
}

static void same_asked(struct person *p, const char *name) {
  if (p->name == name)
    return;
  free(p->name);
  p->name = strdup(name);
}

static void equal_asked(struct person *p, const char *name) {
  if (p->name && strcmp(p->name, name) == 0)
    return;
  free(p->name);
  p->name = strdup(name);
}

static void take_other(struct person *p, char *name) {
  if (p->name != name)
    free(p->name);
  p->name = name;
}

void copied_first_ok(struct person *p) { copied_first(p, p->name); }

void same_asked_ok(struct person *p) { same_asked(p, p->name); }

void equal_asked_ok(struct person *p) { equal_asked(p, p->name); }

size_t take_other_ok(struct person *p) {
  take_other(p, p->name);
  return strlen(p->name);
}
