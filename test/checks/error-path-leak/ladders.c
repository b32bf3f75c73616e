// RUN: %check_both %s
// goto ladders: a missed rung is found at the goto, a missing one at the end.
#define _GNU_SOURCE
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int use(const char *a, const char *b, FILE *f);

int wrong_rung_bad(const char *path) {
  int result = -1;
  char *a = strdup(path);
  if (!a)
    goto out;
  char *b = strdup(path);
  if (!b)
    goto out; // expect: error-path-leak: 'a'
  FILE *f = fopen(path, "r");
  if (!f)
    goto free_b;
  result = use(a, b, f);
  fclose(f);
free_b:
  free(b);
  free(a);
out:
  return result;
}

int wrong_rung_ok(const char *path) {
  int result = -1;
  char *a = strdup(path);
  if (!a)
    goto out;
  char *b = strdup(path);
  if (!b)
    goto free_a;
  FILE *f = fopen(path, "r");
  if (!f)
    goto free_b;
  result = use(a, b, f);
  fclose(f);
free_b:
  free(b);
free_a:
  free(a);
out:
  return result;
}

// No rung releases b, whoever comes by.
int missing_rung_bad(const char *path) {
  char *a = NULL, *b = NULL;
  a = strdup(path);
  if (!a)
    goto fail;
  b = strdup(path);
  if (!b)
    goto fail;
  if (use(a, b, NULL) < 0)
    goto fail;
  free(a);
  free(b);
  return 0;
fail:
  free(a);
  return -1; // expect: error-path-leak: 'b'
}

int missing_rung_ok(const char *path) {
  char *a = NULL, *b = NULL;
  a = strdup(path);
  if (!a)
    goto fail;
  b = strdup(path);
  if (!b)
    goto fail;
  if (use(a, b, NULL) < 0)
    goto fail;
  free(a);
  free(b);
  return 0;
fail:
  free(b);
  free(a);
  return -1;
}

// One label for both ways out; everything starts as NULL.
char *shared_label_ok(const char *path) {
  char *result = NULL, *a = NULL, *b = NULL;
  a = strdup(path);
  if (!a)
    goto out;
  b = strdup(path);
  if (!b)
    goto out;
  result = a;
  a = NULL;
out:
  free(b);
  free(a);
  return result;
}

// Linux style: each label undoes one step.
struct device {
  char *name;
  char *rings;
};

struct device *probe_ok(const char *name) {
  struct device *d = calloc(1, sizeof *d);
  if (!d)
    return NULL;
  d->name = strdup(name);
  if (!d->name)
    goto err_free_device;
  d->rings = malloc(4096);
  if (!d->rings)
    goto err_free_name;
  return d;

err_free_name:
  free(d->name);
err_free_device:
  free(d);
  return NULL;
}

struct device *probe_bad(const char *name) {
  struct device *d = calloc(1, sizeof *d);
  if (!d)
    return NULL;
  d->name = strdup(name);
  if (!d->name)
    goto err_free_device;
  d->rings = malloc(4096);
  if (!d->rings)
    goto err_free_device; // expect: error-path-leak
  return d;

err_free_device:
  free(d);
  return NULL;
}
