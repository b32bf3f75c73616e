// The tree: links, freeing with destructors that may refuse, references, stealing.
#include "check/life.h"
#include "context/node.h"
#include "base/context_hooks.h"
#include <stdlib.h>

namespace deed::ctx {
void log_line(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
void (*abort_hook)(const char *reason);
Node *null_node;

#ifdef DEED_CHECKED
check::Owner *contexts;
__attribute__((cold, noinline)) check::Owner *make_owner()
{
	check::Owner *made = check::owner_new("context", nullptr, nullptr), *o = nullptr;
	if (__atomic_compare_exchange_n(&contexts, &o, made, false, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE)) return made;
	check::owner_die(made);
	return o;
}
#endif

void set_null_context(Node *n) { null_node = n; }

void bad_magic(const char *reason)
{
	if (abort_hook) {
		log_line("%s\n", reason); // as talloc does
		abort_hook(reason);
	}
	else failf(__builtin_strstr(reason, "after free") != nullptr ? DEED_ERROR_USE_AFTER_FREE : DEED_ERROR_CORRUPTION, nullptr, "%s", reason);
	abort();
}

// What is wrong with the header, or NULL.
static inline const char *damage(const Node *n)
{
	if (!alive(n)) return n->check() == (cookie ^ kDeadBits) ? "Bad talloc magic value - access after free" : "Bad talloc magic value - unknown value";
	if (__builtin_expect(n->has(kPooled), 0) && pool_head(n)->canary != canary(n)) return "Bad talloc magic value - unknown value";
	return nullptr;
}
static inline void verify(const Node *n) // of a block that the tree led to: there is no going on
{
	if (const char *why = damage(n)) bad_magic(why);
}

Node *node_in(const void *p, const char *what)
{
#ifdef DEED_CHECKED
	if (__builtin_expect(!abort_hook, 1)) {
		if (__builtin_expect(check::alive_of(context_owner(), p), 1)) return node_of(p);
		check::Info i;
		return check::expect(context_owner(), p, 0, 0, &i, what) ? node_of(p) : nullptr;
	}
#endif
	Node *n = node_of(p);
	const char *why = damage(n);
	if (__builtin_expect(!why, 1)) return n;
	if (abort_hook) bad_magic(why);
	failf(__builtin_strstr(why, "after free") ? DEED_ERROR_USE_AFTER_FREE : DEED_ERROR_CORRUPTION, p, "%s (%s of %p)", why, what, p);
	return nullptr; // a handler that returns skips the call
}

void link(Node *n, Node *parent)
{
	Node *f = parent->child();
	n->set_next(f);
	if (f) f->set_prev(n); // clears the tag: one above is the first now
	n->set_parent(parent);
	parent->set_child(n);
}

void unlink(Node *n)
{
	Node *next = n->next(), *up = n->prev_or_parent();
	if (n->first()) {
		up->set_child(next);
		if (next) next->set_parent(up);
	} else if (up) {
		up->set_next(next);
		if (next) next->set_prev(up);
	} else if (next) {
		next->set_prev(nullptr);
	}
	n->set_next(nullptr);
	n->set_prev(nullptr);
}

bool is_above(const Node *a, const Node *n)
{
	Upwards x(n);
	while (x.at() && x.at() != a) x.up();
	return x.at();
}

// The parent, unless so many siblings stand before n that finding it would cost too much.
static Node *near_parent(const Node *n)
{
	for (unsigned hops = 0; hops < 4096; hops++) {
		if (n->first()) return n->prev_or_parent();
		n = n->prev_or_parent();
		if (!n) return nullptr;
	}
	return nullptr;
}
// Would n under parent be a loop? Gives up, with no, after as many steps.
static bool loops(const Node *n, const Node *parent)
{
	for (unsigned hops = 0; parent && hops < 4096; hops++) {
		if (parent == n) return true;
		if (!parent->first() && !parent->prev_or_parent()) return false;
		parent = near_parent(parent);
	}
	return false;
}

static void ref_drop(Node *handle) // the handle leaves its target's list
{
	Ref *r = (Ref *)handle->payload();
	Ext *e = r->target ? ext(r->target) : nullptr;
	if (e && e->refs == r) e->refs = r->next;
	if (r->prev) r->prev->next = r->next;
	if (r->next) r->next->prev = r->prev;
	r->target = nullptr;
	r->next = r->prev = nullptr;
}
static Node *ref_node(const Ref *r) { return node_of(r); }
// The first reference that keeps n alive without its parent: one held below n dies with it. NULL: none.
static Ref *held_from_outside(const Node *n)
{
	const Ext *e = n->has(kExt) ? ext(n) : nullptr;
	Ref *r = e ? e->refs : nullptr;
	while (r && !r->from_below && is_above(n, ref_node(r))) r = r->next;
	return r;
}
// Who gets n when its parent goes; NULL: nobody in particular.
static Node *next_owner(const Node *n)
{
	const Ref *r = held_from_outside(n);
	return r ? ref_node(r)->parent() : nullptr;
}

#ifdef DEED_CHECKED
// As talloc does for its pools: a damaged block is found before any destructor below runs. The guards, which take the
// blow here, say so.
static void verify_pool(const Node *n)
{
	for (const Node *c = n->child(); c; c = c->next())
		if (c->has(kPooled) && !check::intact(c->payload())) bad_magic("Bad talloc magic value - unknown value");
}
#endif

// x is unlinked, its destructor has agreed. heir gets those below that refuse, should nobody nearer be left.
static void kill(Node *top, Node *heir, const char *location)
{
	Node *x = top;
	const check::Trace *here = nullptr;
#ifdef DEED_CHECKED
	here = check::death_of(context_owner());
	if (abort_hook && top->has(kPool)) verify_pool(top);
#endif
	for (;;) {
#ifdef DEED_CHECKED
		release_leaves(x, check::Why::ParentFreed, here);
#endif
		while (Node *c = x->child()) {
			verify(c);
			if (__builtin_expect(!c->has(kSpecial), 1)) { // down, without a stack: c keeps x as its parent
				Node *rest = c->next();
				x->set_child(rest);
				if (rest) rest->set_parent(x);
				c->set_next(nullptr);
				c->add(kLoop);
				x = c;
				continue;
			}
			Node *owner = next_owner(c);
			if (free_node(c, location) == -1 && x->child() == c) { // still here: its destructor moved it nowhere
				if (!owner) owner = x == top ? heir : x->prev_or_parent();
				steal(c, owner);
			}
		}
		Node *up = x == top ? nullptr : x->prev_or_parent();
		release(x, x == top ? check::Why::Freed : check::Why::ParentFreed, here);
		if (!up) return;
		x = up;
	}
}

#ifdef DEED_CHECKED
// A scoped borrow of n, or of a block below it, is alive; reported.
static bool pinned(const Node *n)
{
	bool found = false;
	walk(const_cast<Node *>(n), [&](Node *x, int) { return !found && !(found = !check::may_die(x->payload())); }, [](Node *) {});
	return found;
}
#endif

// all that limits count in the tree of n
static size_t charge_all(const Node *n)
{
	size_t sum = 0;
	walk(const_cast<Node *>(n), [&](Node *x, int) { return sum += charge(x), true; }, [](Node *) {});
	return sum;
}

int free_node(Node *n, const char *location)
{
	verify(n);
	Ext *e = n->has(kExt) ? ext(n) : nullptr;
	if (e && e->refs) {
		Node *h = ref_node(e->refs);
		bool below = is_above(n, h);
		free_node(h, location);
		return below ? free_node(n, location) : -1;
	}
	if (n->has(kLoop)) return 0; // already going
	if (e && e->destructor) {
		typedef int (*fn)(void *);
		fn d = e->destructor, running = (fn)-1;
		if (d == running) return -1;
		e->destructor = running;
		if (d(n->payload()) == -1) {
			if (n->has(kExt) && (e = ext(n)) && e->destructor == running) e->destructor = d;
			return -1;
		}
		e = ext(n);
		if (e) e->destructor = nullptr;
	}
#ifdef DEED_CHECKED
	if (check::any_pins() && pinned(n)) return -1;
#endif
	if (__atomic_load_n(&limits, __ATOMIC_RELAXED)) limits_add(n->parent(), -(ptrdiff_t)charge_all(n));
	if (!n->prev_or_parent() && !n->has(kSpecial) && drop_whole(n)) return 0;
	Node *heir = nullptr; // wanted only if something below refuses
	if (n->child()) {
		Region *r = region_of(n);
		if (r->special || r->shared) heir = near_parent(n);
	}
	unlink(n);
	n->add(kLoop);
	if (n->has(kRef)) ref_drop(n);
	kill(n, heir, location);
	return 0;
}

void free_children(Node *n)
{
	Node *parent = n->parent();
#ifdef DEED_CHECKED
	if (check::any_pins())
		for (const Node *c = n->child(); c; c = c->next())
			if (pinned(c)) return;
#endif
	while (Node *c = n->child()) {
		verify(c);
		Node *owner = next_owner(c);
		if (free_node(c, "free_children") == -1 && n->child() == c) steal(c, owner ? owner : parent ? parent : null_node);
	}
}

Node *steal(Node *n, Node *parent)
{
	if (n == parent) return n;
	if (!parent) parent = null_node;
	if (parent && n->first() && n->prev_or_parent() == parent) return n;
	if (check::on && check::events_on) check::event("transfer", n->payload(), 0, nullptr, parent ? parent->payload() : nullptr, nullptr, 0);
	bool limited = __atomic_load_n(&limits, __ATOMIC_RELAXED);
	size_t bytes = limited ? charge_all(n) : 0;
	if (limited) limits_add(n->parent(), -(ptrdiff_t)bytes);
	unlink(n);
	Region *from = region_of(n);
	if (!parent) {
		share(from);
		return n;
	}
	Region *to = region_of(parent);
	if (from != to) {
		share(from);
		share(to);
	}
	link(n, parent);
	if (limited) limits_add(parent, (ptrdiff_t)bytes);
	return n;
}

Node *steal_asked(Node *n, Node *parent)
{
	if (n != parent && parent && n->child() && loops(n, parent)) {
		failf(DEED_ERROR_BAD_ARGUMENT, n->payload(), "steal of %p onto a block below it", n->payload());
		return nullptr;
	}
	return steal(n, parent);
}

bool limits_allow(const Node *parent, size_t bytes)
{
	for (Upwards x(parent); x.at(); x.up())
		if (x.at()->has(kExt))
			if (const Limit *l = ext(x.at())->limit)
				if (bytes > l->max || l->used > l->max - bytes) return false;
	return true;
}
void limits_add(const Node *parent, ptrdiff_t bytes)
{
	for (Upwards x(parent); x.at(); x.up())
		if (x.at()->has(kExt))
			if (Limit *l = ext(x.at())->limit) l->used = (ptrdiff_t)l->used + bytes < 0 ? 0 : l->used + (size_t)bytes;
}

bool set_limit(Node *n, size_t max)
{
	Ext *e = ext_make(n);
	if (!e) return false;
	if (!e->limit) {
		e->limit = (Limit *)calloc(1, sizeof(Limit));
		if (!e->limit) return false;
		__atomic_fetch_add(&limits, 1, __ATOMIC_RELAXED);
	}
	share(region_of(n));
	e->limit->max = max;
	e->limit->used = charge_all(n);
	return true;
}

Node *reference(Node *ctx, Node *n, const char *location, bool from_below)
{
	Node *h = take(ctx, sizeof(Ref), ".reference", true);
	if (!h) return nullptr;
	Ext *e = ext_make(n);
	if (!e) {
		free_node(h, location);
		return nullptr;
	}
	Ref *r = (Ref *)h->payload();
	*r = { n, e->refs, nullptr, location, from_below };
	if (e->refs) e->refs->prev = r;
	e->refs = r;
	h->add(kRef);
	if (!h->has(kPooled)) {
		Region *g = region_of(h);
		if (g->shared) g->guard().lock();
		g->one_special();
		if (g->shared) g->guard().unlock();
	}
	if (region_of(h) != region_of(n)) { // either tree may outlive the other
		share(region_of(h));
		share(region_of(n));
	}
	return n;
}

int unreference(Node *ctx, Node *n)
{
	Ext *e = ext(n);
	if (!e) return -1;
	for (Ref *r = e->refs; r; r = r->next) {
		Node *p = ref_node(r)->parent();
		if (p == ctx || (!ctx && p == null_node)) return free_node(ref_node(r), "unreference");
	}
	return -1;
}

int unlink_from(Node *ctx, Node *n)
{
	if (!ctx) ctx = null_node;
	if (unreference(ctx, n) == 0) return 0;
	if (ctx != n->parent()) return -1;
	Ref *r = held_from_outside(n);
	if (!r) return free_node(n, "unlink");
	Node *next = ref_node(r)->parent();
	free_node(ref_node(r), "unlink");
	steal(n, next);
	return 0;
}

} // namespace deed::ctx

namespace deed {
bool context_is_above(const void *c, const void *p)
{
	const ctx::Node *above = ctx::node_of(c);
	const ctx::Node *n = ctx::node_of(p)->parent();
	return n && ctx::is_above(above, n);
}
const void *context_parent(const void *p, const char **nm)
{
	const ctx::Node *n = ctx::node_of(p)->parent();
	if (!n) return nullptr;
	*nm = ctx::name(n);
	return n->payload();
}
const void *context_root(const void *p)
{
	const ctx::Node *n = ctx::node_of(p);
	while (const ctx::Node *up = n->parent()) n = up;
	return n->payload();
}
const void *context_first_child(const void *c)
{
	const ctx::Node *n = ctx::node_of(c)->child();
	return n ? n->payload() : nullptr;
}
} // namespace deed
