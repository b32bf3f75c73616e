// RUN: %check_both %s
// Hard pattern 4: correlated branches; a flag tested twice; a flag of another file that does not change between.
#define _GNU_SOURCE
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

extern bool verbose;
struct options {
  bool copy;
  int level;
};
int step(int n);

int by_parameter_ok(bool own, char *text) {
  char *used = own ? strdup(text) : text;
  int n = used ? step(used[0]) : 0;
  if (own)
    free(used);
  return n;
}

int by_parameter_bad(bool own, char *text) {
  char *used = own ? strdup(text) : text;
  int n = used ? step(used[0]) : 0;
  if (!own)
    n++;
  return n; // expect: leak: 'used'
}

int by_field_ok(const struct options *o, const char *s) {
  char *copy = NULL;
  if (o->copy)
    copy = strdup(s);
  int n = (int)strlen(copy ? copy : s);
  if (o->copy)
    free(copy);
  return n;
}

int by_extern_ok(const char *s) {
  char *copy = NULL;
  if (verbose)
    copy = strdup(s);
  int n = (int)strlen(s);
  if (verbose)
    free(copy);
  return n;
}

int by_extern_bad(const char *s) {
  char *copy = NULL;
  if (verbose)
    copy = strdup(s);
  int n = (int)strlen(s);
  if (!verbose)
    free(copy);
  return n; // expect: leak: 'copy'
}

// Two flags that are tested together.
int by_two_ok(const struct options *o, const char *path) {
  FILE *log = NULL;
  bool wants = o->level > 2 && !o->copy;
  if (wants) {
    log = fopen(path, "a");
    if (!log)
      return -1;
  }
  int n = step(o->level);
  if (wants)
    fclose(log);
  return n;
}

int by_two_bad(const struct options *o, const char *path) {
  FILE *log = NULL;
  bool wants = o->level > 2 && !o->copy;
  if (wants) {
    log = fopen(path, "a");
    if (!log)
      return -1;
  }
  int n = step(o->level);
  if (!wants)
    n++;
  return n; // expect: leak: 'log'
}

// Told by an error code that only failures set.
int by_code_ok(const char *s) {
  int error = 0;
  char *copy = strdup(s);
  if (!copy)
    error = -1;
  if (!error && step(1) < 0) {
    error = -2;
    free(copy);
  }
  if (error)
    return error;
  free(copy);
  return 0;
}
