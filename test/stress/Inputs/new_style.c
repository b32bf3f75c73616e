// flags: -std=c23
#include <stddef.h>
#include <stdlib.h>
[[nodiscard("owned")]] static char *make(size_t n) { return malloc(n); }
[[deprecated, maybe_unused]] static constexpr int limit = 0b1010'1010;
enum small : unsigned char { A, B = 255 };
static_assert(sizeof(enum small) == 1);
typedef typeof_unqual(const int) plain;
struct [[gnu::packed]] s { char a; int b; };
_BitInt(129) wide = 5wb;
auto inferred = 3;
int f(int, [[maybe_unused]] int, bool b) {
  char *p = nullptr;
  typeof(p) q = make(3);
  constexpr plain k = 4;
  if (b)
    p = q;
  label:
  int after = k;
  struct s t = {};
  thread_local static int here;
  static const unsigned char data[] = {
    1, 2, 3
  };
  if (!q) [[unlikely]] return 1;
  switch (after) { case 1: [[fallthrough]]; default: [[likely]]; after++; ended: }
  if (here++ > limit) goto label;
  free(p == q ? q : (char *)nullptr);
  if (!b) free(q);
  if (after == 9) unreachable();
  return t.a + data[0] + (int)wide + inferred;
}
int variadic(...) { return 0; }
