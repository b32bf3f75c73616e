// RUN: %check_both %s --tool-only -- -std=c11
// Contracts in attributes: GCC's malloc(deallocator), which Clang 19 drops (and clang-tidy 19
// ends with, as an error: hence the tool alone), and
// annotate("deed::...").
struct thing;
void thing_end(struct thing *t);
struct thing *thing_begin(int kind) __attribute__((malloc(thing_end), malloc));
__attribute__((malloc(thing_end, 1))) struct thing *thing_two(void);
void keep(struct thing *t __attribute__((annotate("deed::takes"))));
void free(void *p);

void never_ended_bad(void) {
  struct thing *t = thing_begin(1);
} // expect: leak: 't'

void ended_ok(void) {
  struct thing *t = thing_begin(1);
  thing_end(t);
}

void wrong_end_bad(void) {
  struct thing *t = thing_two();
  free(t); // expect: release-mismatch: 't'
}

void kept_ok(void) {
  struct thing *t = thing_begin(2);
  keep(t);
}
