// RUN: %check_both %s -- -std=gnu11
// A callee ends the program up to a level, from one, or for one.
#include <stdio.h>
#include <stdlib.h>

enum level { FATAL, SEVERE, WRONG, NOTE };
enum grade { FINE, SO_SO, BAD, WORST };

struct stone {
  int weight;
  struct stone *below;
};
static struct stone *pile;

static void tell(int level, const char *text) {
  fprintf(stderr, "%d: %s\n", level, text);
  if (level <= SEVERE)
    exit(1);
}

static void grade(int grade, const char *text) {
  if (grade > SO_SO) {
    fputs(text, stderr);
    abort();
  }
  puts(text);
}

static void mark(enum grade g, const char *text) {
  puts(text);
  if (g == WORST)
    exit(2);
}

// What is passed on ends the program, too.
static void tell_all(int level, const char *text) {
  puts("all:");
  tell(level, text);
}

void up_to_ok(int weight) {
  struct stone *s = malloc(sizeof *s);
  if (!s)
    tell(SEVERE, "no memory");
  s->weight = weight;
  s->below = pile;
  pile = s;
}

void up_to_bad(int weight) {
  struct stone *s = malloc(sizeof *s);
  if (!s)
    tell(WRONG, "no memory");
  s->weight = weight; // expect: unchecked-allocation: 's'
  s->below = pile;
  pile = s;
}

void from_ok(int weight) {
  struct stone *s = malloc(sizeof *s);
  if (!s)
    grade(BAD, "no memory");
  s->weight = weight;
  s->below = pile;
  pile = s;
}

void from_bad(int weight) {
  struct stone *s = malloc(sizeof *s);
  if (!s)
    grade(SO_SO, "no memory");
  s->weight = weight; // expect: unchecked-allocation: 's'
  s->below = pile;
  pile = s;
}

void one_ok(int weight) {
  struct stone *s = malloc(sizeof *s);
  if (!s)
    mark(WORST, "no memory");
  s->weight = weight;
  s->below = pile;
  pile = s;
}

void one_bad(int weight) {
  struct stone *s = malloc(sizeof *s);
  if (!s)
    mark(BAD, "no memory");
  s->weight = weight; // expect: unchecked-allocation: 's'
  s->below = pile;
  pile = s;
}

void passed_on_ok(int weight) {
  struct stone *s = malloc(sizeof *s);
  if (!s)
    tell_all(SEVERE, "no memory");
  s->weight = weight;
  s->below = pile;
  pile = s;
}

void asked_bad(int weight, int level) {
  struct stone *s = malloc(sizeof *s);
  if (!s)
    tell(level, "no memory");
  s->weight = weight; // expect: unchecked-allocation: 's'
  s->below = pile;
  pile = s;
}
