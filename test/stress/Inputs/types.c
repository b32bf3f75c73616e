// flags: -std=gnu17 -fblocks
#include <complex.h>
#include <stdalign.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
typedef float four __attribute__((vector_size(16)));
struct bits { unsigned a : 3; int : 0; signed b : 5; unsigned long long c : 40; char *p; };
struct tail { int n; char *rest[]; };
struct inside { union { char *p; uintptr_t u; struct { int x, y; }; }; char empty[0]; };
struct nothing {};
union all { char *p; void *v; char bytes[8]; double d; };
_Atomic(char *) shared;
static _Thread_local char *mine;
char *tentative;
char *tentative;
extern char outside[];
int vla(int n, char *rows[n][n]) {
  char *local[n];
  char (*view)[n] = malloc(sizeof(char[3][n]));
  for (int i = 0; i < n; i++)
    local[i] = malloc(sizeof *view);
  for (int i = 0; i < n; i++)
    free(local[i]);
  typedef int row[n];
  row r;
  r[0] = (int)sizeof(row) + (rows[1][2] != NULL);
  free(view);
  return r[0];
}
void bitfields(void) {
  struct bits b = {.a = 5, .b = -1}, *h = malloc(sizeof *h);
  if (!h) return;
  *h = b;
  h->c++;
  h->p = malloc(h->a + b.b);
  if (h->a) free(h->p);
  if (!h->a) free(h->p);
  free(h);
}
struct tail *flexible(int n) {
  struct tail *t = malloc(offsetof(struct tail, rest[n]));
  if (!t) return NULL;
  t->n = n;
  memset(t->rest, 0, n * sizeof *t->rest);
  while (n-- > 0) t->rest[n] = strdup("");
  return t;
}
#define END(x) _Generic((x), char *: free, struct tail *: end_tail, default: nothing)((void *)(x))
static void end_tail(struct tail *t) { while (t->n-- > 0) free(t->rest[t->n]); free(t); }
static void nothing(void *p) { (void)p; }
void generic(void) { struct tail *t = flexible(3); char *p = malloc(1); if (t) END(t); END(p); END((void *)p); }
void atomics(void) {
  char *p = malloc(1), *expected = NULL;
  if (!atomic_compare_exchange_strong(&shared, &expected, p)) free(p);
  p = atomic_exchange(&shared, NULL);
  free(p);
  __atomic_store_n(&mine, malloc(1), __ATOMIC_SEQ_CST);
  shared = p;
  (void)shared;
}
double complex numbers(double complex z) { double _Complex w = z * I + 3; __real__ w = cimag(z); return ~w / w; }
four vectors(four a, four b) { four c = a + b * (four){1, 2, 3, 4}; c[2] = 1; return __builtin_shufflevector(c, a, 0, 1, 4, 5); }
void unions(void) {
  union all a = {.p = malloc(3)}, b;
  memcpy(b.bytes, &a, sizeof a);
  memcpy(a.bytes, b.bytes, 4);
  a.d += 1;
  free(b.v);
  struct inside i = {.p = malloc(1)};
  i.u ^= 1;
  i.u ^= 1;
  free(i.p);
}
void blocks(int n) {
  __block char *p = malloc(1);
  void (^end)(void) = ^{ free(p); p = NULL; };
  if (n) end();
  ^(char *q) { free(q); }(p);
}
void attributes(char *p) __attribute__((noinline, cold, nonnull(1), section(".text.x"), visibility("hidden"), nothrow));
__attribute__((constructor, used)) static void first(void) { mine = malloc(1); }
__attribute__((malloc, alloc_size(1), assume_aligned(16), returns_nonnull, warn_unused_result)) static void *wrap(size_t n) { void *p = malloc(n); if (!p) abort(); return p; }
static inline __attribute__((always_inline, flatten)) void drop(void *pp) { free(*(void **)pp); }
void cleanups(int n) {
  for (int i = 0; i < n; i++) {
    __attribute__((cleanup(drop), unused)) char *p = wrap(i);
    if (i == 3) continue;
    if (i == 4) break;
    if (i == 5) return;
    __attribute__((cleanup(drop))) void *q = p ? NULL : wrap(2), *r = wrap(3);
    if (q != r) goto out;
  }
out:;
}
char *variadic(const char *f, ...) {
  va_list l, m;
  va_start(l, f);
  va_copy(m, l);
  char *p = va_arg(l, char *);
  struct bits b = va_arg(m, struct bits);
  va_end(m);
  va_end(l);
  free(b.p);
  return p;
}
struct nothing zero(struct nothing n) { struct nothing a[2] = {n}; return a[1]; }
void assembler(char *p) {
  char *q;
  __asm__("mov %1, %0" : "=r"(q) : "r"(p));
  free(q);
  __asm__ __volatile__("" ::: "memory");
  __asm__("nop");
}
__asm__(".globl soup");
int shadows(int free) { { int malloc = free; { extern void *calloc(size_t, size_t); char *p = calloc(malloc, 1); return !p; } } }
void *addresses(void) { void *a = &&here; here: return a ? a : (void *)addresses; }
int odd(char *p) { return sizeof(free(p)) + sizeof(char[({ free(p); 3; })]) + __builtin_choose_expr(1, 3, free(p)) + __builtin_types_compatible_p(int, char); }
void indices(char *p, int n) { 3[p] = 1; (&p[n])[-n] = 2; *&*&p = malloc(1); free((&p)[0]); }
void steps(char **a) { *a++ = malloc(1); free(*--a); free(a[-1]); --*a; free(*a + 1); }
void (*returned(void (*f)(void *), char *p))(void *) { f(p); return f ? f : free; }
void immediately(void) { (*(void (*)(void *))free)(malloc(1)); (&free)(NULL); (****free)(malloc(2)); }
void null_call(void) { ((void (*)(void))0)(); *(volatile int *)0 = 1; free((void *)1); free((void *)-1); free(((char *)NULL) + 3); }
int divided(int n) { char *p = malloc(1 / (n - n)); int m = 1 << 40, k = -2147483647 - 1; free(p); return m % 0 + k / -1 + (1 << -1) + (k << 63); }
