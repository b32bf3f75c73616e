// RUN: %check_fixes %s --rules=ref-not-const,const-cast-away
// A const is offered only where it compiles: not where the borrow is written through,
// or goes on to what wants to write, through however many hands.
#include <stddef.h>
typedef struct log {
  int count;
} log_t;
void log_write(log_t *mut_log);
int log_size(const log_t *ref_log);

static int reads(log_t *ref_log) { // expect: ref-not-const // fixed: static int reads(const log_t *ref_log) {
  return log_size(ref_log) + ref_log->count;
}
static int passes_on(log_t *ref_log) { // expect: ref-not-const // fixed: static int passes_on(const log_t *ref_log) {
  log_t *ref_same = ref_log; // expect: ref-not-const // fixed: const log_t *ref_same = ref_log;
  return reads(ref_same);
}
static void writes(log_t *ref_log) { // expect: ref-not-const // fixed: static void writes(log_t *ref_log) {
  ref_log->count = 1;
}
static void hands_on(log_t *ref_log) { // expect: ref-not-const // fixed: static void hands_on(log_t *ref_log) {
  writes(ref_log);
}
static void over_two(log_t *ref_log) { // expect: ref-not-const // fixed: static void over_two(log_t *ref_log) {
  log_t *ref_same = ref_log;           // expect: ref-not-const // fixed: log_t *ref_same = ref_log;
  hands_on(ref_same);
}
static void to_mutable(log_t *ref_log) { // expect: ref-not-const // fixed: static void to_mutable(log_t *ref_log) {
  log_write(ref_log); // expect: const-cast-away
}
static log_t *returned(log_t *ref_log) { // expect: ref-not-const // fixed: static log_t *returned(log_t *ref_log) {
  return ref_log;
}
// The table's type of functions stays what it is.
static int handler(log_t *ref_log) { // expect: ref-not-const // fixed: static int handler(log_t *ref_log) {
  return ref_log->count;
}
typedef int (*handler_t)(log_t *);
static const handler_t Handlers[] = {handler};

int all(log_t *mut_log) {
  over_two(mut_log);
  to_mutable(mut_log);
  return passes_on(mut_log) + (returned(mut_log) != NULL) + Handlers[0](mut_log);
}
