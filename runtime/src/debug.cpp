// The debug allocator: the checked build's metadata for one allocator, in both builds.
#include <deed/debug.h>
#include <deed/assert.h>
#include "check/life.h"
#include "check/tools.h"
#include "platform/fault.h"
#include "platform/platform.h"
#include <stdio.h>
#include <stdlib.h>

// A freed block that waits; stands in the guard before it.
struct deed_debug_node_ { deed_debug_node_ *next; void *p; };

namespace deed {
namespace {
using Node = deed_debug_node_;
using check::Info;
deed_debug *of(deed_allocator *s) { return (deed_debug *)s; }
check::Owner *owner(const deed_debug *d) { return (check::Owner *)d->allocator.check; }

class In {
	deed_debug *d_;

public:
	explicit In(deed_debug *d) : d_(d)
	{
		if (!d_->options.single_thread) ((Lock *)&d_->lock)->lock();
	}
	~In()
	{
		if (!d_->options.single_thread) ((Lock *)&d_->lock)->unlock();
	}
	In(const In &) = delete;
	In &operator=(const In &) = delete;
};
static_assert(sizeof(Lock) == 1);

void say(const deed_debug *d, const char *what, const void *p, size_t n)
{
	if (!d->options.verbose) return;
	char b[160];
	int k = snprintf(b, sizeof b, "deed: debug%s%s: %s %p, %zu bytes\n", d->options.name ? " " : "", d->options.name ? d->options.name : "", what, p, n);
	platform::write_stderr(b, (size_t)k);
}

// never_unmap: the block ends at the end of its pages, so that they become inaccessible as one
size_t pages_for(size_t n, size_t al) { return align_up(check::padded(n, al), platform::page_size()); }
void *raw_alloc(deed_debug *d, size_t n, size_t al)
{
	size_t total = check::padded(n, al), f = check::front(al);
	if (d->options.never_unmap) return platform::map(pages_for(n, al), f);
	if (d->backing) return d->backing->ops->alloc(d->backing, total, f);
	void *p = nullptr;
	return f <= 16 ? malloc(total) : posix_memalign(&p, f, total) ? nullptr : p;
}
void raw_free(deed_debug *d, void *p, Info i)
{
	size_t f = check::front(i.align), total = check::padded(i.size, i.align);
	void *raw = (char *)p - f;
	tools::open(raw, total);
	if (d->backing) d->backing->ops->release(d->backing, raw, total, f);
	else free(raw);
}

void settle(deed_debug *d, Node *n)
{
	void *p = n->p;
	Info i;
	if (!check::dead_info(p, &i)) return;
	check::settle(p);
	raw_free(d, p, i);
}

void retire(deed_debug *d, void *p, Info i)
{
	if (d->options.never_unmap) {
		check::settle(p);
		platform::protect_none((char *)p - check::front(i.align), pages_for(i.size, i.align));
		return;
	}
	if (d->options.no_safety) {
		check::settle(p);
		raw_free(d, p, i);
		return;
	}
	Node *out = nullptr;
	{
		In in(d);
		Node *n = (Node *)((char *)p - check::front(i.align));
		tools::open(n, sizeof *n);
		*n = { nullptr, p };
		if (d->last) d->last->next = n; else d->first = n;
		d->last = n;
		d->held += check::padded(i.size, i.align);
		Node **end = &out;
		while (d->first && d->held > d->options.quarantine) {
			Node *k = d->first;
			Info old;
			if (check::dead_info(k->p, &old)) d->held -= check::padded(old.size, old.align);
			d->first = k->next;
			if (!d->first) d->last = nullptr;
			k->next = nullptr;
			*end = k;
			end = &k->next;
		}
	}
	for (Node *next; out; out = next) {
		next = out->next;
		settle(d, out);
	}
}

bool reserve(deed_debug *d, size_t n)
{
	In in(d);
	if (d->options.memory_limit && (n > d->options.memory_limit || d->used > d->options.memory_limit - n)) return false;
	d->used += n;
	if (d->used > d->peak) d->peak = d->used;
	return true;
}
void unreserve(deed_debug *d, size_t n)
{
	In in(d);
	d->used -= n;
}

void *make(deed_allocator *s, size_t n, size_t al, bool zero)
{
	DEED_ENTRY_ALWAYS;
	deed_debug *d = of(s);
	if (!check::usable(owner(d), "allocation") || !reserve(d, n)) return nullptr;
	void *raw = raw_alloc(d, n, al);
	if (!raw) {
		unreserve(d, n);
		return nullptr;
	}
	void *p = check::birth(owner(d), raw, n, al, zero);
	say(d, "alloc", p, n);
	return p;
}
void *alloc(deed_allocator *s, size_t n, size_t al) { return make(s, n, al, false); }
void *zalloc(deed_allocator *s, size_t n, size_t al) { return make(s, n, al, true); }
bool resize(deed_allocator *s, void *p, size_t o, size_t n, size_t al)
{
	DEED_ENTRY_ALWAYS;
	Info i;
	if (!check::usable(owner(of(s)), "resize") || !check::expect(owner(of(s)), p, o, al, &i, "resize")) return false;
	return n == i.size;
}
bool drop(deed_debug *d, void *p, Info i, check::Why why)
{
	if (!check::die(p, why)) return false;
	say(d, "free", p, i.size);
	unreserve(d, i.size);
	retire(d, p, i);
	return true;
}
void *regrow(deed_allocator *s, void *p, size_t o, size_t n, size_t al)
{
	DEED_ENTRY_ALWAYS;
	deed_debug *d = of(s);
	Info i;
	if (!check::usable(owner(d), "realloc") || !check::expect(owner(d), p, o, al, &i, "realloc")) return nullptr;
	check::verify(p, "realloc");
	void *q = make(s, n, i.align, false); // always moves: a stale pointer is found
	if (!q) return nullptr;
	tools::open(q, i.size < n ? i.size : n);
	__builtin_memcpy(q, p, i.size < n ? i.size : n);
	check::moved(p, q);
	if (drop(d, p, i, check::Why::Moved)) return q;
	drop(d, q, { n, i.align, 0, nullptr }, check::Why::Freed);
	return nullptr;
}
void release(deed_allocator *s, void *p, size_t n, size_t al)
{
	DEED_ENTRY_ALWAYS;
	Info i;
	if (check::usable(owner(of(s)), "free") && check::expect(owner(of(s)), p, n, al, &i, "free")) drop(of(s), p, i, check::Why::Freed);
}
constexpr deed_allocator_ops ops = { alloc, zalloc, regrow, resize, release, nullptr, nullptr, nullptr };

// A touch of a page that never_unmap closed.
bool explain_fault(const void *at)
{
	deed_block_info i;
	if (!check::free_to_ask() || !deed_block_describe(at, &i) || i.alive) return false;
	char buf[4096];
	Text t(buf, sizeof buf);
	t.add("deed: use-after-free: a dead block of %zu bytes was touched at its byte %zd\n", i.size, (ptrdiff_t)((const char *)at - (const char *)i.start));
	check::describe(at, t);
	fail(DEED_ERROR_USE_AFTER_FREE, at, nullptr, 0, buf);
	return true;
}
} // namespace
} // namespace deed

