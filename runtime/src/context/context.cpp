// deed/context.h over the tree.
#include <deed/context.h>
#include "context/internal.h"
#include <stdlib.h>

namespace deed::ctx {

__attribute__((noinline)) void *make_slow(const void *ctx, size_t size, const char *name, bool named, bool zero)
{
	Node *n = !check::on && ctx ? take_again(node_of(ctx), size, name, named) : nullptr;
	if (!n) {
		bool bad;
		Node *parent = opt(ctx, "use as a context", &bad);
		if (bad) return nullptr;
		n = take(parent, size, name, named);
	}
	if (!n) return nullptr;
	if (zero) {
		tools::open(n->payload(), size);
		__builtin_memset(n->payload(), 0, size);
	}
	return n->payload();
}

// The common cases of realloc, without moving: a big block within its mapping, a small one within its chunk, the
// last of a page that one thread has. False: nothing has happened.
static inline bool resize_fast(Node *n, size_t size)
{
	if (check::on || !alive(n) || n->has(kSpecial) || !size || __atomic_load_n(&limits, __ATOMIC_RELAXED)) return false;
	const size_t bytes = chunk_bytes(size, n->has(kSlot));
	if (n->has(kBig)) {
		if (size > DEED_MAX_SIZE || bytes <= kSmall || bytes + sizeof(Page) > n->page()->bytes) return false;
		n->page()->big_size = size;
		return true;
	}
	const size_t have = class_size(n->cls());
	if (size > kSmall || bytes > kSmall) return false;
	if (bytes > have) {
		Region *r = n->page()->region;
		const unsigned c = class_of(bytes);
		const size_t want = class_size(c);
		if (__atomic_load_n(&r->shared, __ATOMIC_RELAXED)) return false;
		if (n->has(kSlot) || (uint8_t *)n + have != r->cur || want > (size_t)(r->end - (uint8_t *)n)) return false;
		r->cur = (uint8_t *)n + want;
		n->next_ = (n->next_ & ~(127ull << 57)) | (uint64_t)c << 57;
	}
	n->set_size(size);
	return true;
}

void *regrow(const void *ctx, void *p, size_t size, const char *nm, bool named)
{
	if (!p) return make(ctx, size, nm, named, false);
	if (!nm && resize_fast(node_of(p), size)) return p;
	Node *n = node_in(p, "realloc");
	if (!n) return nullptr;
	if (!size) {
		bool bad;
		Node *c = opt(ctx, "use as a context", &bad);
		if (!bad) unlink_from(c, n);
		return nullptr;
	}
	Ext *e = ext(n);
	if ((e && e->refs) || n->has(kPool | kRef)) return nullptr;
	if (size > DEED_MAX_SIZE) {
		out_of_memory_in(n, size);
		return nullptr;
	}
#ifdef DEED_CHECKED
	check::verify(p, "realloc");
#endif
	bool failed, limited = limits && !n->has(kPooled);
	ptrdiff_t was = limited ? (ptrdiff_t)charge(n) : 0;
	failed = limited && size > n->size() && !limits_allow(n, size - n->size());
	void *q = failed ? nullptr : resize(n, size, &failed);
	if (failed) {
		out_of_memory_in(n, size);
		return nullptr;
	}
	Node *m = node_of(q);
	if (limits) limits_add(m, (ptrdiff_t)charge(m) - was);
	if (nm) set_name(m, nm);
	return q;
}

size_t total_size(const Node *n)
{
	size_t sum = 0;
	if (n->has(kLoop)) return 0;
	walk(const_cast<Node *>(n), [&](Node *x, int) { return sum += x->has(kRef) ? 0 : x->size(), true; }, [](Node *) {});
	return sum;
}
size_t total_blocks(const Node *n)
{
	size_t sum = 0;
	if (n->has(kLoop)) return 0;
	walk(const_cast<Node *>(n), [&](Node *, int) { return sum++, true; }, [](Node *) {});
	return sum;
}

namespace { // the allocator of a context
struct Allocator { deed_allocator a; Node *ctx; };
Node *self(deed_allocator *s)
{
	Allocator *a = (Allocator *)s;
	return a->ctx;
}
void *a_alloc(deed_allocator *s, size_t n, size_t al)
{
	if (al > 16) return nullptr;
	Node *m = take(self(s), n, nullptr, false);
	return m ? m->payload() : nullptr;
}
void *a_zalloc(deed_allocator *s, size_t n, size_t al)
{
	void *p = a_alloc(s, n, al);
	if (p) tools::open(p, n), __builtin_memset(p, 0, n);
	return p;
}
void *a_regrow(deed_allocator *, void *p, size_t, size_t n, size_t al) { return al > 16 ? nullptr : regrow(nullptr, p, n, nullptr, false); }
bool a_resize(deed_allocator *, void *p, size_t, size_t n, size_t)
{
	Node *m = node_in(p, "resize");
	if (!m || n > m->size() || m->has(kBig | kPooled)) return false; // these may move
	return regrow(nullptr, p, n, nullptr, false) == p;
}
void a_release(deed_allocator *, void *p, size_t, size_t) { deed_context_free(p); }
constexpr deed_allocator_ops allocator_ops = { a_alloc, a_zalloc, a_regrow, a_resize, a_release, nullptr, nullptr, nullptr };
} // namespace
} // namespace deed::ctx

