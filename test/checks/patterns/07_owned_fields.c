// RUN: %check_both %s
// Hard pattern 7: an owning field of a struct that is freed; a field overwritten while it owns.
#define _GNU_SOURCE
#include <stdlib.h>
#include <string.h>

struct person {
  char *name;
  char *mail;
  int age;
};

void person_free(struct person *p) {
  if (!p)
    return;
  free(p->name);
  free(p->mail);
  free(p);
}

struct person *person_new(const char *name, const char *mail) {
  struct person *p = calloc(1, sizeof *p);
  if (!p)
    return NULL;
  p->name = strdup(name);
  p->mail = strdup(mail);
  if (!p->name || !p->mail) {
    person_free(p);
    return NULL;
  }
  return p;
}

int shell_only_bad(const char *name) {
  struct person *p = calloc(1, sizeof *p);
  if (!p)
    return -1;
  p->name = strdup(name);
  if (p->name)
    p->age = 3;
  free(p); // expect: leak
  return 0;
}

int shell_only_ok(const char *name) {
  struct person *p = calloc(1, sizeof *p);
  if (!p)
    return -1;
  p->name = strdup(name);
  free(p->name);
  free(p);
  return 0;
}

int overwritten_bad(struct person *p, const char *name) {
  p->name = strdup(name);
  if (!p->name)
    return -1;
  p->name = strdup("other"); // expect: leak: 'name'
  return 0;
}

int overwritten_ok(struct person *p, const char *name) {
  char *copy = strdup(name);
  if (!copy)
    return -1;
  free(p->name);
  p->name = copy;
  return 0;
}

void destroyed_twice_bad(const char *name) {
  struct person *p = person_new(name, "");
  if (!p)
    return;
  person_free(p);
  person_free(p); // expect: double-free: 'p'
}

void field_after_bad(const char *name) {
  struct person *p = person_new(name, "");
  if (!p)
    return;
  char *kept = p->name;
  person_free(p);
  kept[0] = 'x'; // expect: use-after-free
}

void field_before_ok(const char *name) {
  struct person *p = person_new(name, "");
  if (!p)
    return;
  char *kept = p->name;
  p->name = NULL;
  person_free(p);
  free(kept);
}

int half_made_bad(const char *name, struct person **out) {
  struct person *p = calloc(1, sizeof *p);
  if (!p)
    return -1;
  p->name = strdup(name);
  if (!p->name)
    return -1; // expect: error-path-leak: 'p'
  *out = p;
  return 0;
}
