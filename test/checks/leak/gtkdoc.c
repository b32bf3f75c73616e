// RUN: %check_both %s
// gtk-doc annotations above declarations, and GLib's rule for errors.
typedef int gboolean;
#define NULL ((void *)0)
typedef struct _GError { int code; char *message; } GError;
typedef struct _Foo Foo;
void g_free(void *p);
void g_error_free(GError *e);
void g_object_unref(void *o);
void g_print(const char *format, ...);
/**
 * foo_make:
 * @name: (transfer none): the name
 *
 * Returns: (transfer full) (nullable): the foo
 */
Foo *foo_make(const char *name);
/**
 * foo_eat:
 * @self: a foo
 * @o: (transfer full) (not nullable): eaten
 */
void foo_eat(Foo *self, Foo *o);
/**
 * foo_find:
 * @self: a foo
 * @name: (out) (transfer full): found
 * @error: location of an error
 *
 * Returns: whether it was found
 */
gboolean foo_find(Foo *self, char **name, GError **error);
Foo *foo_other(Foo *self, GError **error);

void made_bad(int n) {
  Foo *o = foo_make("x");
  if (n)
    return; // expect: leak: 'o'
  g_object_unref(o);
}
void eaten_ok(Foo *f) { foo_eat(f, foo_make("x")); }
void found_bad(Foo *f) {
  char *s = NULL;
  if (foo_find(f, &s, NULL))
    g_print("%s", s);
} // expect: leak: 's'
void found_ok(Foo *f) {
  char *s = NULL;
  if (foo_find(f, &s, NULL)) {
    g_print("%s", s);
    g_free(s);
  }
}
void error_bad(Foo *f) {
  GError *e = NULL;
  if (!foo_other(f, &e))
    g_print("%s", e->message);
} // expect: leak: 'e'
void error_ok(Foo *f) {
  GError *e = NULL;
  if (!foo_other(f, &e)) {
    g_print("%s", e->message);
    g_error_free(e);
  }
}

// --- what is there already was taken before
typedef struct _Tree { Foo *root; } Tree;
void tree_changed(Tree *self);
/**
 * tree_take_root:
 * @self: a tree
 * @root: (transfer full): the new root
 */
void tree_take_root(Tree *self, Foo *root) {
  if (self->root == root)
    return;
  if (self->root)
    g_object_unref(self->root);
  self->root = root;
  tree_changed(self);
}
/**
 * tree_take_first_bad:
 * @self: a tree
 * @root: (transfer full): the new root, if there is none
 */
void tree_take_first_bad(Tree *self, Foo *root) {
  if (self->root)
    return; // expect: leak: 'root'
  g_object_unref(self->root);
  self->root = root;
}
