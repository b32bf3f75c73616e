// RUN: %check_both %s -- -std=gnu11
// Objects of GLib: casts, questions, parts of them, and truth values.
typedef unsigned long gsize;
typedef int gboolean;
typedef void *gpointer;
typedef struct _GError GError;
typedef struct GValue GValue;
typedef struct GObject { int count; } GObject;
typedef struct GList { gpointer data; struct GList *next; } GList;
#define NULL ((void *)0)
#define TRUE (!0)
void g_free(gpointer p);
gpointer g_object_new(gsize type, const char *first, ...);
gpointer g_object_ref(gpointer o);
void g_object_unref(gpointer o);
gpointer g_value_dup_object(const GValue *v);
gpointer g_type_check_instance_cast(gpointer o, gsize type);
gboolean g_type_check_instance_is_fundamentally_a(gpointer o, gsize type);
gboolean g_file_get_contents(const char *name, char **contents, gsize *length, GError **error);
#define OBJECT(o) ((GObject *)g_type_check_instance_cast((o), 80))
#define IS_OBJECT(o) g_type_check_instance_is_fundamentally_a((o), 80)
int weigh(const GObject *o);

// What was made is an object.
int asked_ok(void) {
  GObject *o = g_object_new(1, NULL);
  const int n = weigh(o);
  if (IS_OBJECT(o))
    g_object_unref(o);
  return n;
}
int asked_bad(void) {
  GObject *o = g_object_new(1, NULL);
  const int n = weigh(o);
  if (n)
    g_object_unref(o);
  return n; // expect: leak: 'o'
}

// A copy that may be NULL is the same by its other type.
void cast_ok(const GValue *v) {
  GObject *o;
  o = OBJECT(g_value_dup_object(v));
  weigh(o);
  g_object_unref(o);
}
int cast_bad(const GValue *v) {
  GObject *o = OBJECT(g_value_dup_object(v));
  return weigh(o); // expect: leak: 'o'
}

// A reference to a part is none to the whole.
struct album { GObject parent; GList *songs; GObject *cover; };
static GObject *first_song(struct album *a) { return g_object_ref(a->songs->data); }
static GObject *cover_of(struct album *a) { return g_object_ref(a->cover); }
static struct album *same(struct album *a) { return g_object_ref(a); }
GObject *part_ok(void) {
  struct album *a = g_object_new(2, NULL);
  GObject *song = first_song(a);
  g_object_unref(a);
  return song;
}
GObject *member_ok(void) {
  struct album *a = g_object_new(2, NULL);
  GObject *cover = cover_of(a);
  g_object_unref(a);
  return cover;
}
struct album *itself_ok(void) {
  struct album *a = g_object_new(2, NULL), *b = same(a);
  g_object_unref(a);
  return b;
}
GObject *part_bad(void) {
  struct album *a = g_object_new(2, NULL);
  return first_song(a); // expect: leak: 'a'
}

// A function that sets the error if there is one says so by TRUE.
gboolean job_set_error_if_stopped(struct album *job, GError **error);
void g_error_free(GError *e);
gboolean job_go(struct album *job);
static gboolean job_run(struct album *job, GError **error) {
  if (job_set_error_if_stopped(job, error))
    return 0;
  return job_go(job) != 0;
}
int stopped_ok(struct album *job) {
  GError *error = NULL;
  if (job_run(job, &error))
    return 1;
  if (error)
    g_error_free(error);
  return 0;
}
int stopped_bad(struct album *job) {
  GError *error = NULL;
  if (!job_run(job, &error))
    return 0; // expect: leak: 'error'
  return 1;
}

// A gboolean that is not TRUE is FALSE.
int compared_ok(const char *name) {
  char *text;
  int n = 0;
  if (g_file_get_contents(name, &text, NULL, NULL) == TRUE) {
    n = text[0];
    g_free(text);
  }
  return n;
}
int compared_early_ok(const char *name) {
  char *text;
  if (g_file_get_contents(name, &text, NULL, NULL) != TRUE)
    return 0;
  const int n = text[0];
  g_free(text);
  return n;
}
int compared_bad(const char *name) {
  char *text;
  if (g_file_get_contents(name, &text, NULL, NULL) != TRUE)
    return 0;
  return text[0]; // expect: leak: 'text'
}
