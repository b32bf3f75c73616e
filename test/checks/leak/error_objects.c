// RUN: %check_both %s -- -std=gnu11
// GError: a success that may return NULL leaves the error alone; the place of the error need not be the last parameter.
#include <stddef.h>
typedef struct _GError {
  unsigned domain;
  int code;
  char *message;
} GError;
typedef struct _GList {
  void *data;
  struct _GList *next, *prev;
} GList;
void g_propagate_error(GError **dest, GError *src);
void g_clear_error(GError **e);
GList *g_list_append(GList *l, void *d);
GList *g_list_sort(GList *l, int (*c)(const void *, const void *));
GList *g_list_concat(GList *a, GList *b);
void g_list_free(GList *l);
void *g_initable_new(unsigned long type, void *cancellable, GError **error, const char *first, ...);
void g_object_unref(void *);
int cmp(const void *, const void *);
int ask(GError **err);
void use(GList *);
static GList *names(GError **err, int n) {
  GError *tmp = NULL;
  GList *l = NULL;
  ask(&tmp);
  if (tmp != NULL) {
    g_propagate_error(err, tmp);
    return NULL;
  }
  for (int i = 0; i < n; i++)
    l = g_list_append(l, "a");
  l = g_list_sort(l, cmp);
  return l;
}
void list_ok(void) {
  GError *e = NULL;
  GList *l = names(&e, 3);
  if (e) {
    g_clear_error(&e);
    return;
  }
  use(l);
  g_list_free(l);
}
/* Returns: (transfer full): a new player or NULL */
void *player_new(const char *n, GError **err) {
  GError *tmp = NULL;
  void *p = g_initable_new(1, NULL, &tmp, "x", n, NULL);
  if (tmp != NULL) {
    g_propagate_error(err, tmp);
    return NULL;
  }
  return p;
}
void ctor_ok(const char *n) {
  GError *error = NULL;
  void *p = player_new(n, &error);
  if (error != NULL) {
    g_clear_error(&error);
    return;
  }
  g_object_unref(p);
}
static GList *names_on_bus(GError **err) {
  GError *tmp = NULL;
  GList *l = NULL;
  ask(&tmp);
  if (tmp != NULL) {
    g_propagate_error(err, tmp);
    return NULL;
  }
  l = g_list_append(l, "a");
  return l;
}
GList *both_bad(GError **err) {
  GError *tmp = NULL;
  GList *a = names_on_bus(&tmp);
  if (tmp != NULL) {
    g_propagate_error(err, tmp);
    return NULL;
  }
  GList *b = names_on_bus(&tmp);
  if (tmp != NULL) {
    g_propagate_error(err, tmp);
    return NULL; // expect: error-path-leak: 'a'
  }
  return g_list_concat(a, b);
}

// --- a place that may be missing, and that is empty
int g_file_get_contents(const char *name, char **contents, size_t *length, GError **error);
void g_free(void *);
void show(const char *);
int shown_ok(const char *name, GError **error) {
  char *text = NULL;
  if (error != NULL && *error != NULL)
    return 0;
  g_file_get_contents(name, &text, NULL, error);
  if (error == NULL || *error == NULL) {
    if (text)
      show(text);
    g_free(text);
    return 1;
  }
  return 0;
}
int asked_ok(const char *name, GError **error) {
  char *text = NULL;
  if (!(error == NULL || *error == NULL))
    return 0;
  if (g_file_get_contents(name, &text, NULL, error)) {
    if (error && *error)
      return 0;
    show(text);
    g_free(text);
  }
  return 1;
}
int shown_bad(const char *name, GError **error) {
  char *text = NULL;
  g_file_get_contents(name, &text, NULL, error);
  if (error == NULL || *error == NULL) {
    show(text);
    g_free(text);
    return 1;
  }
  return 0; // expect: leak: 'text'
}

// A stream's -1 is its one failure: what compares with it has seen each error.
typedef long gssize;
gssize g_input_stream_read(void *stream, void *into, unsigned long n, void *cancellable, GError **error);
static int stream_drain(void *stream, GError **error) {
  char text[100];
  for (;;) {
    gssize n = g_input_stream_read(stream, text, sizeof text, NULL, error);
    if (n == -1)
      return 0;
    if (n == 0)
      return 1;
  }
}
int drained_ok(void *stream) {
  GError *e = NULL;
  if (!stream_drain(stream, &e)) {
    g_clear_error(&e);
    return -1;
  }
  return 0;
}
int drained_bad(void *stream) {
  GError *e = NULL;
  if (!stream_drain(stream, &e))
    return -1; // expect: error-path-leak: 'e'
  return 0;
}
