// talloc's names over the tree; strings are in text.cpp, reports in talloc_report.cpp.
#include <deed/talloc.h>
#include "context/internal.h"

namespace deed::ctx {
namespace {
constexpr size_t kMax = 0x10000000;
void (*log_fn)(const char *message);

Node *in(const void *p) { return p ? node_in(p, "use") : nullptr; }
} // namespace

void log_line(const char *fmt, ...)
{
	if (!log_fn) return;
	char buf[512];
	va_list ap;
	va_start(ap, fmt);
	vsnprintf(buf, sizeof buf, fmt, ap);
	va_end(ap);
	log_fn(buf);
}

static void *too_big(const void *p, size_t size)
{
	bool bad;
	if (Node *n = opt(p, "use as a context", &bad)) out_of_memory_in(n, size);
	return nullptr;
}
static void *alloc(const void *ctx, size_t size, const char *name, bool zero)
{
	if (size >= kMax) return too_big(ctx, size);
	if (!ctx && !size) {
		Node *n = root(name);
		return n ? n->payload() : nullptr;
	}
	return make(ctx, size, name, true, zero);
}
static void log_references(Node *n, const char *what, const char *location)
{
	log_line("%s with references at %s\n", what, location);
	for (Ref *r = ext(n)->refs; r; r = r->next) log_line("\treference at %s\n", r->location);
}
static bool referenced(const Node *n)
{
	const Ext *e = n->has(kExt) ? ext(n) : nullptr;
	return e && e->refs;
}
// The text becomes a block under n, named so in reports.
static const char *name_format(Node *n, const char *fmt, va_list ap)
{
	char *s = vformat(n->payload(), fmt, ap, true);
	if (s) set_name(node_of(s), ".name");
	set_name(n, s);
	return s;
}
} // namespace deed::ctx

using namespace deed::ctx;

int talloc_version_major(void) { return TALLOC_VERSION_MAJOR; }
int talloc_version_minor(void) { return TALLOC_VERSION_MINOR; }
int talloc_test_get_magic(void) { return cookie; }
void talloc_set_abort_fn(void (*fn)(const char *)) { abort_hook = fn; }
void talloc_set_log_fn(void (*fn)(const char *)) { log_fn = fn; }
void talloc_set_log_stderr(void)
{
	log_fn = [](const char *m) { fputs(m, stderr); };
}

void *deed_talloc_plain(const void *ctx, size_t size)
{
	DEED_ENTRY;
	return alloc(ctx, size, nullptr, false);
}
void *talloc_named_const(const void *ctx, size_t size, const char *nm)
{
	DEED_ENTRY;
	return alloc(ctx, size, nm, false);
}
void *talloc_named(const void *ctx, size_t size, const char *fmt, ...)
{
	DEED_ENTRY;
	void *p = alloc(ctx, size, nullptr, false);
	if (!p) return nullptr;
	va_list ap;
	va_start(ap, fmt);
	const char *s = name_format(node_of(p), fmt, ap);
	va_end(ap);
	if (!s) deed_talloc_free(p, "talloc_named"), p = nullptr;
	return p;
}
void *talloc_init(const char *fmt, ...)
{
	DEED_ENTRY;
	void *p = alloc(nullptr, 0, nullptr, false);
	if (!p) return nullptr;
	va_list ap;
	va_start(ap, fmt);
	const char *s = name_format(node_of(p), fmt, ap);
	va_end(ap);
	if (!s) deed_talloc_free(p, "talloc_init"), p = nullptr;
	return p;
}
void *deed_talloc_zero(const void *ctx, size_t size, const char *nm)
{
	DEED_ENTRY;
	return alloc(ctx, size, nm, true);
}
void *deed_talloc_memdup(const void *ctx, const void *data, size_t size, const char *nm)
{
	DEED_ENTRY;
	if (size && !data) return nullptr;
	void *p = alloc(ctx, size, nm, false);
	if (p && size) memcpy(p, data, size);
	return p;
}
static size_t array_bytes(size_t el, unsigned count) // a product that overflows is too big
{
	size_t n;
	return deed::mul_overflows(el, count, &n) ? SIZE_MAX : n;
}
void *deed_talloc_array(const void *ctx, size_t el, unsigned count, const char *nm)
{
	DEED_ENTRY;
	return alloc(ctx, array_bytes(el, count), nm, false);
}
void *deed_talloc_zero_array(const void *ctx, size_t el, unsigned count, const char *nm)
{
	DEED_ENTRY;
	return alloc(ctx, array_bytes(el, count), nm, true);
}
void *deed_talloc_realloc(const void *ctx, void *p, size_t size, const char *nm)
{
	DEED_ENTRY;
	if (size >= kMax) return too_big(p ? p : ctx, size);
	if (!p) return alloc(ctx, size, nm, false);
	return regrow(ctx, p, size, nm, true);
}
void *deed_talloc_realloc_array(const void *ctx, void *p, size_t el, unsigned count, const char *nm)
{
	DEED_ENTRY;
	return deed_talloc_realloc(ctx, p, array_bytes(el, count), nm);
}
void *deed_talloc_realloc_array_zero(const void *ctx, void *p, size_t el, unsigned count, const char *nm)
{
	DEED_ENTRY;
	size_t n = array_bytes(el, count), old = p ? deed_talloc_get_size(p) : 0;
	char *q = (char *)deed_talloc_realloc(ctx, p, n, nm);
	if (q && n > old) memset(q + old, 0, n - old);
	return q;
}
void *talloc_realloc_fn(const void *ctx, void *p, size_t size)
{
	DEED_ENTRY;
	return deed_talloc_realloc(ctx, p, size, nullptr);
}
void *talloc_pool(const void *ctx, size_t size)
{
	DEED_ENTRY;
	bool bad;
	Node *c = opt(ctx, "use as a context", &bad);
	Node *n = bad ? nullptr : pool_make(c, 0, size, "talloc_pool");
	return n ? n->payload() : nullptr;
}
void *deed_talloc_pooled_object(const void *ctx, size_t size, const char *nm, unsigned count, size_t bytes)
{
	DEED_ENTRY;
	size_t slack, all;
	if (deed::mul_overflows((size_t)count + 1, kPooledHead + kGap + kTail + 16, &slack) || __builtin_add_overflow(slack, bytes, &all)) return nullptr;
	bool bad;
	Node *c = opt(ctx, "use as a context", &bad);
	Node *n = bad ? nullptr : pool_make(c, size, all, nm);
	return n ? n->payload() : nullptr;
}

