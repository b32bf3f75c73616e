// RUN: %check_both %s -- -std=gnu11
// A function that takes a reference and drops it again leaves its caller's alone.
#include <stddef.h>

typedef void *gpointer;
typedef int gboolean;
gpointer g_object_ref(gpointer object);
void g_object_unref(gpointer object);
gpointer g_object_new(unsigned long type, const char *first, ...);

typedef struct task task;
struct task {
  gboolean (*begin)(task *);
  int state;
};
void task_show(task *t);

// The reference that a task that runs holds to itself; one that did not begin needs none.
static gboolean task_begin(task *t) {
  gboolean runs;
  t->state = 1;
  g_object_ref(t);
  runs = t->begin(t);
  if (!runs)
    g_object_unref(t);
  return runs;
}

void begin_ok(void) {
  task *t = g_object_new(80, NULL);
  if (!task_begin(t))
    task_show(t);
  g_object_unref(t);
}

static void task_visit(task *t) {
  g_object_ref(t);
  t->begin(t);
  task_show(t);
  g_object_unref(t);
}

void visit_ok(void) {
  task *t = g_object_new(80, NULL);
  task_visit(t);
  task_show(t);
  g_object_unref(t);
}

// Only where there is one a reference is taken.
static void task_try(task *t, int keep) {
  if (keep)
    g_object_ref(t);
  task_show(t);
  if (keep)
    g_object_unref(t);
}

void try_ok(void) {
  task *t = g_object_new(80, NULL);
  task_try(t, 1);
  task_show(t);
  g_object_unref(t);
}

// No reference of its own: the caller's.
static void task_end(task *t) {
  task_show(t);
  g_object_unref(t);
}

void end_bad(void) {
  task *t = g_object_new(80, NULL);
  task_end(t);
  task_show(t); // expect: use-after-free: 't'
}
