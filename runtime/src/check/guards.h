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
// Where does [p, p+n) stop holding b? n if nowhere.
__attribute__((always_inline)) inline size_t first_other(const char *p, size_t n, unsigned char b)
{
	// all bytes are equal if each is like the next: libc compares in the widest words that the processor has
	if (__builtin_expect(n && (unsigned char)*p == b && !__builtin_memcmp(p, p + 1, n - 1), 1)) return n;
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
