// RUN: %check_both %s -- -std=gnu11
// More paths than are kept apart to the end: what happens to the program's variables on
// each of them does not multiply them, and what is lost is still found.
#include <stdlib.h>
#include <string.h>

int next_key(void);

static char *shown, *status, *hint;

static void show(const char *text) {
  free(shown);
  shown = strdup(text);
}

static void set_status(const char *text) {
  free(status);
  status = text ? strdup(text) : NULL;
}

static void clear(void) {
  free(shown);
  free(hint);
  shown = hint = NULL;
}

int edit_ok(int flags, const char *text) {
  char *name = NULL, *path = NULL, *mode = NULL, *font = NULL, *lang = NULL, *host = NULL, *user = NULL;
  if (flags & 1)
    name = strdup(text);
  if (flags & 2)
    path = strdup(text);
  if (flags & 4)
    mode = strdup(text);
  if (flags & 8)
    font = strdup(text);
  if (flags & 16)
    lang = strdup(text);
  if (flags & 32)
    host = strdup(text);
  if (flags & 64)
    user = strdup(text);
  for (;;) {
    switch (next_key()) {
    case 's': show(text); continue;
    case 't': set_status(text); continue;
    case 'u': set_status(NULL); continue;
    case 'v': show("view"); continue;
    case 'c': clear(); continue;
    case 'h':
      free(hint);
      hint = strdup("help");
      continue;
    case 'q': break;
    default: continue;
    }
    break;
  }
  free(name);
  free(path);
  free(mode);
  free(font);
  free(lang);
  free(host);
  free(user);
  return 0;
}

int edit_bad(int flags, const char *text) {
  char *name = NULL, *path = NULL, *mode = NULL, *font = NULL, *lang = NULL, *host = NULL, *user = NULL;
  if (flags & 1)
    name = strdup(text);
  if (flags & 2)
    path = strdup(text);
  if (flags & 4)
    mode = strdup(text);
  if (flags & 8)
    font = strdup(text);
  if (flags & 16)
    lang = strdup(text);
  if (flags & 32)
    host = strdup(text);
  if (flags & 64)
    user = strdup(text);
  for (;;) {
    switch (next_key()) {
    case 's': show(text); continue;
    case 't': set_status(text); continue;
    case 'u': set_status(NULL); continue;
    case 'v': show("view"); continue;
    case 'c': clear(); continue;
    case 'q': break;
    default: continue;
    }
    break;
  }
  free(name);
  free(path);
  free(mode);
  free(font);
  free(lang);
  free(host);
  return 0; // expect: leak: 'user' is neither released nor transferred in 'edit_bad'
}
