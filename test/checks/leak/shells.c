// RUN: %check_both %s -- -std=gnu11
// What frees bytes and looks at nothing: what only that block held is lost with it.
#include <stdlib.h>
#include <string.h>
void *kzalloc(size_t n, unsigned flags);
char *kstrdup(const char *s, unsigned flags);
void kfree(const void *p);
void *g_malloc0(unsigned long n);
char *g_strdup(const char *s);
void g_free(void *p);

struct foo {
  char *label, *regs;
};

struct foo *ladder_bad(const char *name) {
  struct foo *f = kzalloc(sizeof *f, 0);
  if (!f)
    return NULL;
  f->label = kstrdup(name, 0);
  if (!f->label)
    goto err_free;
  f->regs = kzalloc(3, 0);
  if (!f->regs)
    goto err_free; // expect: error-path-leak: releasing 'f' on this error path of 'ladder_bad' loses its 'label'
  return f;
err_free:
  kfree(f);
  return NULL;
}

struct foo *ladder_ok(const char *name) {
  struct foo *f = kzalloc(sizeof *f, 0);
  if (!f)
    return NULL;
  f->label = kstrdup(name, 0);
  if (!f->label)
    goto err_free;
  f->regs = kzalloc(3, 0);
  if (!f->regs)
    goto err_label;
  return f;
err_label:
  kfree(f->label);
err_free:
  kfree(f);
  return NULL;
}

struct foo *plain_bad(const char *name) {
  struct foo *f = calloc(1, sizeof *f);
  if (!f)
    return NULL;
  f->label = strdup(name);
  if (!f->label)
    goto err_free;
  f->regs = malloc(3);
  if (!f->regs)
    goto err_free; // expect: error-path-leak: loses its 'label'
  return f;
err_free:
  free(f);
  return NULL;
}

void item_bad(const char *name) {
  struct foo *f = g_malloc0(sizeof *f);
  f->label = g_strdup(name);
  g_free(f); // expect: leak: releasing 'f' loses
}

void item_ok(const char *name) {
  struct foo *f = g_malloc0(sizeof *f);
  f->label = g_strdup(name);
  g_free(f->label);
  g_free(f);
}
