// RUN: %check_both %s
// Exits that report failure: NULL, a negative number, false.
#define _GNU_SOURCE
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int negative_bad(const char *s) {
  char *a = strdup(s);
  if (!a)
    return -1;
  char *b = strdup(s);
  if (!b)
    return -1; // expect: error-path-leak: 'a'
  free(b);
  free(a);
  return 0;
}

int negative_ok(const char *s) {
  char *a = strdup(s);
  if (!a)
    return -1;
  char *b = strdup(s);
  if (!b) {
    free(a);
    return -1;
  }
  free(b);
  free(a);
  return 0;
}

char *null_bad(const char *path) {
  FILE *f = fopen(path, "r");
  if (!f)
    return NULL;
  char *text = malloc(100);
  if (!text)
    return NULL; // expect: error-path-leak: 'f'
  fclose(f);
  return text;
}

char *null_ok(const char *path) {
  FILE *f = fopen(path, "r");
  if (!f)
    return NULL;
  char *text = malloc(100);
  if (!text) {
    fclose(f);
    return NULL;
  }
  fclose(f);
  return text;
}

bool false_bad(const char *s, char **out) {
  char *a = strdup(s);
  if (!a)
    return false;
  if (strlen(a) > 100)
    return false; // expect: error-path-leak: 'a'
  *out = a;
  return true;
}

bool false_ok(const char *s, char **out) {
  char *a = strdup(s);
  if (!a)
    return false;
  if (strlen(a) > 100) {
    free(a);
    return false;
  }
  *out = a;
  return true;
}

// The result comes back through a variable.
int variable_bad(const char *s) {
  int status = 0;
  char *a = strdup(s);
  if (!a)
    return -1;
  if (strlen(a) > 100) {
    status = -1;
    return status; // expect: error-path-leak: 'a'
  }
  free(a);
  return status;
}

int variable_ok(const char *s) {
  int status = 0;
  char *a = strdup(s);
  if (!a)
    return -1;
  if (strlen(a) > 100)
    status = -1;
  free(a);
  return status;
}

// A struct half built.
struct person {
  char *name;
  char *city;
};

struct person *build_bad(const char *name, const char *city) {
  struct person *p = malloc(sizeof *p);
  if (!p)
    return NULL;
  p->name = strdup(name);
  if (!p->name)
    return NULL; // expect: error-path-leak: 'p'
  p->city = strdup(city);
  if (!p->city) {
    free(p->name);
    free(p);
    return NULL;
  }
  return p;
}

struct person *build_ok(const char *name, const char *city) {
  struct person *p = malloc(sizeof *p);
  if (!p)
    return NULL;
  p->name = strdup(name);
  if (!p->name) {
    free(p);
    return NULL;
  }
  p->city = strdup(city);
  if (!p->city) {
    free(p->name);
    free(p);
    return NULL;
  }
  return p;
}

// The struct is freed, its field is not.
struct person *half_freed_bad(const char *name, const char *city) {
  struct person *p = malloc(sizeof *p);
  if (!p)
    return NULL;
  p->name = strdup(name);
  p->city = strdup(city);
  if (!p->name || !p->city) {
    free(p->city);
    free(p); // expect: leak
    return NULL;
  }
  return p;
}

struct person *half_freed_ok(const char *name, const char *city) {
  struct person *p = malloc(sizeof *p);
  if (!p)
    return NULL;
  p->name = strdup(name);
  p->city = strdup(city);
  if (!p->name || !p->city) {
    free(p->city);
    free(p->name);
    free(p);
    return NULL;
  }
  return p;
}

// Success that leaves something behind is a plain leak.
int success_bad(const char *s) {
  char *a = strdup(s);
  if (!a)
    return -1;
  puts(a);
  return 0; // expect: leak: 'a'
}

int in_loop_bad(char **out, int n) {
  for (int i = 0; i < n; i++) {
    char *p = strdup("x");
    if (!p)
      return -1;
    if (strlen(p) > 100)
      return -1; // expect: error-path-leak: 'p'
    out[i] = p;
  }
  return 0;
}

int in_loop_ok(char **out, int n) {
  for (int i = 0; i < n; i++) {
    char *p = strdup("x");
    if (!p)
      return -1;
    if (strlen(p) > 100) {
      free(p);
      return -1;
    }
    out[i] = p;
  }
  return 0;
}
