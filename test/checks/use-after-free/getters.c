// RUN: %check_both %s -- -std=gnu11
// A value of a field, or a text in its place where there is none: it ends with the field's value.
#include <stdlib.h>
#include <string.h>

struct config {
  char *path;
  char *name;
};
int use(const char *);
static const char *path_or_empty(const struct config *c) { return c->path ? c->path : ""; }
static const char *path_or_null(const struct config *c) {
  if (!c)
    return NULL;
  return c->path;
}
static const char *path_by_if(const struct config *c) {
  const char *r = "none";
  if (c->path)
    r = c->path;
  return r;
}
static const char *either(const struct config *c, int name) { return name ? c->name : c->path; }
static void config_free(struct config *c) {
  free(c->path);
  free(c->name);
  free(c);
}
int or_empty_bad(struct config *c) {
  const char *n = path_or_empty(c);
  config_free(c);
  return n[0]; // expect: use-after-free: 'n[0]' is used after 'config_free' released it
}
int or_null_bad(struct config *c) {
  const char *n = path_or_null(c);
  config_free(c);
  return use(n); // expect: use-after-free: 'n'
}
int by_if_bad(struct config *c) {
  const char *n = path_by_if(c);
  free(c->path);
  c->path = NULL;
  return use(n); // expect: use-after-free: 'n'
}
int in_place_bad(struct config *c) {
  const char *n = c->path ? c->path : "";
  config_free(c);
  return use(n); // expect: use-after-free: 'n'
}
int or_empty_ok(struct config *c) {
  const char *n = path_or_empty(c);
  int r = use(n);
  config_free(c);
  return r;
}
// The other field is another value.
int other_ok(struct config *c) {
  const char *n = path_or_empty(c);
  free(c->name);
  c->name = NULL;
  return use(n);
}
// Which of two it is nobody knows.
int either_ok(struct config *c, int name) {
  const char *n = either(c, name);
  free(name ? c->path : c->name);
  return use(n);
}
// Asked anew.
int again_ok(struct config *c, const char *path) {
  const char *n = path_or_empty(c);
  use(n);
  free(c->path);
  c->path = strdup(path);
  n = path_or_empty(c);
  return use(n);
}
// The field has another value, and the old one is kept.
int moved_ok(struct config *c, char **old) {
  const char *n = path_or_empty(c);
  *old = c->path;
  c->path = NULL;
  config_free(c);
  return use(n);
}
// The text is what is used.
int text_ok(char *p) {
  const char *n = p ? p : "";
  if (p) {
    free(p);
    n = "";
  }
  return use(n);
}

// --- what is asked of a descriptor does not lie in it
char *ptsname(int fd);
int close(int fd);
static const char *terminal_of(int fd) {
  const char *name = ptsname(fd);
  if (!name)
    abort();
  return name;
}
int terminal_ok(int fd) {
  const char *name = terminal_of(fd);
  close(fd);
  return use(name);
}
int terminal_bad(int fd) {
  close(fd);
  return use(terminal_of(fd)); // expect: use-after-free: 'fd'
}

// --- of what a call made, and of a destructor that allows NULL ------------------
struct label {
  int width;
  char *words;
};
struct label *label_from_somewhere(void);
static const char *label_words(const struct label *l) { return l->words; }
static void label_end(struct label *l) {
  if (l)
    free(l->words);
  free(l);
}

unsigned long label_length_bad(void) {
  struct label *l = label_from_somewhere();
  if (!l)
    return 0;
  const char *words = label_words(l);
  label_end(l);
  return strlen(words); // expect: use-after-free: 'words'
}

unsigned long label_field_bad(struct label *l) {
  const char *words = l->words;
  label_end(l);
  return strlen(words); // expect: use-after-free: 'words'
}

void label_twice_bad(struct label *l) {
  char *words = l->words;
  label_end(l);
  free(words); // expect: double-free: 'words'
}

unsigned long label_length_ok(void) {
  struct label *l = label_from_somewhere();
  if (!l)
    return 0;
  const char *words = label_words(l);
  unsigned long n = strlen(words);
  label_end(l);
  return n;
}

// Another one is shown than is ended.
unsigned long label_other_ok(struct label *other) {
  struct label *l = label_from_somewhere();
  const char *words = label_words(other);
  label_end(l);
  return strlen(words);
}

// Only one of two kinds has words of its own.
static void label_end_wide(struct label *l) {
  if (l && l->width > 80)
    free(l->words);
  free(l);
}
unsigned long label_kind_ok(struct label *l) {
  const char *words = l->words;
  label_end_wide(l);
  return strlen(words);
}
