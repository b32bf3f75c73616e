// RUN: %check_both %s -- -std=gnu11
// A callee that could not make a block clears the flag that says that there is one; and one that fails behind what
// it has put into a fresh object.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct lamp {
  int lit, loud;
  void *oil;
};

static void light(struct lamp *lamp) {
  lamp->oil = malloc(20);
  if (!lamp->oil) {
    fputs("no oil\n", stderr);
    lamp->lit = 0;
    return;
  }
  memset(lamp->oil, 1, 20);
}

static void put_out(struct lamp *lamp) {
  free(lamp->oil);
  lamp->oil = NULL;
}

int evening_ok(int dark, int early) {
  struct lamp lamp;
  int status = 1;
  lamp.lit = dark;
  lamp.loud = 0;
  if (lamp.lit)
    light(&lamp);
  if (early)
    goto out;
  status = 0;
out:
  if (lamp.lit)
    put_out(&lamp);
  return status;
}

int evening_bad(int dark, int early) {
  struct lamp lamp;
  lamp.lit = dark;
  lamp.loud = early;
  if (lamp.lit)
    light(&lamp);
  if (lamp.loud)
    put_out(&lamp);
  return 0; // expect: leak: 'lamp.oil'
}

struct place {
  char *house, *street;
};

static int split(const char *text, char **one, char **other) {
  const char *comma = strchr(text, ',');
  if (!comma)
    return 0;
  *one = strndup(text, comma - text);
  *other = strdup(comma + 1);
  return *one && *other;
}

static void place_free(struct place *p) {
  if (!p)
    return;
  free(p->house);
  free(p->street);
  free(p);
}

struct place *place_ok(const char *text) {
  struct place *p = calloc(1, sizeof *p);
  if (!split(text, &p->house, &p->street))
    goto fail;
  return p;
fail:
  place_free(p);
  return NULL;
}

struct place *place_bad(const char *text) {
  struct place *p = calloc(1, sizeof *p);
  if (!p)
    return NULL;
  if (!split(text, &p->house, &p->street)) {
    free(p->house);
    free(p); // expect: leak: 'street'
    return NULL;
  }
  return p;
}
