// RUN: %check_both %s
// Through helpers of the file: what they own on success and on failure.
#define _GNU_SOURCE
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *read_all(FILE *f) {
  char *text = malloc(100);
  if (!text)
    return NULL;
  if (fread(text, 1, 100, f) == 0) {
    free(text);
    return NULL;
  }
  return text;
}

static bool load(const char *path, char **out) {
  FILE *f = fopen(path, "r");
  if (!f)
    return false;
  *out = read_all(f);
  fclose(f);
  return *out != NULL;
}

static int parse(const char *text) { return *text == 'x' ? 0 : -1; }

int load_and_parse_bad(const char *path) {
  char *text;
  if (!load(path, &text))
    return -1;
  if (parse(text) < 0)
    return -1; // expect: error-path-leak: 'text'
  free(text);
  return 0;
}

int load_and_parse_ok(const char *path) {
  char *text;
  if (!load(path, &text))
    return -1;
  int status = parse(text);
  free(text);
  return status;
}

static void cleanup(char *a, FILE *f) {
  free(a);
  if (f)
    fclose(f);
}

int cleanup_helper_bad(const char *path) {
  char *a = strdup(path);
  FILE *f = fopen(path, "r");
  if (!f)
    return -1; // expect: error-path-leak: 'a'
  cleanup(a, f);
  return 0;
}

int cleanup_helper_ok(const char *path) {
  char *a = strdup(path);
  FILE *f = fopen(path, "r");
  if (!f) {
    cleanup(a, NULL);
    return -1;
  }
  cleanup(a, f);
  return 0;
}

// A result of the helper's that is not 0 means that it kept nothing.
struct table {
  char *slots[4];
  int used;
};

static int table_put(struct table *t, char *text) {
  if (t->used == 4)
    return -1;
  t->slots[t->used++] = text;
  return 0;
}

int errno_style_ok(struct table *t, const char *s) {
  char *copy = strdup(s);
  if (!copy)
    return -1;
  if (table_put(t, copy) < 0) {
    free(copy);
    return -1;
  }
  return 0;
}

static int fail(const char *why) {
  fputs(why, stderr);
  return -1;
}

int through_fail_bad(const char *s) {
  char *copy = strdup(s);
  if (!copy)
    return fail("memory");
  if (parse(copy))
    return fail("syntax"); // expect: error-path-leak: 'copy'
  free(copy);
  return 0;
}

int through_fail_ok(const char *s) {
  char *copy = strdup(s);
  if (!copy)
    return fail("memory");
  if (parse(copy)) {
    free(copy);
    return fail("syntax");
  }
  free(copy);
  return 0;
}

/* A thread that was not made releases nothing. */
#include <pthread.h>
static void *consume(void *what) {
  free(what);
  return NULL;
}
int begin_thread_bad(pthread_t *t) {
  char *what = malloc(16);
  if (!what)
    return -1;
  if (pthread_create(t, NULL, consume, what))
    return -1; // expect: conditional-transfer: 'what'
  return 0;
}
int begin_thread_ok(pthread_t *t) {
  char *what = malloc(16);
  if (!what)
    return -1;
  if (pthread_create(t, NULL, consume, what)) {
    free(what);
    return -1;
  }
  return 0;
}
void begin_unasked_ok(pthread_t *t) {
  char *what = malloc(16);
  if (what)
    pthread_create(t, NULL, consume, what);
}

// A place for the error may be left out; who passes one finds it there.
static char *copy_or_why(const char *s, int *why) {
  char *copy = strdup(s);
  if (!copy) {
    if (why)
      *why = 12;
    return NULL;
  }
  if (why)
    *why = 0;
  return copy;
}
int asked_ok(const char *s) {
  int why = 0;
  char *copy = copy_or_why(s, &why);
  if (why)
    return -1;
  free(copy);
  return 0;
}
int asked_wrongly_bad(const char *s) {
  int why = 0;
  char *copy = copy_or_why(s, &why);
  if (!why)
    return -1; // expect: error-path-leak: 'copy'
  free(copy);
  return 0;
}

// --- a callee that fails before it gives something, and behind it ---------------
struct ring {
  int lock;
  char *cells;
};
int lock_init(int flags);
static int ring_init(struct ring *r) {
  r->cells = malloc(64);
  if (!r->cells)
    return -1;
  if (lock_init(0))
    return -1;
  return 0;
}
static void ring_done(struct ring *r) {
  free(r->cells);
  r->cells = NULL;
}
int ring_use_bad(void) {
  struct ring r;
  if (ring_init(&r) < 0)
    return -1; // expect: error-path-leak: 'r.cells'
  ring_done(&r);
  return 0;
}
int ring_use_ok(void) {
  struct ring r;
  int status = ring_init(&r);
  ring_done(&r);
  return status;
}

// The same in a callee that cleans up: nothing is left where it fails.
static int ring_init_all(struct ring *r) {
  r->cells = malloc(64);
  if (!r->cells)
    return -1;
  if (lock_init(0)) {
    free(r->cells);
    r->cells = NULL;
    return -1;
  }
  return 0;
}
int ring_use_all_ok(void) {
  struct ring r;
  if (ring_init_all(&r) < 0)
    return -1;
  ring_done(&r);
  return 0;
}

// What is computed is no code of failure.
static int number_of(const char *text, char **copy) {
  if (!*text)
    return -1;
  *copy = malloc(8);
  if (!*copy)
    return -1;
  return 10 * (text[0] - '0') + 4;
}
int number_ok(const char *text) {
  char *copy;
  int n = number_of(text, &copy);
  if (n < 0)
    return -1;
  free(copy);
  return n;
}
