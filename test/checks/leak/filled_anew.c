// RUN: %check_both %s -- -std=gnu11 -D_GNU_SOURCE
// A helper frees the caller's text, sets it to NULL and has a library function fill it
// again: what the caller has then is new, and its own.
#include <stdio.h>
#include <stdlib.h>

static int reload(FILE *f, char **text) {
  size_t room = 0;
  free(*text);
  *text = NULL;
  return getline(text, &room, f) < 0 ? -1 : 0;
}

static int last_comment(FILE *f, char **text) {
  int c, n = 0;
  while ((c = getc(f)) != EOF) {
    if (c == '#') {
      size_t room = 0;
      free(*text);
      *text = NULL;
      if (getdelim(text, &room, '\n', f) < 0)
        break;
    }
    n++;
  }
  return n;
}

int reload_bad(FILE *f) {
  char *text = NULL;
  reload(f, &text);
  return text ? *text : 0; // expect: leak: 'text'
}
int last_comment_bad(FILE *f) {
  char *text = NULL;
  int n = last_comment(f, &text);
  if (n < 3)
    return n; // expect: leak: 'text'
  free(text);
  return n;
}
int reload_ok(FILE *f) {
  char *text = NULL;
  reload(f, &text);
  int first = text ? *text : 0;
  free(text);
  return first;
}
int last_comment_ok(FILE *f) {
  char *text = NULL;
  int n = last_comment(f, &text);
  if (text)
    puts(text);
  free(text);
  return n;
}
// The caller's own caller has it.
int pass_on_ok(FILE *f, char **text) { return reload(f, text); }
// One text for all lines.
int count_ok(FILE *f) {
  char *text = NULL;
  int n = 0;
  while (reload(f, &text) == 0)
    n++;
  free(text);
  return n;
}
struct reader {
  char *line;
};
static int next_line(struct reader *r, FILE *f) {
  size_t room = 0;
  free(r->line);
  r->line = NULL;
  return getline(&r->line, &room, f) < 0 ? -1 : 0;
}
int read_ok(struct reader *r, FILE *f) {
  while (next_line(r, f) == 0)
    ;
  return r->line != NULL;
}
int read_bad(FILE *f) {
  struct reader r = {0};
  if (next_line(&r, f) < 0)
    return -1; // expect: error-path-leak
  free(r.line);
  return 0;
}
