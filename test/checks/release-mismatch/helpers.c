// RUN: %check_both %s
// The release or the acquisition stands in a helper of the file.
#define _GNU_SOURCE
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void close_stream(FILE *f) {
  if (f)
    fclose(f);
}

static void close_pipe(FILE *f) {
  if (f)
    pclose(f);
}

static FILE *start(const char *command) { return popen(command, "r"); }
static FILE *start_deep(const char *command) { return start(command); }

void helper_bad(void) {
  FILE *f = start_deep("ls");
  close_stream(f); // expect: release-mismatch: 'f'
}

void helper_ok(void) {
  FILE *f = start_deep("ls");
  close_pipe(f);
}

static void drop(char *text) { free(text); }

void literal_bad(void) {
  char *p = "text";
  drop(p); // expect: release-mismatch: 'p'
}

void literal_ok(void) {
  char *p = strdup("text");
  drop(p);
}

static inline void fclosep(FILE **f) {
  if (*f)
    fclose(*f);
}
static inline void pclosep(FILE **f) {
  if (*f)
    pclose(*f);
}

void cleanup_bad(void) {
  __attribute__((cleanup(fclosep))) FILE *f = popen("ls", "r"); // expect: release-mismatch: 'f'
  if (f)
    fputs("x", f);
}

void cleanup_ok(void) {
  __attribute__((cleanup(pclosep))) FILE *f = popen("ls", "r");
  if (f)
    fputs("x", f);
}

// A wrapper of malloc is of malloc's family.
static void *checked_malloc(size_t n) {
  void *p = malloc(n);
  if (!p)
    abort();
  return p;
}

void wrapped_ok(void) {
  char *p = checked_malloc(10);
  free(p);
}

void wrapped_bad(void) {
  void *p = checked_malloc(10);
  close_stream(p); // expect: release-mismatch: 'p'
}