using namespace deed;

void deed_debug_init(deed_debug *d, deed_allocator *backing, const deed_debug_options *options)
{
	DEED_ENTRY_ALWAYS;
	*d = deed_debug{};
	deed_allocator_init(&d->allocator, &ops, 0);
	if (options) d->options = *options;
	if (!d->options.single_thread) d->allocator.flags |= DEED_THREAD_SAFE;
	if (!d->options.quarantine) d->options.quarantine = (size_t)1 << 20;
	d->backing = backing;
	check::Owner *o = check::owner_new("debug", d->options.name, &d->allocator);
	if (d->options.stack_frames) o->frames = d->options.stack_frames < 0 ? 0 : d->options.stack_frames > 32 ? 32 : (uint8_t)d->options.stack_frames;
	o->retain = d->options.retain_metadata;
	d->allocator.check = o;
	if (d->options.never_unmap) platform::on_fault(explain_fault);
}

size_t deed_debug_report_leaks(deed_debug *d)
{
	DEED_ENTRY_ALWAYS;
	return d && owner(d) && !owner(d)->dead ? check::report_leaks(owner(d), "never freed", false) : 0;
}

size_t deed_debug_destroy(deed_debug *d)
{
	DEED_ENTRY_ALWAYS;
	if (!d || d->allocator.magic != DEED_ALLOCATOR_MAGIC) return 0;
	size_t leaks = deed_debug_report_leaks(d);
	while (d->first) {
		Node *n = d->first;
		d->first = n->next;
		settle(d, n);
	}
	d->last = nullptr;
	for (;;) { // the leaked blocks, one at a time: freeing needs the lock that each_live holds
		struct Found { void *p; Info i; } f = { nullptr, {} };
		check::each_live(owner(d), [](void *p, Info i, void *u) {
			*(Found *)u = { p, i };
			return false;
		}, &f);
		if (!f.p || !check::die(f.p, check::Why::OwnerDied)) break;
		check::settle(f.p);
		if (d->options.never_unmap) platform::protect_none((char *)f.p - check::front(f.i.align), pages_for(f.i.size, f.i.align));
		else raw_free(d, f.p, f.i);
	}
	check::owner_die(owner(d));
	d->allocator.magic = 0;
	return leaks;
}
void deed_debug_set_limit(deed_debug *d, size_t bytes)
{
	In in(d);
	d->options.memory_limit = bytes;
}
size_t deed_debug_used(const deed_debug *d) { return __atomic_load_n(&d->used, __ATOMIC_RELAXED); }
size_t deed_debug_peak(const deed_debug *d) { return __atomic_load_n(&d->peak, __ATOMIC_RELAXED); }
