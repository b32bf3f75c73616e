// RUN: %check_both %s -- -std=gnu11
// A comment names the release of what a function returns: that function has no body and no comment of its own.
struct node;
struct shared;
/** @return a new node; the caller must free it with node_free() */
struct node *node_parse(const char *path);
void node_free(struct node *n);
void node_close(struct node *n); // no comment speaks of it
int node_size(const struct node *n);
/** @param child the child, owned by the parent afterwards */
void node_adopt(struct node *parent, struct node *child);
/** @return the label, owned by the node */
const char *node_label(const struct node *n);
/** @return the node; borrowed, do not free it */
struct node *node_at(struct node *n, int i);
/** @return a new one, to be released with shared_free() */
struct shared *shared_make(void);
struct shared *shared_ref(struct shared *s);
void shared_free(struct shared *s);
int shared_size(const struct shared *s);
int puts(const char *);

int twice_bad(void) {
  struct node *n = node_parse("a");
  if (!n)
    return -1;
  node_free(n);
  node_free(n); // expect: double-free: 'n'
  return 0;
}
int after_bad(void) {
  struct node *n = node_parse("a");
  if (!n)
    return -1;
  node_free(n);
  return node_size(n); // expect: use-after-free: 'n'
}
int once_ok(void) {
  struct node *n = node_parse("a");
  if (!n)
    return -1;
  int size = node_size(n);
  node_free(n);
  return size;
}
void adopted_bad(struct node *root) {
  struct node *n = node_parse("a");
  if (!n)
    return;
  node_adopt(root, n);
  node_free(n); // expect: double-free: 'n'
}
void adopted_ok(struct node *root) {
  struct node *n = node_parse("a");
  if (n)
    node_adopt(root, n);
}
void label_bad(void) {
  struct node *n = node_parse("a");
  if (!n)
    return;
  const char *label = node_label(n);
  node_free(n);
  puts(label); // expect: use-after-free: 'label'
}
void label_ok(void) {
  struct node *n = node_parse("a");
  if (!n)
    return;
  puts(node_label(n));
  node_free(n);
}
void lent_bad(struct node *root) {
  struct node *n = node_at(root, 0);
  node_free(n); // expect: release-mismatch: 'node_free' releases 'n', which 'node_at' only lent
}
// What no comment names may do anything.
int closed_ok(void) {
  struct node *n = node_parse("a");
  if (!n)
    return -1;
  node_close(n);
  return node_size(n);
}
// Somebody else may have a reference.
int shared_ok(void) {
  struct shared *s = shared_make();
  if (!s)
    return 0;
  shared_ref(s);
  shared_free(s);
  int size = shared_size(s);
  shared_free(s);
  return size;
}

/** Takes ownership of the node and frees it. */
void node_finish(struct node *node);
int finished_twice_bad(void) {
  struct node *n = node_parse("a");
  if (!n)
    return -1;
  node_finish(n);
  node_finish(n); // expect: double-free: 'n'
  return 0;
}
int adopted_then_finished_bad(struct node *parent) {
  struct node *n = node_parse("a");
  if (!n)
    return -1;
  node_adopt(parent, n);
  node_finish(n); // expect: double-free: 'n'
  return 0;
}
int adopted_and_read_ok(struct node *parent) {
  struct node *n = node_parse("a");
  if (!n)
    return -1;
  node_adopt(parent, n);
  return node_size(n);
}
int finished_once_ok(int early) {
  struct node *n = node_parse("a");
  if (!n)
    return -1;
  if (early) {
    node_finish(n);
    return 0;
  }
  const int size = node_size(n);
  node_finish(n);
  return size;
}

/* What the comment names releases it, and free() does not. */
void free(void *p);
void freed_bad(void) {
  struct node *n = node_parse("a");
  if (n)
    free(n); // expect: release-mismatch: 'n'
}
/** @return the text; it must be freed by the caller */
char *text_of(const struct node *n);
void freed_ok(const struct node *n) { free(text_of(n)); }
