// RUN: %check_both %s -- -std=gnu11
// A number beside a pointer says what the pointer is: room for nothing is a static, a short
// text is on the stack, pages are mapped unless the tests run.
#include <alloca.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

struct line {
  char *text;
  size_t room, used;
};
static char nothing[1];

static void widen(struct line *l, size_t more) {
  const size_t need = (l->used + more + 16) & ~(size_t)15;
  if (need > l->room) {
    if (l->room == 0)
      l->text = NULL;
    l->room = need;
    l->text = realloc(l->text, need);
    if (!l->text)
      abort();
  }
}

static void append(struct line *l, const char *from) {
  const size_t n = strlen(from);
  widen(l, n);
  memcpy(l->text + l->used, from, n);
  l->used += n;
}

static char *cut_off(struct line *l) {
  char *text = l->text;
  if (l->room == 0) {
    text = calloc(1, 1);
    if (!text)
      abort();
  }
  l->text = nothing;
  l->room = l->used = 0;
  return text;
}

void join_ok(const char **words) {
  struct line l = {nothing, 0, 0};
  while (*words)
    append(&l, *words++);
  free(cut_off(&l));
}

static char *cut_off_bare(struct line *l) {
  char *text = l->text;
  l->text = nothing;
  l->room = l->used = 0;
  return text;
}

void join_bad(void) {
  struct line l = {nothing, 0, 0};
  char *all = cut_off_bare(&l);
  free(all); // expect: release-mismatch: never allocated
}

struct node {
  struct node *left;
};
void sort(struct node **, int);

void collect_ok(struct node *from) {
  struct node **all, *n;
  int count = 0, i = 0;
  for (n = from; n; n = n->left)
    count++;
  if (count <= 64) {
    all = alloca(count * sizeof *all);
  } else {
    all = malloc(count * sizeof *all);
    if (!all)
      abort();
  }
  for (n = from; n; n = n->left)
    all[i++] = n;
  sort(all, count);
  if (count > 64)
    free(all);
}

void collect_bad(struct node *from) {
  struct node **all, *n;
  int count = 0, i = 0;
  for (n = from; n; n = n->left)
    count++;
  if (count <= 64) {
    all = alloca(count * sizeof *all);
  } else {
    all = malloc(count * sizeof *all);
    if (!all)
      abort();
  }
  for (n = from; n; n = n->left)
    all[i++] = n;
  sort(all, count);
  if (count > 32)
    free(all); // expect: release-mismatch: 'all'
}

static int from_heap;
struct page {
  struct page *next;
};
static struct page *spare;

static void give_back(void *p) {
  if (from_heap) {
    free(p);
    return;
  }
  struct page *page = p;
  page->next = spare;
  spare = page;
}

static void give_back_to_heap(void *p) {
  if (p)
    free(p);
}

void test_pages(void) { from_heap = 1; }

static void *map(void) {
  void *p = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (p == MAP_FAILED)
    abort();
  return p;
}

void prepare_ok(void) {
  void *p = map();
  give_back(p);
}

void prepare_bad(void) {
  void *p = map();
  give_back_to_heap(p); // expect: release-mismatch: 'p'
}
