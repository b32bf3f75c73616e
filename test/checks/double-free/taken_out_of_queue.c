// RUN: %check_both %s -- -std=gnu11
// What g_queue_remove() and g_list_remove() take out had a reference of the queue's, which who takes it out gives up.
#define NULL ((void *)0)
typedef void *gpointer;
typedef unsigned long GType;
typedef struct GList { gpointer data; struct GList *next, *prev; } GList;
typedef struct { GList *head, *tail; unsigned length; } GQueue;
gpointer g_object_new(GType type, const char *first, ...);
gpointer g_object_ref(gpointer object);
void g_object_unref(gpointer object);
int g_queue_index(GQueue *queue, const void *data);
int g_queue_remove(GQueue *queue, const void *data);
GList *g_list_remove(GList *list, const void *data);

struct page;
int page_number(const struct page *p);

struct book {
  GQueue *pages;
  GList *marks;
};

static void take_page(struct book *b, struct page *p) {
  if (g_queue_index(b->pages, p) == -1)
    return;
  g_queue_remove(b->pages, p);
  g_object_unref(p);
}

int fresh_page_ok(struct book *b, int take) {
  struct page *p = g_object_new(3, NULL);
  if (take)
    take_page(b, p);
  int n = page_number(p);
  g_object_unref(p);
  return n;
}

void own_reference_ok(struct book *b) {
  struct page *p = g_object_ref(b->pages->head->data);
  take_page(b, p);
  g_object_unref(p);
}

static void take_mark(struct book *b, struct page *p) {
  b->marks = g_list_remove(b->marks, p);
  g_object_unref(p);
}

void fresh_mark_ok(struct book *b) {
  struct page *p = g_object_new(3, NULL);
  take_mark(b, p);
  g_object_unref(p);
}

// This gives up a reference more.
static void drop_page(struct book *b, struct page *p) {
  g_queue_remove(b->pages, p);
  g_object_unref(p);
  g_object_unref(p);
}

void fresh_page_bad(struct book *b) {
  struct page *p = g_object_new(3, NULL);
  drop_page(b, p);
  g_object_unref(p); // expect: double-free: 'p'
}

// And this takes nothing out.
static void find_page(struct book *b, struct page *p) {
  if (g_queue_index(b->pages, p) != -1)
    return;
  g_object_unref(p);
}

void found_page_bad(struct book *b) {
  struct page *p = g_object_new(3, NULL);
  find_page(b, p);
  g_object_unref(p); // expect: double-free: 'p'
}