int deed_talloc_free(void *p, const char *location)
{
	DEED_ENTRY;
	if (!p) return -1;
	if (may_be_root(node_of(p)) ? free_fast_root(node_of(p)) : free_fast_leaf(node_of(p))) return 0;
	Node *n = node_in(p, "free");
	if (!n) return -1;
	if (__builtin_expect(referenced(n), 0)) {
		if (n->parent() == null_context() && !ext(n)->refs->next) return unlink_from(nullptr, n);
		log_references(n, "ERROR: talloc_free", location);
		return -1;
	}
	return free_node(n, location);
}
void talloc_free_children(void *p)
{
	DEED_ENTRY;
	Node *n = in(p);
	if (!n) return;
	const char *nm = name(n);
	Node *kept = nullptr; // the block that holds its own name stays
	for (Node *c = n->child(); c && nm; c = c->next())
		if (c->payload() == (const void *)nm) kept = c;
	if (kept) unlink(kept);
	free_children(n);
	if (kept) link(kept, n);
}
void deed_talloc_set_destructor(const void *p, int (*d)(void *))
{
	DEED_ENTRY;
	Node *n = in(p);
	Ext *e = n ? (d ? ext_make(n) : ext(n)) : nullptr;
	if (e) e->destructor = d;
}
void *deed_talloc_steal_loc(const void *ctx, const void *p, const char *location)
{
	DEED_ENTRY;
	Node *n = in(p);
	if (!n) return nullptr;
	bool bad;
	Node *c = opt(ctx, "use as a context", &bad);
	if (bad) return nullptr;
	if (referenced(n) && n->parent() != c) log_references(n, "WARNING: talloc_steal", location);
	return steal_asked(n, c) ? const_cast<void *>(p) : nullptr;
}
void *deed_talloc_move(const void *ctx, const void *pp)
{
	DEED_ENTRY;
	void **v = (void **)const_cast<void *>(pp), *p = *v;
	Node *n = in(p);
	bool bad;
	Node *c = opt(ctx, "use as a context", &bad);
	if (!n || bad || !steal_asked(n, c)) return nullptr;
	*v = nullptr;
	return p;
}
void *talloc_reparent(const void *old_parent, const void *new_parent, const void *p)
{
	DEED_ENTRY;
	Node *n = in(p), *from = old_parent ? in(old_parent) : null_context(), *to = new_parent ? in(new_parent) : null_context();
	if (!n) return nullptr;
	if (from == n->parent()) return steal_asked(n, to) ? const_cast<void *>(p) : nullptr;
	const Ext *e = ext(n);
	for (Ref *r = e ? e->refs : nullptr; r; r = r->next)
		if (node_of(r)->parent() == from) return steal_asked(node_of(r), to) ? const_cast<void *>(p) : nullptr;
	return nullptr;
}
void *deed_talloc_reference_loc(const void *ctx, const void *p, const char *location)
{
	DEED_ENTRY;
	Node *n = in(p);
	bool bad;
	Node *c = opt(ctx, "use as a context", &bad);
	return n && !bad && reference(c, n, location, true) ? const_cast<void *>(p) : nullptr;
}
int talloc_increase_ref_count(const void *p)
{
	DEED_ENTRY;
	return deed_talloc_reference_loc(nullptr, p, "talloc_increase_ref_count") ? 0 : -1;
}
size_t talloc_reference_count(const void *p)
{
	DEED_ENTRY;
	Node *n = in(p);
	size_t k = 0;
	if (n && n->has(kExt))
		for (Ref *r = ext(n)->refs; r; r = r->next) k++;
	return k;
}
int talloc_unlink(const void *ctx, void *p)
{
	DEED_ENTRY;
	Node *n = in(p);
	bool bad;
	Node *c = opt(ctx, "use as a context", &bad);
	return n && !bad ? unlink_from(c, n) : -1;
}