using namespace deed::ctx;
using deed::mul_overflows;

static __attribute__((noinline)) void *root_payload(const char *nm)
{
	Node *n = root(nm);
	return n ? n->payload() : nullptr;
}
void *deed_context_create(void *parent, const char *nm)
{
	DEED_ENTRY;
	if (__builtin_expect(parent != nullptr, 0)) return deed_context_alloc_named(parent, 0, nm);
	Node *n = root_fast(nm);
	return __builtin_expect(n != nullptr, 1) ? n->payload() : root_payload(nm);
}
void deed_context_set_oom_panic(void *p, bool panic)
{
	DEED_ENTRY;
	if (Node *n = p ? node_in(p, "use as a context") : nullptr) region_of(n)->panic = panic;
}
void *deed_context_alloc(void *ctx, size_t size)
{
	DEED_ENTRY;
	return make(ctx, size, nullptr, false, false);
}
void *deed_context_zalloc(void *ctx, size_t size)
{
	DEED_ENTRY;
	return make(ctx, size, nullptr, false, true);
}
void *deed_context_alloc_named(void *ctx, size_t size, const char *nm)
{
	DEED_ENTRY;
	return make(ctx, size, nm, true, false);
}
void *deed_context_zalloc_named(void *ctx, size_t size, const char *nm)
{
	DEED_ENTRY;
	return make(ctx, size, nm, true, true);
}
void *deed_context_array(void *ctx, size_t count, size_t size, const char *nm)
{
	DEED_ENTRY;
	size_t n;
	if (mul_overflows(count, size, &n)) n = SIZE_MAX; // fails as one too big
	return make(ctx, n, nm, nm != nullptr, true);
}
void *deed_context_dupe(void *ctx, const void *data, size_t size)
{
	DEED_ENTRY;
	void *p = data ? make(ctx, size, nullptr, false, false) : nullptr;
	if (p) memcpy(p, data, size);
	return p;
}
char *deed_context_strndup(void *ctx, const char *text, size_t max)
{
	DEED_ENTRY;
	if (!text) return nullptr;
	size_t n = strnlen(text, max);
	char *p = (char *)make(ctx, n + 1, nullptr, false, false);
	if (!p) return nullptr;
	memcpy(p, text, n);
	p[n] = 0;
	return p;
}
char *deed_context_strdup(void *ctx, const char *text)
{
	DEED_ENTRY;
	return deed_context_strndup(ctx, text, SIZE_MAX);
}
char *deed_context_vasprintf(void *ctx, const char *format, va_list args)
{
	DEED_ENTRY;
	return vformat(ctx, format, args, false);
}
char *deed_context_asprintf(void *ctx, const char *format, ...)
{
	DEED_ENTRY;
	va_list ap;
	va_start(ap, format);
	char *p = vformat(ctx, format, ap, false);
	va_end(ap);
	return p;
}
void *deed_context_realloc(void *ctx, void *p, size_t size)
{
	DEED_ENTRY;
	if (p && !size) {
		deed_context_free(p);
		return nullptr;
	}
	return regrow(ctx, p, size, nullptr, false);
}
void *deed_context_realloc_array(void *ctx, void *p, size_t count, size_t size)
{
	DEED_ENTRY;
	size_t n;
	return deed_context_realloc(ctx, p, mul_overflows(count, size, &n) ? SIZE_MAX : n);
}
// Each apart, so that what is more usual saves no register.
static __attribute__((noinline)) int free_slow(void *p)
{
	DEED_ENTRY;
	Node *n = node_in(p, "free");
	if (!n) return -1;
	if (n->has(kExt) && ext(n)->refs) return -1;
	return free_node(n, "deed_context_free");
}
static __attribute__((noinline)) int free_below(void *p)
{
	return __builtin_expect(free_fast_leaf(node_of(p)), 1) ? 0 : free_slow(p);
}
int deed_context_free(void *p)
{
	DEED_ENTRY;
	if (__builtin_expect(!p, 0)) return -1;
	if (!may_be_root(node_of(p))) return free_below(p);
	return __builtin_expect(free_fast_root(node_of(p)), 1) ? 0 : free_slow(p);
}
void deed_context_free_children(void *p)
{
	DEED_ENTRY;
	if (Node *n = p ? node_in(p, "free of the children") : nullptr) free_children(n);
}
void *deed_context_steal(void *ctx, void *p)
{
	DEED_ENTRY;
	bool bad;
	Node *n = p ? node_in(p, "steal") : nullptr, *c = opt(ctx, "use as a context", &bad);
	return n && !bad && steal_asked(n, c) ? p : nullptr;
}
int deed_context_set_destructor(void *p, int (*fn)(void *))
{
	DEED_ENTRY;
	Node *n = p ? node_in(p, "set of a destructor") : nullptr;
	if (!n) return -1;
	Ext *e = fn ? ext_make(n) : ext(n);
	if (e) e->destructor = fn;
	return e || !fn ? 0 : -1;
}
void *deed_context_reference(void *ctx, void *p)
{
	DEED_ENTRY;
	bool bad;
	Node *n = p ? node_in(p, "reference") : nullptr, *c = opt(ctx, "use as a context", &bad);
	return n && !bad && reference(c, n, "deed_context_reference", false) ? p : nullptr;
}
int deed_context_unlink(void *ctx, void *p)
{
	DEED_ENTRY;
	bool bad;
	Node *n = p ? node_in(p, "unlink") : nullptr, *c = opt(ctx, "use as a context", &bad);
	return n && !bad ? unlink_from(c, n) : -1;
}
size_t deed_context_references(const void *p)
{
	DEED_ENTRY;
	Node *n = p ? node_in(p, "count of references") : nullptr;
	Ext *e = n ? ext(n) : nullptr;
	size_t k = 0;
	for (Ref *r = e ? e->refs : nullptr; r; r = r->next) k++;
	return k;
}
void *deed_context_pool(void *ctx, size_t object, size_t bytes)
{
	DEED_ENTRY;
	bool bad;
	Node *c = opt(ctx, "use as a context", &bad);
	Node *n = bad ? nullptr : pool_make(c, object, bytes, "deed_context_pool");
	return n ? memset(n->payload(), 0, object) : nullptr;
}
int deed_context_set_limit(void *p, size_t bytes)
{
	DEED_ENTRY;
	Node *n = p ? node_in(p, "set of a limit") : nullptr;
	return n && set_limit(n, bytes ? bytes : SIZE_MAX) ? 0 : -1;
}
void *deed_context_parent(const void *p)
{
	DEED_ENTRY;
	Node *n = p ? node_in(p, "use") : nullptr;
	if (n) n = n->parent();
	return n ? n->payload() : nullptr;
}
bool deed_context_is_parent(const void *ctx, const void *p)
{
	DEED_ENTRY;
	Node *c = ctx ? node_in(ctx, "use") : nullptr, *n = p ? node_in(p, "use") : nullptr;
	return c && n && is_above(c, n);
}
void *deed_context_find(const void *p, const char *nm)
{
	DEED_ENTRY;
	for (Upwards x(p ? node_in(p, "use") : nullptr); x.at(); x.up())
		if (const char *m = name(x.at()))
			if (nm && !strcmp(m, nm)) return x.at()->payload();
	return nullptr;
}
void *deed_context_cast_(const void *p, const char *nm)
{
	DEED_ENTRY;
	Node *n = p ? node_in(p, "use") : nullptr;
	const char *m = n ? name(n) : nullptr;
	return m && !strcmp(m, nm) ? const_cast<void *>(p) : nullptr;
}
const char *deed_context_name(const void *p)
{
	DEED_ENTRY;
	Node *n = p ? node_in(p, "use") : nullptr;
	return n ? name(n) : nullptr;
}
void deed_context_set_name(void *p, const char *nm)
{
	DEED_ENTRY;
	if (Node *n = p ? node_in(p, "use") : nullptr) set_name(n, nm);
}
size_t deed_context_size(const void *p)
{
	DEED_ENTRY;
	Node *n = p ? node_in(p, "use") : nullptr;
	return n ? n->size() : 0;
}
size_t deed_context_total_size(const void *p)
{
	DEED_ENTRY;
	Node *n = p ? node_in(p, "use") : nullptr;
	return n ? total_size(n) : 0;
}
size_t deed_context_total_blocks(const void *p)
{
	DEED_ENTRY;
	Node *n = p ? node_in(p, "use") : nullptr;
	return n ? total_blocks(n) : 0;
}
deed_allocator *deed_context_allocator(void *ctx)
{
	DEED_ENTRY;
	if (!ctx) return nullptr;
	Allocator *a = (Allocator *)make(ctx, sizeof(Allocator), "deed_allocator", true, true);
	if (!a) return nullptr;
	deed_allocator_init(&a->a, &allocator_ops, 0);
	a->ctx = node_of(ctx);
	return &a->a;
}
