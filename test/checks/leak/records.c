// RUN: %check_both %s
// Records that a helper returns: what their members hold is the caller's.
#include <stdbool.h>
#include <stdlib.h>

struct text {
  char *bytes;
  bool ok;
};

static struct text make_text(void) {
  struct text t = {0};
  t.bytes = malloc(8);
  if (!t.bytes)
    return t;
  t.ok = true;
  return t;
}

static struct text make_through(void) { return make_text(); }
static void end_text(struct text t) { free(t.bytes); }

void kept_bad(void) {
  struct text t = make_text();
  if (!t.ok)
    return;
  t.bytes[0] = 'a';
} // expect: leak: 't.bytes'

void kept_ok(void) {
  struct text t = make_text();
  if (!t.ok)
    return;
  t.bytes[0] = 'a';
  free(t.bytes);
}

void through_bad(void) {
  struct text t = make_through();
  if (t.bytes)
    t.bytes[0] = 'a';
} // expect: leak: 't.bytes'

void through_ok(void) {
  struct text t = make_through();
  end_text(t);
}

void dropped_bad(void) {
  make_text(); // expect: discarded-result: 'make_text'
}

void member_ok(void) { free(make_text().bytes); }

void passed_ok(void) { end_text(make_text()); }

void overwritten_bad(void) {
  struct text t = make_text();
  t.bytes = NULL; // expect: leak: 't.bytes'
}

void two_names_bad(void) {
  struct text t = make_text(), u = t;
  free(t.bytes);
  free(u.bytes); // expect: double-free: 'u.bytes'
}

void two_names_ok(void) {
  struct text t = make_text(), u = t;
  free(u.bytes);
}

void ended_twice_bad(void) {
  struct text t = make_text();
  end_text(t);
  free(t.bytes); // expect: double-free: 't.bytes'
}

struct text handed_on_ok(void) {
  struct text t = make_text();
  return t;
}

struct box {
  struct text text;
};

void stored_ok(struct box *box) { box->text = make_text(); }

void chosen_ok(bool b) {
  struct text none = {0};
  struct text t = b ? make_text() : none;
  end_text(t);
}
