// The bytes around a block and in a dead one: the usual cases, inlined. The registry is held.
#pragma once
#include "check/walks.h"

#pragma GCC visibility push(hidden)
namespace deed::check {

constexpr uint64_t eight(unsigned char b) { return 0x0101010101010101ull * b; }
typedef uint64_t Word __attribute__((aligned(1), may_alias));
// Does [p, p+16) hold guards?
__attribute__((always_inline, no_sanitize("address"))) inline bool guard_holds(const char *p)
{
	return !((((const Word *)p)[0] ^ eight(kGuard)) | (((const Word *)p)[1] ^ eight(kGuard)));
}
__attribute__((always_inline, no_sanitize("address"))) inline void set_guard(char *p)
{
	((Word *)p)[0] = ((Word *)p)[1] = eight(kGuard);
}
typedef uint64_t Wide __attribute__((vector_size(16), aligned(1), may_alias));
// Does [p, p+n) hold b alone? n >= 16. Few branches on n, which differs from block to block; the last bytes are read twice.
__attribute__((always_inline)) inline bool all_are(const char *p, size_t n, unsigned char b)
{
	const Wide v = { eight(b), eight(b) };
	const char *e = p + n;
	auto at = [&](const char *q, int i) __attribute__((always_inline)) { return ((const Wide *)q)[i] ^ v; };
	Wide other;
	if (n >= 128) {
		e -= 128;
		other = at(e, 0) | at(e, 1) | at(e, 2) | at(e, 3) | at(e, 4) | at(e, 5) | at(e, 6) | at(e, 7);
		for (; p < e; p += 128) other |= at(p, 0) | at(p, 1) | at(p, 2) | at(p, 3) | at(p, 4) | at(p, 5) | at(p, 6) | at(p, 7);
	} else if (n >= 32) {
		const size_t k = n & 64 ? 32 : 0;
		other = at(p, 0) | at(p, 1) | at(p + k, 0) | at(p + k, 1) | at(e - 32 - k, 0) | at(e - 32 - k, 1) | at(e - 32, 0) | at(e - 32, 1);
	} else {
		other = at(p, 0) | at(e - 16, 0);
	}
	return !(other[0] | other[1]);
}
// Where does [p, p+n) stop holding b? n if nowhere.
__attribute__((always_inline)) inline size_t first_other(const char *p, size_t n, unsigned char b)
{
	if (__builtin_expect(n >= 16, 1)) {
		if (__builtin_expect(all_are(p, n, b), 1)) return n;
	} else if (n >= 8 && !((*(const Word *)p ^ eight(b)) | (*(const Word *)(p + n - 8) ^ eight(b)))) {
		return n;
	}
	return first_other_slow(p, n, b);
}
// With nobody to be told, and no greater alignment.
__attribute__((always_inline)) inline bool usual(const Record *r) { return r->front == 16 && !(DEED_TOOLS && tools::listening); }

__attribute__((always_inline)) inline Damage guards(const Record *r)
{
	if (__builtin_expect(usual(r) && guard_holds(r->p - 16) && guard_holds(r->p + r->size), 1)) return { false, false, 0 };
	return guards_slow(r);
}
__attribute__((always_inline, no_sanitize("address"))) inline void arm(const Record *r)
{
	if (__builtin_expect(!usual(r), 0)) return arm_slow(r);
	set_guard(r->p - 16);
	set_guard(r->p + r->size);
}

} // namespace deed::check
#pragma GCC visibility pop
