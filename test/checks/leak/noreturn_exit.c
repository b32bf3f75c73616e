// RUN: %check_both %s
// Paths that never come back lose nothing.
#define _GNU_SOURCE
#include <assert.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

__attribute__((noreturn)) void declared_fatal(const char *text);

// Inferred: no path of it returns.
static void fatal(const char *text) {
  fputs(text, stderr);
  exit(1);
}

static void fatal_deep(const char *text) { fatal(text); }

#define PANIC(...)                                                             \
  do {                                                                         \
    fprintf(stderr, __VA_ARGS__);                                              \
    abort();                                                                   \
  } while (0)

static jmp_buf env;

void exit_ok(int n) {
  char *p = malloc(10);
  if (n)
    exit(2);
  free(p);
}

void declared_ok(int n) {
  char *p = malloc(10);
  if (n)
    declared_fatal("n");
  free(p);
}

void inferred_ok(int n) {
  char *p = malloc(10);
  if (n)
    fatal_deep("n");
  free(p);
}

void panic_ok(void) {
  char *p = malloc(10);
  if (!p)
    PANIC("no memory for %d bytes", 10);
  *p = 0;
  free(p);
}

void assert_ok(int n) {
  char *p = malloc(10);
  assert(p);
  assert(n > 0);
  free(p);
}

void longjmp_ok(int n) {
  char *p = malloc(10);
  if (n)
    longjmp(env, 1);
  free(p);
}

void unreachable_ok(int n) {
  char *p = malloc(10);
  switch (n) {
  case 0:
    free(p);
    return;
  default:
    __builtin_unreachable();
  }
}

static void complain(const char *text) { fputs(text, stderr); }

void comes_back_bad(int n) {
  char *p = malloc(10);
  if (n) {
    complain("n");
    return; // expect: leak: 'p'
  }
  free(p);
}

void comes_back_ok(int n) {
  char *p = malloc(10);
  if (n) {
    complain("n");
    exit(1);
  }
  free(p);
}
