// RUN: %check_index %s -- -std=gnu11
// Fields that nothing in their file releases are found in its syntax: solving the functions again with the other
// files forgets none of that, also where these say nothing new. Who releases is asked of functions that were left
// to the program.
//--- log.h
void log_end(const char *what);
const char *log_place(void);
//--- log.c
#include "log.h"
#include <stdio.h>
void log_end(const char *what) { printf("%s ends\n", what); }
const char *log_place(void) { return "stdout"; }
//--- ticket.c
#include "log.h"
#include <stdlib.h>
#include <string.h>
void unknown_library(void);
struct ticket {
  char *holder;
  char *seat;
};
struct ticket *ticket_open(const char *holder, const char *seat) {
  struct ticket *t = calloc(1, sizeof *t);
  if (!t)
    return NULL;
  t->holder = strdup(holder);
  t->seat = strdup(seat);
  log_end(log_place());
  return t;
}
void ticket_bad_close(struct ticket *t) {
  log_end("ticket");
  free(t->holder);
  free(t); // both: incomplete-destroy: 'seat'
}
//--- badge.c
#include "log.h"
#include <stdlib.h>
#include <string.h>
void unknown_library(void);
struct badge {
  char *name;
  char *photo;
};
static void put_away(char *text) {
  unknown_library();
  log_end("text");
  free(text);
}
struct badge *badge_open(const char *name, const char *photo) {
  struct badge *b = calloc(1, sizeof *b);
  if (!b)
    return NULL;
  b->name = strdup(name);
  b->photo = strdup(photo);
  return b;
}
void badge_ok_close(struct badge *b) {
  unknown_library();
  put_away(b->name);
  put_away(b->photo);
  free(b);
}
//--- label.c
#include <stdlib.h>
#include <string.h>
void unknown_library(void);
struct label {
  char *text;
  char *font;
};
static void drop_text(char *text) {
  unknown_library();
  free(text);
}
struct label *label_open(const char *text, const char *font) {
  struct label *l = calloc(1, sizeof *l);
  if (!l)
    return NULL;
  l->text = strdup(text);
  l->font = strdup(font);
  return l;
}
void label_bad_close(struct label *l) {
  unknown_library();
  drop_text(l->text);
  free(l); // both: incomplete-destroy: 'font'
}
