// RUN: %check_both %s -- -std=gnu11
// What GLib makes of a list that is there is there.
#include <stddef.h>

typedef struct _GList GList;
struct _GList {
  void *data;
  GList *next, *prev;
};
typedef struct _GSList GSList;
struct _GSList {
  void *data;
  GSList *next;
};
typedef int (*GCompareFunc)(const void *, const void *);
GList *g_list_reverse(GList *list);
GList *g_list_sort(GList *list, GCompareFunc by);
GList *g_list_prepend(GList *list, void *data);
GList *g_list_copy(GList *list);
GList *g_list_concat(GList *list, GList *behind);
void g_list_free(GList *list);
GSList *g_slist_reverse(GSList *list);
GSList *g_slist_sort(GSList *list, GCompareFunc by);
GSList *g_slist_prepend(GSList *list, void *data);
void g_slist_free(GSList *list);

extern void *next_word(void);
extern int order(const void *, const void *);

void *first_word_ok(void) {
  GList *words = NULL;
  void *w;
  while ((w = next_word()))
    words = g_list_prepend(words, w);
  if (!words)
    return NULL;
  words = g_list_reverse(words);
  w = words->data;
  g_list_free(words);
  return w;
}

void *least_word_ok(void) {
  GSList *words = NULL;
  void *w;
  while ((w = next_word()))
    words = g_slist_prepend(words, w);
  if (words) {
    words = g_slist_sort(words, order);
    w = words->data;
    g_slist_free(words);
  }
  return w;
}

// Of no list there is none, which is no failure: nothing is left then.
void *sorted_ok(GList *words) {
  GList *own = g_list_sort(g_list_copy(words), order);
  void *w = own ? own->data : NULL;
  if (own)
    g_list_free(own);
  return w;
}

void *forgotten_bad(GList *words) {
  GList *own = g_list_copy(words);
  if (!own)
    return NULL;
  return own->data; // expect: leak: 'own'
}

void *reversed_bad(void *a) {
  GSList *words = g_slist_reverse(g_slist_prepend(NULL, a));
  return words->data; // expect: leak: 'words'
}

// To hang one list behind the other takes no memory.
static GList *history;
void *newest_ok(GList *first) {
  history = g_list_concat(first, history);
  return history->data;
}

void joined_bad(GList *words, void *a) {
  GList *own = g_list_concat(g_list_copy(words), g_list_prepend(NULL, a));
  own->data = a;
} // expect: leak: 'own'
