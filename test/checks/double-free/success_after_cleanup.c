// RUN: %check_both %s -- -std=gnu11
// An exit that cleans up and reports success all the same: what another exit gives for the same result is released by whoever asks.
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

bool is_ready(void);
int probe(void);

struct device {
  char *name, *buffer;
  int state;
};

static int device_open(struct device *d, const char *name) {
  int status = -1;
  d->name = strdup(name);
  if (!d->name)
    return status;
  d->buffer = malloc(64);
  if (!d->buffer)
    goto no_buffer;
  status = 0;
  if (!is_ready())
    goto not_ready; // and status says that all went well
  return status;
not_ready:
  free(d->buffer);
no_buffer:
  free(d->name);
  return status;
}

void open_bad(const char *name) {
  struct device d = {0};
  if (device_open(&d, name) == 0) {
    free(d.buffer); // expect: double-free: 'd.buffer'
    free(d.name);   // expect: double-free: 'd.name'
  }
}

static bool text_of(char **out, const char *from) {
  *out = strdup(from);
  if (!*out)
    return false;
  if (!is_ready()) {
    free(*out);
    return true;
  }
  return true;
}

void text_bad(const char *from) {
  char *text;
  if (text_of(&text, from))
    free(text); // expect: double-free: 'text'
}

void used_bad(const char *from) {
  char *text;
  if (!text_of(&text, from))
    return;
  if (text[0] == 'a') // expect: use-after-free: 'text[0]'
    probe();
  free(text);
}

static int device_start(struct device *d, const char *name) {
  int status = -1;
  d->name = strdup(name);
  if (!d->name)
    return status;
  status = is_ready() ? 0 : -2;
  if (status)
    free(d->name);
  return status;
}

void start_ok(const char *name) {
  struct device d = {0};
  if (device_start(&d, name) == 0)
    free(d.name);
}

// The caller can ask the field that says which exit it was.
static int device_try(struct device *d, const char *name) {
  d->name = strdup(name);
  if (!d->name)
    return -1;
  if (!is_ready()) {
    free(d->name);
    d->state = 0;
    return 0;
  }
  d->state = 1;
  return 0;
}

void try_ok(const char *name) {
  struct device d = {0};
  if (device_try(&d, name) == 0 && d.state)
    free(d.name);
}

// Or another pointer, of which only one exit gives a value.
static int device_both(struct device *d, const char *name) {
  d->name = strdup(name);
  if (!d->name)
    return -1;
  d->buffer = malloc(64);
  if (!d->buffer) {
    free(d->name);
    return 0;
  }
  return 0;
}

void both_ok(const char *name) {
  struct device d = {0};
  if (device_both(&d, name) == 0 && d.buffer) {
    free(d.buffer);
    free(d.name);
  }
}

// What no result tells, something else may tell: is_ready() again.
static void device_fill(struct device *d, const char *name) {
  d->name = strdup(name);
  if (!is_ready())
    free(d->name);
}

void fill_ok(const char *name) {
  struct device d = {0};
  device_fill(&d, name);
  free(d.name);
}

static int text_or_null(char **out, const char *from) {
  *out = strdup(from);
  if (!*out)
    return -1;
  if (!is_ready()) {
    free(*out);
    *out = NULL;
  }
  return 0;
}

void null_ok(const char *from) {
  char *text;
  if (text_or_null(&text, from) == 0)
    free(text);
}
