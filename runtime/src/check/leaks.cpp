// What is still alive, by where it was born: for a program that looks for its leaks.
#include <deed/assert.h>
#include "check/table.h"
#include "platform/platform.h"
#include <stdlib.h>
#include <unistd.h>

namespace deed::check {
namespace {
// The blocks of one owner that were born by one stack.
struct Group { Owner *owner; uint32_t birth; size_t blocks, bytes; const char *one; };
struct Found {
	static constexpr size_t kGroups = 128;
	Group groups[kGroups];
	size_t used, blocks, bytes, elsewhere; // elsewhere: blocks that no group had room for
};

void add(Found *f, Owner *o, const Record *r)
{
	f->blocks++;
	f->bytes += r->size;
	for (size_t i = 0; i < f->used; i++) {
		Group &g = f->groups[i];
		if (g.owner != o || g.birth != r->birth) continue;
		g.blocks++;
		g.bytes += r->size;
		return;
	}
	if (f->used == Found::kGroups) f->elsewhere++;
	else f->groups[f->used++] = { o, r->birth, 1, r->size, r->p };
}
void collect(const void *owner, Found *f)
{
	Hold h(registry);
	for (Owner *o = all_owners; o; o = o->next_all) {
		if (o->dead || !o->live || (owner && o->id != owner)) continue;
		for (const Record *r = o->blocks; r; r = r->onext)
			if (r->why == Why::Alive && r->p) add(f, o, r);
	}
}
Group *largest(Found *f)
{
	Group *most = nullptr;
	for (size_t i = 0; i < f->used; i++)
		if (f->groups[i].blocks && (!most || f->groups[i].bytes > most->bytes)) most = &f->groups[i];
	return most;
}
void write(Text &t)
{
	platform::write_stderr(t.c_str(), t.size());
}
void show(const Group &g)
{
	char buf[3072];
	Text t(buf, sizeof buf);
	t.add("  %zu block(s), %zu bytes, family %s%s%s%s, one of them %p\n", g.blocks, g.bytes, g.owner->family, g.owner->name ? " \"" : "",
		g.owner->name ? g.owner->name : "", g.owner->name ? "\"" : "", (const void *)g.one);
	show_trace("born", trace_of(g.birth), t);
	write(t);
}

size_t report(const void *owner, const char *when)
{
	Found f;
	f.used = f.blocks = f.bytes = f.elsewhere = 0;
	collect(owner, &f);
	if (!f.blocks) return 0;
	char buf[256];
	Text t(buf, sizeof buf);
	t.add("deed: leak: %zu block(s), %zu bytes alive%s, from %zu%s place(s)\n", f.blocks, f.bytes, when, f.used, f.elsewhere ? " and more" : "");
	write(t);
	constexpr size_t kShown = 20;
	size_t left = f.blocks, shown = 0;
	for (Group *g; shown < kShown && (g = largest(&f)); shown++) {
		show(*g);
		left -= g->blocks;
		g->blocks = 0;
	}
	if (left) {
		Text more(buf, sizeof buf);
		more.add("  and %zu more block(s) from elsewhere\n", left);
		write(more);
	}
	return f.blocks;
}
} // namespace

void leaks_at_exit()
{
#ifdef DEED_CHECKED
	static bool told;
	const char *wanted = getenv("DEED_LEAKS");
	if (!wanted || !*wanted || *wanted == '0' || __atomic_exchange_n(&told, true, __ATOMIC_RELAXED)) return;
	report(nullptr, " when the process ends");
#endif
}
#ifdef DEED_CHECKED
__attribute__((destructor)) static void at_the_end() { leaks_at_exit(); }
#endif
} // namespace deed::check

size_t deed_report_leaks(const void *owner)
{
	DEED_ENTRY_ALWAYS;
	return deed::check::report(owner, "");
}
