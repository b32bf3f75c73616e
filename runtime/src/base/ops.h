// From a raw allocator A to a table of functions. Release: A itself. Checked: A with guards and metadata around it.
// A has: alloc, release, resize; may have: regrow, zalloc, depth, retire, allowed; says: reuses (a freed block's memory is handed out again).
#pragma once
#include "base/util.h"
#include "check/life.h"

namespace deed {

template <class A> struct Ops {
#ifndef DEED_CHECKED
	static void *alloc(deed_allocator *s, size_t n, size_t al) { return A::alloc(s, n, al); }
	static void *zalloc(deed_allocator *s, size_t n, size_t al)
	{
		if constexpr (requires { A::zalloc(s, n, al); }) {
			return A::zalloc(s, n, al);
		} else {
			void *p = A::alloc(s, n, al);
			return p ? memset(p, 0, n) : nullptr;
		}
	}
	static bool resize(deed_allocator *s, void *p, size_t o, size_t n, size_t al) { return A::resize(s, p, o, n, al); }
	static void *regrow(deed_allocator *s, void *p, size_t o, size_t n, size_t al)
	{
		if constexpr (requires { A::regrow(s, p, o, n, al); }) {
			return A::regrow(s, p, o, n, al);
		} else {
			if (A::resize(s, p, o, n, al)) return p;
			void *q = A::alloc(s, n, al);
			if (!q) return nullptr;
			memcpy(q, p, o < n ? o : n);
			A::release(s, p, o, al);
			return q;
		}
	}
	static void release(deed_allocator *s, void *p, size_t n, size_t al) { A::release(s, p, n, al); }
#else
	static check::Owner *owner(deed_allocator *s) { return (check::Owner *)s->check; }
	static unsigned depth(deed_allocator *s)
	{
		if constexpr (requires { A::depth(s); }) return A::depth(s);
		else return 0;
	}
	static bool usable(deed_allocator *s, const char *what)
	{
		if constexpr (requires { A::allowed(s, what); })
			if (!A::allowed(s, what)) return false;
		return check::usable(owner(s), what);
	}
	// The usual case needs no Entry: without one, a stack starts at this function's caller.
	__attribute__((always_inline)) static inline void *make(deed_allocator *s, size_t n, size_t al, bool zero)
	{
		if constexpr (requires { A::again(n); }) { // a dead block that waited long enough
			check::Owner *o = owner(s);
			if (__builtin_expect(al <= 16 && o && !o->dead, 1))
				if (void *p = check::rebirth(o, n, al, zero, [n] { return A::again(n); })) return p;
			return make_new_far(s, n, al, zero, __builtin_frame_address(0));
		} else {
			return make_new(s, n, al, zero, __builtin_frame_address(0));
		}
	}
	__attribute__((always_inline)) static inline void *make_new(deed_allocator *s, size_t n, size_t al, bool zero, void *frame)
	{
		check::Entry entry(frame);
		if (!usable(s, "allocation")) return nullptr;
		void *raw = A::alloc(s, check::padded(n, al), check::front(al));
		return raw ? check::birth(owner(s), raw, n, al, zero, depth(s)) : nullptr;
	}
	static __attribute__((noinline)) void *make_new_far(deed_allocator *s, size_t n, size_t al, bool zero, void *frame) { return make_new(s, n, al, zero, frame); }
	static void *alloc(deed_allocator *s, size_t n, size_t al) { return make(s, n, al, false); }
	static void *zalloc(deed_allocator *s, size_t n, size_t al) { return make(s, n, al, true); }
	static bool may_change(deed_allocator *s, void *p, size_t n, size_t al, check::Info *i, const char *what)
	{
		if (!usable(s, what) || !check::expect(owner(s), p, n, al, i, what)) return false;
		if (i->depth < depth(s)) {
			char buf[3072];
			Text t(buf, sizeof buf);
			t.add("deed: cross-scope: %s in scope %u of a block of scope %u\n", what, depth(s), i->depth);
			check::describe(p, t);
			check::describe_here(t);
			fail(DEED_ERROR_CROSS_SCOPE, p, nullptr, 0, buf);
			return false;
		}
		return true;
	}
	static bool resize_known(deed_allocator *s, void *p, size_t o, size_t n, size_t al)
	{
		size_t f = check::front(al);
		if (!A::resize(s, (char *)p - f, check::padded(o, al), check::padded(n, al), f)) return false;
		check::resized(p, n);
		return true;
	}
	static bool resize(deed_allocator *s, void *p, size_t o, size_t n, size_t al)
	{
		DEED_ENTRY;
		check::Info i;
		if (!may_change(s, p, o, al, &i, "resize")) return false;
		check::verify(p, "resize");
		return resize_known(s, p, i.size, n, i.align);
	}
	static void *regrow(deed_allocator *s, void *p, size_t o, size_t n, size_t al)
	{
		DEED_ENTRY;
		check::Info i;
		if (!may_change(s, p, o, al, &i, "realloc")) return nullptr;
		check::verify(p, "realloc");
		if (resize_known(s, p, i.size, n, i.align)) return p;
		void *q = alloc(s, n, i.align);
		if (!q) return nullptr;
		tools::open(q, i.size < n ? i.size : n);
		__builtin_memcpy(q, p, i.size < n ? i.size : n);
		check::moved(p, q);
		if (!drop(s, p, i, check::Why::Moved)) {
			check::expect(owner(s), q, n, 0, &i, "free") && drop(s, q, i, check::Why::Freed);
			return nullptr;
		}
		return q;
	}
	static bool drop(deed_allocator *s, void *p, check::Info i, check::Why why)
	{
		if (!check::die(p, why)) return false;
		give_back(s, p, i);
		return true;
	}
	template <class B> static __attribute__((noinline)) check::Record *later(check::Record *r)
	{
		Hold h(check::registry);
		return B::wait(r);
	}
	static void give_back(deed_allocator *s, void *p, check::Info i)
	{
		size_t f = check::front(i.align);
		if constexpr (requires { A::wait(i.record); }) { // until a new one takes its place, or it is let go
			A::let_go(later<A>(i.record));
		} else if constexpr (requires { A::retire(s, p, i.size, i.align); }) {
			A::retire(s, p, i.size, i.align); // decides when the memory is used again, and settles
		} else if constexpr (A::reuses) {
			tools::open((char *)p - f, f);
			A::release(s, (char *)p - f, check::padded(i.size, i.align), f);
		}
	}
	static void release(deed_allocator *s, void *p, size_t n, size_t al)
	{
		if constexpr (requires (check::Record *r) { A::wait(r); }) {
			check::Owner *o = owner(s);
			check::Record *out = nullptr;
			if (__builtin_expect(o && !o->dead && check::end(o, p, n, al, 0, [&](check::Record *r) { out = A::wait(r); }), 1)) {
				if (__builtin_expect(out != nullptr, 0)) A::let_go(out);
				return;
			}
		}
		release_far(s, p, n, al, __builtin_frame_address(0));
	}
	static __attribute__((noinline)) void release_far(deed_allocator *s, void *p, size_t n, size_t al, void *frame)
	{
		check::Entry entry(frame);
		check::Info i;
		if (!usable(s, "free")) return;
		if (check::end(owner(s), p, n, al, depth(s), [&](check::Record *r) { i = check::info(r); })) return give_back(s, p, i);
		if (may_change(s, p, n, al, &i, "free")) drop(s, p, i, check::Why::Freed);
	}
#endif
	static constexpr deed_allocator_ops table(unsigned (*enter)(deed_allocator *) = nullptr, void (*leave)(deed_allocator *, unsigned) = nullptr,
	                                          unsigned (*dep)(deed_allocator *) = nullptr)
	{
		return { alloc, zalloc, regrow, resize, release, enter, leave, dep };
	}
};

} // namespace deed
