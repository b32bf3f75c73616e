// RUN: %check_index %s
// Several bodies behind one member: what each of them does, a call of the member does.
//--- stream.h
struct stream;
struct kind {
  int (*fill)(struct stream *s, char *room, int n);
  void (*put)(struct stream *s, char *text);
  char *(*name)(const struct stream *s);
  void (*end)(struct stream *s);
};
struct stream {
  const struct kind *kind;
  char *text;
  int at, fd;
  char *kept;
};
extern const struct kind of_text, of_file;
//--- text.c
#include "stream.h"
#include <stdlib.h>
#include <string.h>
static int text_fill(struct stream *s, char *room, int n) {
  memcpy(room, s->text + s->at, n);
  s->at += n;
  return n;
}
static void text_put(struct stream *s, char *text) { s->kept = text; }
static char *text_name(const struct stream *s) {
  char *name = malloc(8);
  if (name)
    strcpy(name, s->at ? "text" : "start");
  return name;
}
static void text_end(struct stream *s) {
  free(s->text);
  free(s);
}
const struct kind of_text = {text_fill, text_put, text_name, text_end};
//--- file.c
#include "stream.h"
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
static int file_fill(struct stream *s, char *room, int n) { return read(s->fd, room, n); }
static void file_put(struct stream *s, char *text) {
  (void)s;
  puts(text);
  free(text);
}
static char *file_name(const struct stream *s) {
  char *name = malloc(16);
  if (name)
    snprintf(name, 16, "%d", s->fd);
  return name;
}
static void file_end(struct stream *s) {
  close(s->fd);
  free(s);
}
const struct kind of_file = {file_fill, file_put, file_name, file_end};
//--- use.c
#include "stream.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
static struct stream *stream_open(const char *what) {
  struct stream *s = calloc(1, sizeof *s);
  if (!s)
    return NULL;
  s->kind = strcmp(what, "-") ? &of_text : &of_file;
  return s;
}
int fill_bad(const char *what) {
  char c = 0;
  struct stream *s = stream_open(what);
  if (!s)
    return -1;
  s->kind->fill(s, &c, 1);
  return c; // expect: leak
}
int fill_ok(const char *what) {
  char c = 0;
  struct stream *s = stream_open(what);
  if (!s)
    return -1;
  s->kind->fill(s, &c, 1);
  s->kind->end(s);
  return c;
}
// What a table's function ends is no more said to be ended.
void end_not_seen(const char *what) {
  struct stream *s = stream_open(what);
  if (!s)
    return;
  s->kind->end(s);
  printf("%d\n", s->at);
}
void name_bad(const struct stream *s) {
  char *name = s->kind->name(s);
  if (name)
    puts(name);
} // expect: leak
void name_ok(const struct stream *s) {
  char *name = s->kind->name(s);
  if (name)
    puts(name);
  free(name);
}
// One keeps it, the other frees it.
void put_ok(struct stream *s) {
  char *text = malloc(4);
  if (!text)
    return;
  strcpy(text, "put");
  s->kind->put(s, text);
}
