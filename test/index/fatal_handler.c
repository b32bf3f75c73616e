// RUN: %check_index %s
// The one function that stands in a global pointer is what is called there, also where no body of its file names the pointer.
//--- report.h
extern void (*report_fatal)(const char *where, const char *what);
extern void (*report_error)(const char *where, int code);
struct term *term_new(void);
struct term *term_try(void);
struct term {
  int kind;
};
//--- report.c
#include "report.h"
#include <stdio.h>
#include <stdlib.h>
static void end_with(const char *where, const char *what) {
  fprintf(stderr, "%s: %s\n", where, what);
  exit(2);
}
static void print_code(const char *where, int code) { fprintf(stderr, "%s: %d\n", where, code); }
void (*report_fatal)(const char *where, const char *what) = end_with;
void (*report_error)(const char *where, int code) = print_code;
//--- term.c
#include "report.h"
#include <stdlib.h>
struct term *term_new(void) {
  struct term *t = malloc(sizeof *t);
  if (!t)
    report_fatal(__func__, "no memory");
  return t;
}
struct term *term_try(void) {
  struct term *t = malloc(sizeof *t);
  if (!t)
    report_error(__func__, 12);
  return t;
}
//--- use.c
#include "report.h"
struct term *number_ok(void) {
  struct term *t = term_new();
  t->kind = 1;
  return t;
}
struct term *number_bad(void) {
  struct term *t = term_try();
  t->kind = 1; // expect: unchecked-allocation: 't'
  return t;
}