const char *talloc_set_name(const void *p, const char *fmt, ...)
{
	DEED_ENTRY;
	Node *n = in(p);
	if (!n) return nullptr;
	va_list ap;
	va_start(ap, fmt);
	const char *s = name_format(n, fmt, ap);
	va_end(ap);
	return s;
}
void talloc_set_name_const(const void *p, const char *nm)
{
	DEED_ENTRY;
	if (Node *n = in(p)) set_name(n, nm);
}
const char *talloc_get_name(const void *p)
{
	DEED_ENTRY;
	Node *n = in(p);
	if (!n) return nullptr;
	const char *s = name(n);
	return s ? s : "UNNAMED";
}
void *talloc_check_name(const void *p, const char *nm)
{
	DEED_ENTRY;
	Node *n = in(p);
	const char *s = n ? name(n) : nullptr;
	return s && (s == nm || !strcmp(s, nm)) ? const_cast<void *>(p) : nullptr;
}
void *deed_talloc_get_type_abort(const void *p, const char *nm, const char *location)
{
	DEED_ENTRY;
	if (void *q = talloc_check_name(p, nm)) return q;
	char buf[400];
	snprintf(buf, sizeof buf, "%s: Type mismatch: name[%s] expected[%s]", location, p ? talloc_get_name(p) : "NULL", nm);
	log_line("%s\n", buf);
	if (abort_hook) {
		abort_hook(buf);
		return nullptr; // as in talloc, where the hook comes back
	}
	bad_magic(buf);
}
void *talloc_parent(const void *p)
{
	DEED_ENTRY;
	Node *n = in(p);
	n = n ? n->parent() : nullptr;
	return n ? n->payload() : nullptr;
}
const char *talloc_parent_name(const void *p)
{
	DEED_ENTRY;
	Node *n = in(p);
	n = n ? n->parent() : nullptr;
	return n ? name(n) : nullptr;
}
// As in talloc: does `p` stand above `ctx`? (deed_context_is_parent() has it the other way round.)
int talloc_is_parent(const void *ctx, const void *p)
{
	DEED_ENTRY;
	Node *c = in(ctx), *n = in(p);
	return c && n && is_above(n, c);
}
void *talloc_find_parent_byname(const void *p, const char *nm)
{
	DEED_ENTRY;
	for (Upwards x(in(p)); x.at(); x.up()) {
		const char *s = name(x.at());
		if (s && (s == nm || !strcmp(s, nm))) return x.at()->payload();
	}
	return nullptr;
}
size_t talloc_get_size(const void *p)
{
	DEED_ENTRY;
	Node *n = p ? in(p) : null_context();
	return n ? n->size() : 0;
}
size_t talloc_total_size(const void *p)
{
	DEED_ENTRY;
	Node *n = p ? in(p) : null_context();
	return n ? total_size(n) : 0;
}
size_t talloc_total_blocks(const void *p)
{
	DEED_ENTRY;
	Node *n = p ? in(p) : null_context();
	return n ? total_blocks(n) : 0;
}
int talloc_set_memlimit(const void *p, size_t max)
{
	DEED_ENTRY;
	Node *n = in(p);
	return n && set_limit(n, max ? max : SIZE_MAX) ? 0 : 1;
}
