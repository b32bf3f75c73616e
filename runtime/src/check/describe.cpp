// What a pointer is, in words.
#include <deed/assert.h>
#include "base/context_hooks.h"
#include "check/table.h"
#include "platform/platform.h"

namespace deed::check {

static bool of_living_context(const void *p)
{
	Hold h(registry);
	const Record *r = find(p);
	return r && r->why == Why::Alive && !__builtin_strcmp(r->owner->family, "context");
}
static const char *how(Why w)
{
	switch (w) {
	case Why::Alive: return "alive";
	case Why::Freed: return "freed";
	case Why::Reset: return "its owner was reset";
	case Why::ScopeExit: return "its scope was left";
	case Why::OwnerDied: return "its owner was destroyed";
	case Why::ParentFreed: return "its parent was freed";
	case Why::Moved: return "moved by a reallocation";
	}
	return "?";
}

// r is a copy or the registry is held; owners are never unmapped
void show(const Shot *r, const void *p, Text &out)
{
	out.add("  block %p: %zu bytes, family %s", (void *)r->p, r->size, r->owner->family);
	if (r->owner->name) out.add(" \"%s\"", r->owner->name);
	if (r->x.type) out.add(", type %s", r->x.type);
	if (r->owner->id) out.add(", owner %p", r->owner->id); // all contexts are one owner, which has no address
	out.add(", generation %u, %s%s\n", r->generation, r->why == Why::Alive ? "alive" : "dead: ", r->why == Why::Alive ? "" : how(r->why));
	if (p != r->p) out.add("  the pointer %p stands %zd bytes after its start\n", p, (ptrdiff_t)((const char *)p - r->p));
	if (r->x.holder) out.add("  held by %p\n", r->x.holder);
	show_trace("born", trace_of(r->birth), out);
	if (r->x.transfer) show_trace(r->transferred ? "transferred away" : "taken over", r->x.transfer, out);
	if (r->why != Why::Alive) show_trace("died", trace_of(r->death), out);
}

void describe(const void *p, Text &out)
{
	Shot copy;
	{
		Hold h(registry);
		Record *r = find(p);
		if (!r) r = find_inside(p);
		if (!r) {
			out.add("  %p is no block of Deed\n", p);
			return;
		}
		shoot(r, &copy);
	}
	show(&copy, p, out);
}

void describe_parent(const void *p, Text &out)
{
	if (!of_living_context(p)) return;
	const char *name = nullptr;
	const void *parent = context_parent(p, &name);
	if (parent) out.add("  child of %p%s%s%s\n", parent, name ? " \"" : "", name ? name : "", name ? "\"" : "");
	else out.add("  child of no context\n");
}

void stale_owner(Owner *o, const char *what)
{
	char buf[3072];
	Text t(buf, sizeof buf);
	if (!o) {
		t.add("deed: use-after-free: %s by an allocator that was never initialised\n", what);
	} else {
		t.add("deed: use-after-free: %s by a destroyed allocator of family %s%s%s\n", what, o->family, o->name ? " " : "", o->name ? o->name : "");
		show_trace("born", o->birth, t);
		show_trace("destroyed", o->death, t);
	}
	describe_here(t);
	fail(DEED_ERROR_USE_AFTER_FREE, o ? o->id : nullptr, nullptr, 0, buf);
}

size_t report_leaks(Owner *o, const char *what, bool error)
{
	if (!o) return 0;
	constexpr int kShown = 8;
	Shot copies[kShown];
	size_t n = 0, bytes = 0;
	{
		Hold h(registry);
		for (Record *r = o->blocks; r; r = r->onext) {
			if (r->why != Why::Alive) continue;
			if (n < kShown) shoot(r, &copies[n]);
			n++;
			bytes += r->size;
		}
	}
	if (!n) return 0;
	char buf[12288];
	Text t(buf, sizeof buf);
	t.add("deed: leak: %zu block(s), %zu bytes, %s (family %s%s%s)\n", n, bytes, what, o->family, o->name ? " " : "", o->name ? o->name : "");
	for (size_t i = 0; i < n && i < kShown; i++) show(&copies[i], copies[i].p, t);
	if (n > kShown) t.add("  and %zu more\n", n - kShown);
	if (error) fail(DEED_ERROR_LEAK, copies[0].p, nullptr, 0, buf);
	else platform::write_stderr(buf, t.size());
	return n;
}

} // namespace deed::check

bool deed_block_describe(const void *p, deed_block_info *info)
{
	using namespace deed::check;
	if (!info) return false;
	{
		deed::Hold h(registry);
		Record *r = find(p);
		if (!r) r = find_inside(p);
		if (!r) return false;
		const Extra &x = extra_of(r);
		*info = { r->p, r->size, r->owner->family, r->owner->id, x.holder, x.type, r->generation, x.asserts, r->why == Why::Alive, r->transferred };
	}
	if (of_living_context(info->start)) info->owner = deed::context_root(info->start);
	return true;
}

void deed_block_text(const void *p, char *buffer, size_t n)
{
	if (!n) return;
	deed::Text t(buffer, n);
	deed_block_info known;
	if (deed::check::on || deed_block_describe(p, &known)) deed::check::describe(p, t);
}
