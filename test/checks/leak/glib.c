// RUN: %check_both %s
// The model of GLib: strings, errors, references, lists, cleanup attributes.
typedef unsigned long gsize;
typedef int gboolean;
typedef void *gpointer;
typedef struct _GError { int code; char *message; } GError;
typedef struct _GObject GObject;
typedef struct GList { gpointer data; struct GList *next; } GList;
typedef struct { char *str; gsize len; } GString;
typedef struct _GVariant GVariant;
#define NULL ((void *)0)
#define FALSE 0
#define TRUE 1
void free(void *p);
char *strdup(const char *s);
gpointer g_malloc0_n(gsize n, gsize size);
gpointer g_try_malloc(gsize n);
void g_free(gpointer p);
gpointer g_slice_alloc0(gsize size);
void g_slice_free1(gsize size, gpointer p);
char *g_strdup(const char *s);
char *g_strdup_printf(const char *format, ...);
char **g_strsplit(const char *s, const char *by, int max);
void g_strfreev(char **v);
void g_print(const char *format, ...);
gboolean g_file_get_contents(const char *name, char **contents, gsize *length, GError **error);
void g_error_free(GError *e);
void g_clear_error(GError **e);
void g_set_error(GError **e, unsigned domain, int code, const char *format, ...);
void g_propagate_error(GError **to, GError *from);
gpointer g_object_new(gsize type, const char *first, ...);
gpointer g_object_ref(gpointer o);
void g_object_unref(gpointer o);
void g_clear_object(GObject **o);
void g_object_notify(GObject *o, const char *name);
GList *g_list_prepend(GList *l, gpointer data);
GList *g_list_reverse(GList *l);
void g_list_free_full(GList *l, void (*f)(gpointer));
GString *g_string_new(const char *s);
GString *g_string_append(GString *s, const char *text);
char *g_string_free(GString *s, gboolean segment);
GVariant *g_variant_get_child_value(GVariant *v, gsize i);
GVariant *g_variant_new(const char *format, ...);
GVariant *g_variant_ref_sink(GVariant *v);
void g_variant_unref(GVariant *v);
void g_return_if_fail_warning(const char *domain, const char *function, const char *text);
#define g_new0(type, n) ((type *)g_malloc0_n((n), sizeof(type)))
#define g_slice_new0(type) ((type *)g_slice_alloc0(sizeof(type)))
#define g_return_val_if_fail(e, v)                                                                                     \
  do {                                                                                                                 \
    if (!(e)) {                                                                                                        \
      g_return_if_fail_warning("test", __func__, #e);                                                                  \
      return v;                                                                                                        \
    }                                                                                                                  \
  } while (0)
#define g_clear_pointer(pp, destroy)                                                                                   \
  do {                                                                                                                 \
    __typeof__((pp)) _pp = (pp);                                                                                       \
    __typeof__(*(pp)) _p = *_pp;                                                                                       \
    *_pp = NULL;                                                                                                       \
    if (_p)                                                                                                            \
      (destroy)(_p);                                                                                                   \
  } while (0)
static inline gpointer g_steal_pointer(gpointer pp) {
  gpointer *p = (gpointer *)pp;
  gpointer value = *p;
  *p = NULL;
  return value;
}
static inline void free_string(void *p) { g_free(*(void **)p); }
static inline void free_variant(GVariant **v) {
  if (*v)
    g_variant_unref(*v);
}
#define g_autofree __attribute__((cleanup(free_string)))
#define g_autovariant __attribute__((cleanup(free_variant)))

void string_bad(int n) {
  char *s = g_strdup_printf("%d", n);
  if (n)
    return; // expect: leak: 's'
  g_free(s);
}
void string_ok(void) { g_autofree char *s = g_strdup("x"); }
char *steal_ok(void) {
  g_autofree char *s = g_strdup("x");
  return g_steal_pointer(&s);
}
void freed_bad(void) {
  char *s = g_strdup("x");
  free(s); // expect: release-mismatch: 's' was acquired by 'g_strdup' (family g_free)
}
void mixed_bad(void) {
  char *s = strdup("x");
  g_free(s); // expect: release-mismatch: 's' was acquired by 'strdup'
}
void twice_bad(void) {
  char *s = g_strdup("x");
  g_free(s);
  g_free(s); // expect: double-free: 's'
}
void vector_bad(int n) {
  char **v = g_strsplit("a b", " ", 2);
  if (n)
    return; // expect: leak: 'v'
  g_strfreev(v);
}

struct item { int x; char *name; };
void fields_ok(void) {
  struct item *p = g_new0(struct item, 1);
  p->name = g_strdup("a");
  g_clear_pointer(&p->name, g_free);
  g_clear_pointer(&p, g_free);
}
void slice_bad(void) {
  struct item *p = g_slice_new0(struct item);
  p->x = 1;
  g_free(p); // expect: release-mismatch: 'p'
}
void slice_ok(void) {
  struct item *p = g_slice_new0(struct item);
  p->x = 1;
  g_slice_free1(sizeof *p, p);
}

void error_bad(void) {
  GError *err = NULL;
  char *text;
  if (!g_file_get_contents("x", &text, NULL, &err)) {
    g_print("%s", err->message);
    return; // expect: leak: 'err'
  }
  g_free(text);
}
void contents_bad(void) {
  GError *err = NULL;
  char *text;
  if (!g_file_get_contents("x", &text, NULL, &err)) {
    g_error_free(err);
    return;
  }
  g_print("%s", text);
} // expect: leak: 'text'
gboolean propagate_ok(GError **error) {
  GError *err = NULL;
  char *text;
  if (!g_file_get_contents("x", &text, NULL, &err)) {
    g_propagate_error(error, err);
    return FALSE;
  }
  g_free(text);
  return TRUE;
}
void clear_ok(void) {
  GError *err = NULL;
  char *text = NULL;
  if (!g_file_get_contents("x", &text, NULL, &err))
    g_clear_error(&err);
  g_free(text);
}
void unused_error_bad(void) {
  GError *e = NULL;
  g_set_error(&e, 1, 2, "x");
} // expect: leak: 'e'
gboolean precondition_ok(GObject *o, GError **error) {
  char *s = g_strdup("x");
  g_return_val_if_fail(o != NULL, FALSE);
  g_free(s);
  g_set_error(error, 1, 2, "x");
  return FALSE;
}

char *built_ok(void) {
  GString *s = g_string_new("");
  g_string_append(s, "x");
  return g_string_free(s, FALSE);
}
char *taken_before_ok(void) {
  GString *s = g_string_new("");
  char *r = g_string_append(s, "x")->str;
  g_string_free(s, FALSE);
  return r;
}
void thrown_away_ok(void) {
  GString *s = g_string_new("");
  g_string_free(s, TRUE);
}
void built_bad(int n) {
  GString *s = g_string_new("");
  if (n)
    return; // expect: leak: 's'
  g_string_free(s, TRUE);
}
void segment_bad(void) {
  GString *s = g_string_new("");
  char *r = g_string_free(s, FALSE);
  g_print("%s", r);
} // expect: leak: 'r'

void references_ok(GObject *o) {
  g_object_ref(o);
  g_object_unref(o);
  g_object_unref(o);
  g_object_notify(o, "x"); // others may hold references
}
void replaced_ok(GObject **slot, GObject *o) {
  g_object_unref(*slot);
  *slot = g_object_ref(o);
}
void last_reference_bad(void) {
  GObject *o = g_object_new(1, NULL);
  g_object_unref(o);
  g_object_notify(o, "x"); // expect: use-after-free: 'o'
}
void two_unrefs_bad(void) {
  GObject *o = g_object_new(1, NULL);
  g_object_unref(o);
  g_object_unref(o); // expect: double-free: 'o'
}
void second_reference_ok(void) {
  GObject *o = g_object_new(1, NULL);
  g_object_ref(o);
  g_object_unref(o);
  g_object_unref(o);
}
void reference_bad(GObject *o, int n) {
  GObject *kept = g_object_ref(o);
  if (n)
    return; // expect: leak: 'kept'
  g_object_unref(kept);
}
void cleared_ok(void) {
  GObject *o = g_object_new(1, NULL);
  g_clear_object(&o);
  if (o)
    g_object_unref(o);
}

void list_ok(void) {
  GList *l = NULL;
  l = g_list_prepend(l, g_strdup("a"));
  l = g_list_prepend(l, g_strdup("b"));
  l = g_list_reverse(l);
  for (GList *i = l; i; i = i->next)
    g_print("%s", (char *)i->data);
  g_list_free_full(l, g_free);
}
void list_bad(void) {
  GList *l = NULL;
  l = g_list_prepend(l, (void *)"a");
  l = g_list_prepend(l, (void *)"b");
} // expect: leak: 'l'

void variants_ok(GVariant *v) {
  g_autovariant GVariant *child = g_variant_get_child_value(v, 0);
  g_autovariant GVariant *own = g_variant_ref_sink(g_variant_new("s", "x"));
}
void variants_bad(GVariant *v, int n) {
  GVariant *child = g_variant_get_child_value(v, 0);
  if (n)
    return; // expect: leak: 'child'
  g_variant_unref(child);
}

// An error that matches is there; a list that is there stays the same; arrays copy what a record holds.
typedef struct GSList { gpointer data; struct GSList *next; } GSList;
typedef struct { char *data; unsigned len; } GArray;
typedef struct _GCancellable GCancellable;
GSList *g_slist_append(GSList *list, gpointer data);
GArray *g_array_insert_vals(GArray *array, unsigned at, const void *data, unsigned n);
gboolean g_error_matches(const GError *e, unsigned domain, int code);
gboolean g_cancellable_set_error_if_cancelled(GCancellable *c, GError **error);
unsigned char *g_base64_decode(const char *text, gsize *n);
/**
 * next_part:
 * Returns: (nullable) (transfer full): a new stream, or %NULL if there are no more parts
 */
GObject *next_part(GCancellable *c, GError **error);
void g_object_unref(gpointer object);
void matches_ok(void) {
  GError *error = NULL;
  GObject *part = next_part(NULL, &error);
  if (g_error_matches(error, 1, 2)) {
    g_error_free(error);
    return;
  }
  if (error) {
    g_error_free(error);
    return;
  }
  g_object_unref(part);
}
void matches_bad(void) {
  GError *error = NULL;
  GObject *part = next_part(NULL, &error);
  if (g_error_matches(error, 1, 2))
    return; // expect: leak: 'error'
  g_clear_error(&error);
  if (part)
    g_object_unref(part);
}
int cancelled_ok(GCancellable *c) {
  GError *error = NULL;
  if (g_cancellable_set_error_if_cancelled(c, &error)) {
    g_error_free(error);
    return 1;
  }
  return 0;
}
struct body { GSList *first, *last; };
void body_append_ok(struct body *b, gpointer chunk) {
  if (b->last) {
    b->last = g_slist_append(b->last, chunk);
    b->last = b->last->next;
  } else
    b->first = b->last = g_slist_append(NULL, chunk);
}
void body_append_bad(gpointer chunk) {
  GSList *list = g_slist_append(NULL, chunk);
  list = g_slist_append(list, chunk);
} // expect: leak: 'list'
struct mapping { char *path; int n; };
void insert_ok(GArray *all, const char *s) {
  struct mapping m;
  m.path = g_strdup(s);
  m.n = 1;
  g_array_insert_vals(all, 0, &m, 1);
}
int decode_ok(const char *text) {
  gsize n;
  unsigned char *p = g_base64_decode(text, &n);
  int first = n ? p[0] : 0;
  g_free(p);
  return first;
}
// The cast of G_DECLARE_FINAL_TYPE gives its argument back.
gpointer g_type_check_instance_cast(gpointer instance, gsize type);
gpointer g_object_new(gsize type, const char *first, ...);
static inline GObject *AS_STREAM(gpointer p) { return g_type_check_instance_cast(p, 1); }
static GObject *stream_new(void) { return g_object_new(1, NULL); }
struct private { GObject *stream; };
void cast_ok(struct private *p) { p->stream = AS_STREAM(stream_new()); }
void cast_bad(void) {
  GObject *stream = AS_STREAM(stream_new());
  if (stream)
    return; // expect: leak: 'stream'
}

// FALSE: what it gives is never NULL.
char first_ok(GString *s) {
  char *text = g_string_free(s, FALSE);
  char first = text[0];
  g_free(text);
  return first;
}

// What is interned is no part of the text that was asked for.
const char *g_intern_string(const char *s);
char *g_strdup(const char *s);
const char *interned_ok(const char *s) {
  char *own = g_strdup(s);
  const char *kept = g_intern_string(own);
  g_free(own);
  return kept;
}

// The data of a removal is only compared; that of an append is kept.
GList *g_list_remove(GList *list, const void *data);
GList *g_list_find(GList *list, const void *data);
GList *removed_ok(GList *list) {
  gpointer data = list->data;
  g_free(data);
  return g_list_remove(list, data);
}
GList *found_ok(GList *list) {
  gpointer data = list->data;
  g_free(data);
  return g_list_find(list, data);
}
GList *removed_bad(GList *list) {
  gpointer data = list->data;
  g_free(data);
  list = g_list_remove(list, data);
  g_free(data); // expect: double-free: 'data'
  return list;
}

// What was only lent is the caller's, once it has taken a reference.
typedef struct _GDateTime GDateTime;
GDateTime *g_date_time_ref(GDateTime *t);
void g_date_time_unref(GDateTime *t);
/**
 * mail_date:
 *
 * Returns: (transfer none): the date of @m.
 */
GDateTime *mail_date(void *m);
void date_ok(void *m) {
  GDateTime *date = mail_date(m);
  g_date_time_ref(date);
  g_date_time_unref(date);
}
void date_bad(void *m) {
  GDateTime *date = mail_date(m);
  g_date_time_unref(date); // expect: release-mismatch: 'g_date_time_unref' releases 'date'
}

// --- objects that are only changed, and lists that are only walked ---------------
typedef struct _GHashTable GHashTable;
typedef struct _GTask GTask;
typedef struct _GFile GFile;
typedef void (*GFunc)(gpointer item, gpointer data);
void g_object_set_data(GObject *object, const char *key, gpointer data);
GTask *g_task_new(gpointer source, gpointer cancellable, gpointer callback, gpointer data);
void g_task_run_in_thread(GTask *task, void (*run)(GTask *task, gpointer source));
GFile *g_file_new_for_path(const char *path);
gboolean g_file_replace_contents(GFile *file, const char *contents, gsize length, const char *etag, gboolean backup,
                                 int flags, char **new_etag, gpointer cancellable, GError **error);
GList *g_hash_table_get_values(GHashTable *table);
void g_list_foreach(GList *list, GFunc f, gpointer data);
void g_list_free(GList *list);

void labelled_bad(gpointer whose) {
  GObject *o = g_object_new(80, NULL);
  g_object_set_data(o, "whose", whose);
} // expect: leak: 'o'

void labelled_ok(gpointer whose) {
  GObject *o = g_object_new(80, NULL);
  g_object_set_data(o, "whose", whose);
  g_object_unref(o);
}

void threaded_bad(gpointer self, void (*run)(GTask *, gpointer)) {
  GTask *t = g_task_new(self, NULL, NULL, NULL);
  g_task_run_in_thread(t, run);
} // expect: leak: 't'

void threaded_ok(gpointer self, void (*run)(GTask *, gpointer)) {
  GTask *t = g_task_new(self, NULL, NULL, NULL);
  g_task_run_in_thread(t, run);
  g_object_unref(t);
}

gboolean rewritten_bad(const char *path, GError **error) {
  GFile *f = g_file_new_for_path(path);
  return g_file_replace_contents(f, "t", 1, NULL, FALSE, 0, NULL, NULL, error); // expect: leak: 'f'
}

gboolean rewritten_ok(const char *path, GError **error) {
  GFile *f = g_file_new_for_path(path);
  gboolean done = g_file_replace_contents(f, "t", 1, NULL, FALSE, 0, NULL, NULL, error);
  g_object_unref(f);
  return done;
}

void walked_bad(GHashTable *table, GFunc f) {
  GList *values = g_hash_table_get_values(table);
  g_list_foreach(values, f, NULL);
} // expect: leak: 'values'

void walked_ok(GHashTable *table, GFunc f) {
  GList *values = g_hash_table_get_values(table);
  g_list_foreach(values, f, NULL);
  g_list_free(values);
}

// A lock is a member of what it protects.
typedef struct { int bits; } GMutex;
typedef struct { int bits; } GCond;
void g_mutex_init(GMutex *m);
void g_mutex_lock(GMutex *m);
void g_mutex_unlock(GMutex *m);
void g_mutex_clear(GMutex *m);
void g_cond_init(GCond *c);
struct channel {
  GMutex lock;
  GCond full;
  char *name;
};
static struct channel *channel_new(void) {
  struct channel *c = g_malloc0_n(1, sizeof *c);
  c->name = g_strdup("x");
  g_mutex_init(&c->lock);
  g_cond_init(&c->full);
  return c;
}
static void channel_free(struct channel *c) {
  g_mutex_clear(&c->lock);
  g_free(c->name);
  g_free(c);
}
void channel_forgotten_bad(void) {
  struct channel *c = channel_new();
  g_mutex_lock(&c->lock);
  g_print("%s", c->name);
  g_mutex_unlock(&c->lock);
} // expect: leak: 'c'
void channel_freed_ok(void) {
  struct channel *c = channel_new();
  g_mutex_lock(&c->lock);
  g_mutex_unlock(&c->lock);
  channel_free(c);
}

GList *g_list_find_custom(GList *l, const void *data, int (*compare)(const void *, const void *));
int strcmp(const char *a, const char *b);
gboolean known_bad(GList *l, const char *s) {
  char *name = g_strdup(s);
  return g_list_find_custom(l, name, (int (*)(const void *, const void *))strcmp) != NULL; // expect: leak: 'name'
}
gboolean known_ok(GList *l, const char *s) {
  char *name = g_strdup(s);
  const gboolean known = g_list_find_custom(l, name, (int (*)(const void *, const void *))strcmp) != NULL;
  g_free(name);
  return known;
}

// Only a list that is NULL has the length 0.
unsigned g_list_length(GList *list);
GList *g_list_append(GList *list, gpointer data);
unsigned counted_ok(gpointer *items, int n) {
  GList *list = NULL;
  for (int i = 0; i < n; i++)
    if (items[i])
      list = g_list_append(list, items[i]);
  unsigned length = g_list_length(list);
  if (length == 0)
    return 0;
  g_list_free(list);
  return length;
}
unsigned counted_bad(gpointer *items, int n) {
  GList *list = NULL;
  for (int i = 0; i < n; i++)
    list = g_list_append(list, items[i]);
  unsigned length = g_list_length(list);
  if (length == 1)
    return 1; // expect: leak: 'list'
  g_list_free(list);
  return length;
}

typedef struct _GDate GDate;
GDate *g_date_new_dmy(int day, int month, int year);
void g_date_add_days(GDate *date, unsigned days);
void g_date_free(GDate *date);
void day_bad(void) {
  GDate *d = g_date_new_dmy(1, 1, 2020);
  g_date_add_days(d, 3);
} // expect: leak: 'd'
void day_ok(void) {
  GDate *d = g_date_new_dmy(1, 1, 2020);
  g_date_add_days(d, 3);
  g_date_free(d);
}
