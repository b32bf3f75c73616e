// RUN: %check_both %s
// The model of the Linux kernel, and its cleanup attributes.
typedef unsigned long size_t;
typedef unsigned gfp_t;
#define NULL ((void *)0)
#define GFP_KERNEL 1u
struct device;
void *kzalloc(size_t n, gfp_t flags);
void *kvmalloc(size_t n, gfp_t flags);
void *devm_kzalloc(struct device *d, size_t n, gfp_t flags);
void kfree(const void *p);
void kvfree(const void *p);
void vfree(const void *p);
void *vmalloc(size_t n);
struct device *get_device(struct device *d);
void put_device(struct device *d);
struct thing { int x; char *name; };
int start(const struct thing *p);
int probe(const struct device *d);
static inline void __free_kfree(void *p) {
  void *_T = *(void **)p;
  if (_T)
    kfree(_T);
}
#define __free(name) __attribute__((cleanup(__free_##name)))
#define no_free_ptr(p)                                                                                                 \
  ({                                                                                                                   \
    __auto_type __ptr = (p);                                                                                           \
    (p) = NULL;                                                                                                        \
    __ptr;                                                                                                             \
  })
#define return_ptr(p) return no_free_ptr(p)

struct thing *made_ok(void) {
  struct thing *t __free(kfree) = kzalloc(sizeof *t, GFP_KERNEL);
  if (!t)
    return NULL;
  if (start(t) < 0)
    return NULL;
  return_ptr(t);
}
int made_bad(void) {
  struct thing *t = kzalloc(sizeof *t, GFP_KERNEL);
  if (!t)
    return -12;
  if (start(t) < 0)
    return -5; // expect: error-path-leak: 't'
  kfree(t);
  return 0;
}
int devm_ok(struct device *d) {
  struct thing *t = devm_kzalloc(d, sizeof *t, GFP_KERNEL);
  return t ? start(t) : -12;
}
int devm_bad(struct device *d) {
  struct thing *t = devm_kzalloc(d, sizeof *t, GFP_KERNEL);
  if (!t)
    return -12;
  kfree(t); // expect: release-mismatch: 'kfree' releases 't', which 'devm_kzalloc' only lent
  return 0;
}
void vmalloc_bad(void) {
  void *p = vmalloc(10);
  kfree(p); // expect: release-mismatch: 'p'
}
void kvfree_ok(void) {
  void *p = vmalloc(10);
  void *q = kzalloc(10, GFP_KERNEL);
  void *r = kvmalloc(10, GFP_KERNEL);
  kvfree(p);
  kvfree(q);
  kvfree(r);
}
int references_ok(struct device *d) {
  struct device *kept = get_device(d);
  int r = probe(kept);
  put_device(kept);
  return r + probe(kept);
}
int references_bad(struct device *d) {
  struct device *kept = get_device(d);
  if (probe(kept) < 0)
    return -5; // expect: error-path-leak: 'kept'
  put_device(kept);
  return 0;
}
