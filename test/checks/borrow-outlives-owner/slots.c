// RUN: %check_both %s
// A slot keeps an address where it is of that kind, which its owner knows.
enum kind { NUMBER, POINTER };
struct slot {
  enum kind kind;
  union {
    int number;
    const void *pointer;
  } u;
};
struct settings {
  struct slot timeout, user;
};

int slot_set(struct slot *s, const void *value) {
  switch (s->kind) {
  case NUMBER: s->u.number = *(const int *)value; return 0;
  case POINTER: s->u.pointer = value; return 0;
  }
  return -1;
}

int slot_point(struct slot *s, const void *value) {
  s->kind = POINTER;
  s->u.pointer = value;
  return 0;
}

int set_timeout_ok(struct settings *s, int seconds) { return slot_set(&s->timeout, &seconds); }

int set_timeout_bad(struct settings *s, int seconds) {
  return slot_point(&s->timeout, &seconds); // expect: borrow-outlives-owner: 'seconds'
}

// What returns early keeps nothing; what does not keeps it.
struct link {
  int closed, length;
  const void *notice;
};
void tell(const void *notice);

void link_fail(struct link *l, const void *notice, int length) {
  if (l->closed == 9)
    return;
  tell(notice);
  l->closed = 9;
  l->notice = notice;
  l->length = length;
}

void refuse_bad(struct link *l) {
  unsigned short version = 4;
  link_fail(l, &version, sizeof version); // expect: borrow-outlives-owner: 'version'
}
