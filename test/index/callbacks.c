// RUN: %check_index %s
// Functions of other files through pointers and through helpers that call back.
//--- walk.h
typedef void visit(char *item, void *state);
void walk(char **items, int count, visit *each, void *state);
void drop(char *item, void *state);
void with(char *item, void (*end)(char *));
typedef int (*timer_fn)(void *data, int fd);
int timer_add(int ms, timer_fn fn, void *data);
struct conn {
  char *name;
};
struct plugin {
  struct plugin *next;
  void (*loaded)(struct conn *);
};
void conn_free(struct conn *c);
//--- conn.c
#include "walk.h"
#include <stdlib.h>
void conn_free(struct conn *c) {
  free(c->name);
  free(c);
}
void conn_abort(struct conn *c) { timer_add(1, (timer_fn)conn_free, c); }
//--- plugins.c
#include "walk.h"
static struct plugin *plugins;
void plugin_register(struct plugin *p) { // by what is loaded
  p->next = plugins;
  plugins = p;
}
// conn_free() is a timer's, and none of these.
void plugins_loaded_ok(struct conn *c) {
  struct plugin *p;
  for (p = plugins; p; p = p->next)
    if (p->loaded)
      p->loaded(c);
}
void conn_twice_bad(struct conn *c) {
  conn_free(c);
  conn_free(c); // expect: double-free
}
//--- walk.c
#include "walk.h"
void walk(char **items, int count, visit *each, void *state) {
  for (int i = 0; i < count; i++)
    each(items[i], state);
}
void with(char *item, void (*end)(char *)) { end(item); }
//--- drop.c
#include "walk.h"
#include <stdlib.h>
void drop(char *item, void *state) {
  (void)state;
  free(item);
}
//--- use.c
#include "walk.h"
#include <stdlib.h>
static void end(char *item) { free(item); }
void walked_ok(void) {
  char *items[1] = {malloc(1)};
  walk(items, 1, drop, 0);
}
void with_ok(void) {
  char *item = malloc(2);
  with(item, end);
}
void direct_bad(void) {
  char *item = malloc(2);
  drop(item, 0);
  free(item); // expect: double-free
}
void through_pointer_ok(void) {
  void (*f)(char *, void *) = drop;
  char *item = malloc(2);
  f(item, 0);
}
//--- reader.h
struct token {
  int type;
};
struct reader {
  struct token now;
  void (*on_token)(void *token, void *data); // whoever uses this library sets it
  void *data;
};
struct memory {
  void (*give_back)(void *block, void *data);
};
struct memory memory_of_libc(void);
int reader_next(struct reader *r);
//--- memory.c
#include "reader.h"
#include <stdlib.h>
static void give_back_to_libc(void *block, void *data) {
  (void)data;
  free(block);
}
struct memory memory_of_libc(void) {
  struct memory m = {give_back_to_libc};
  return m;
}
void give_back_twice_bad(struct memory *m) {
  char *block = malloc(4);
  m->give_back(block, NULL);
  m->give_back(block, NULL); // expect: double-free: 'block'
}
//--- reader.c
#include "reader.h"
// What is in the middle of an object goes to no function that frees it.
int reader_next_ok(struct reader *r) {
  r->now.type = 1;
  r->on_token(&r->now, r->data);
  return r->now.type;
}
int reader_next_field_ok(struct reader *r, void *item) {
  struct token t = {2};
  r->on_token(&t, item);
  return t.type;
}
