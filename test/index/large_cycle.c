// RUN: %check_index %s
// die() ends the program, though what it calls before may call everybody else, also in a cycle that is too large to
// be solved twice.
//--- program.h
#include <stddef.h>
void die(const char *text);
void *get_room(size_t n);
void warn(const char *text);
void leave(int status);
void a0(int n); void a1(int n); void a2(int n); void a3(int n); void a4(int n); void a5(int n); void a6(int n);
void a7(int n); void a8(int n); void a9(int n); void b0(int n); void b1(int n); void b2(int n); void b3(int n);
void b4(int n); void b5(int n); void b6(int n); void b7(int n); void b8(int n); void b9(int n); void c0(int n);
void c1(int n); void c2(int n); void c3(int n); void c4(int n); void c5(int n); void c6(int n); void c7(int n);
void c8(int n); void c9(int n); void d0(int n); void d1(int n); void d2(int n); void d3(int n);
//--- alloc.c
#include "program.h"
#include <stdlib.h>
void *get_room(size_t n) {
  void *p = malloc(n);
  if (!p)
    die("no memory");
  return p;
}
//--- die.c
#include "program.h"
#include <stdio.h>
#include <stdlib.h>
void warn(const char *text) {
  puts(text);
  a0(1);
}
void die(const char *text) {
  warn(text);
  leave(1);
}
//--- leave.c
#include "program.h"
#include <stdlib.h>
#include <unistd.h>
static void (*at_end)(int);
void set_at_end(void) { at_end = d3; }
void leave(int status) {
  if (at_end)
    at_end(status);
  _exit(status);
}
//--- even.c
#include "program.h"
#include <stdlib.h>
#define STEP(this, next) void this(int n) { if (n > 0) next(n - 1); }
STEP(a0, a1) STEP(a2, a3) STEP(a4, a5) STEP(a6, a7) STEP(a8, a9)
STEP(b0, b1) STEP(b2, b3) STEP(b4, b5) STEP(b6, b7) STEP(b8, b9)
STEP(c0, c1) STEP(c2, c3) STEP(c4, c5) STEP(c6, c7) STEP(c8, c9)
STEP(d0, d1) STEP(d2, d3)
//--- odd.c
#include "program.h"
#include <stdlib.h>
#define STEP(this, next) void this(int n) { if (n > 0) next(n - 1); }
STEP(a1, a2) STEP(a3, a4) STEP(a5, a6) STEP(a7, a8) STEP(a9, b0)
STEP(b1, b2) STEP(b3, b4) STEP(b5, b6) STEP(b7, b8) STEP(b9, c0)
STEP(c1, c2) STEP(c3, c4) STEP(c5, c6) STEP(c7, c8) STEP(c9, d0)
STEP(d1, d2)
struct step { int n; };
void d3(int n) {
  struct step *s = get_room(sizeof *s);
  s->n = n;
  if (s->n > 3)
    warn("many");
  free(s);
}
void d4_bad(int n) {
  struct step *s = malloc(sizeof *s);
  if (!s)
    warn("no memory");
  s->n = n; // both: unchecked-allocation
  free(s);
}
