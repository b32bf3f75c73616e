// RUN: %check_both %s -- -std=gnu11 -isystem %S/../Inputs
// Where success is 0, which leaves *out good, another constant is a failure: nobody reads *out then.
#include <talloc.h>

enum { DONE = 0, BUSY = 5, BROKEN = 7 };
struct device {
  char *name;
};
int device_probe(struct device *d);

int attach_ok(TALLOC_CTX *ctx, struct device **out) {
  struct device *d = talloc_zero(ctx, struct device);
  if (!d)
    return BROKEN;
  *out = d;
  if (device_probe(d)) {
    talloc_free(d);
    return BUSY;
  }
  return DONE;
}

/* No exit says that all went well. */
int attach_bad(TALLOC_CTX *ctx, struct device **out) {
  struct device *d = talloc_zero(ctx, struct device);
  if (!d)
    return BROKEN;
  d->name = talloc_strdup(d, "x");
  *out = d; // expect: borrow-outlives-owner
  if (device_probe(d)) {
    talloc_free(d);
    return DONE;
  }
  return BUSY;
}
