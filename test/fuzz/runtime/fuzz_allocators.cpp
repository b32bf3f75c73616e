// Differential fuzzer: random calls on every allocator against the simplest model, a list of blocks with their bytes.
//   fuzz_allocators [SECONDS] [SEED] [ONLY,...]: one line for each allocator; exit 1 and the seed at the first difference.
//   Seed 0 takes the clock; ONLY names allocators ("heap,page").
// Also a libFuzzer target with -DDEED_LIBFUZZER.
#include <deed/arena.h>
#include <deed/context.h>
#include <deed/debug.h>
#include <deed/failing.h>
#include <deed/fixed.h>
#include <deed/heap.h>
#include <deed/locked.h>
#include <deed/pool.h>
#include <deed/refcount.h>
#include <deed/scope.h>
#include <deed/smp.h>
#include <deed/testing.h>
#include <deed/tracing.h>
#include <deed/validate.h>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <fcntl.h>
#include <string>
#include <vector>

namespace {
struct Random {
	uint64_t s;
	uint32_t operator()() { s ^= s << 13; s ^= s >> 7; s ^= s << 17; return (uint32_t)(s >> 16); }
	size_t size() // mostly small, sometimes at the edges
	{
		switch ((*this)() % 8) {
		case 0: return (*this)() % 17;
		case 1: return 1000 + (*this)() % 100;
		case 2: return 4000 + (*this)() % 200;
		case 3: return (*this)() % 20000;
		default: return (*this)() % 300;
		}
	}
};
#define CHECK(x) do { if (!(x)) { fprintf(stderr, "difference: %s:%d: %s\n", __FILE__, __LINE__, #x); abort(); } } while (0)

struct Block { unsigned char *p; size_t n, align; unsigned char fill; unsigned depth; };
struct Model {
	std::vector<Block> live;
	void verify(const Block &b) const
	{
		for (size_t i = 0; i < b.n; i++) CHECK(b.p[i] == b.fill);
	}
	void add(unsigned char *p, size_t n, size_t align, unsigned char fill, unsigned depth = 0)
	{
		CHECK((uintptr_t)p % align == 0);
		memset(p, fill, n);
		live.push_back({ p, n, align, fill, depth });
	}
	void all() const
	{
		for (auto &b : live) verify(b);
	}
};

enum Traits { kAlign = 1, kGrow = 2, kOneSize = 4, kScopes = 8, kMayFail = 16 };
void drive(deed_allocator *a, int traits, Random &r, int steps, size_t one = 0)
{
	Model m;
	std::vector<unsigned> scopes;
	for (int i = 0; i < steps; i++) {
		unsigned depth = (unsigned)scopes.size(), op = r() % 12;
		if (op < 5 || m.live.empty()) {
			size_t n = one ? 1 + r() % one : r.size(), al = traits & kAlign ? (size_t)1 << (r() % 9) : 16;
			bool zero = r() & 1;
			unsigned char *p = (unsigned char *)(zero ? deed_zalloc_aligned(a, n, al) : deed_alloc_aligned(a, n, al));
			if (!p) {
				CHECK(traits & kMayFail);
				continue;
			}
			if (zero)
				for (size_t k = 0; k < n; k++) CHECK(p[k] == 0);
			m.add(p, n ? n : 1, al, (unsigned char)i, depth);
		} else if (op < 8) {
			size_t k = r() % m.live.size();
			Block b = m.live[k];
			if (b.depth != depth) continue;
			m.verify(b);
			deed_free_sized(a, b.p, b.n, b.align);
			m.live.erase(m.live.begin() + (long)k);
		} else if (op < 11) {
			Block &b = m.live[r() % m.live.size()];
			if (b.depth != depth) continue;
			size_t n = one ? 1 + r() % one : 1 + r.size();
			bool in_place = r() & 1;
			unsigned char *q;
			if (in_place) {
				q = deed_resize_aligned(a, b.p, b.n, n, b.align) ? b.p : nullptr;
			} else {
				q = (unsigned char *)deed_realloc_aligned(a, b.p, b.n, n, b.align);
				CHECK(q || (traits & kMayFail));
			}
			if (!q) {
				m.verify(b);
				continue;
			}
			for (size_t k = 0; k < (n < b.n ? n : b.n); k++) CHECK(q[k] == b.fill);
			CHECK((uintptr_t)q % b.align == 0);
			memset(q, b.fill, n);
			b.p = q;
			b.n = n;
		} else if (traits & kScopes) {
			if (depth < 20 && r() % 2) {
				scopes.push_back(deed_scope_enter(a));
				CHECK(scopes.back() == depth + 1);
			} else if (depth > 1) {
				m.all();
				deed_scope_exit(a, scopes.back());
				scopes.pop_back();
				std::erase_if(m.live, [&](const Block &b) { return b.depth >= depth; });
				m.all();
			}
		}
	}
	m.all();
	while (!m.live.empty()) {
		Block b = m.live.back();
		m.live.pop_back();
		if (b.depth == scopes.size()) deed_free_sized(a, b.p, b.n, b.align);
	}
	if (!scopes.empty()) deed_scope_exit(a, 1);
}

// A text below ctx against a std::string.
void grow_text(Random &r, void *ctx)
{
	std::string model;
	char *text = nullptr;
	for (unsigned k = 1 + r() % 6; k; k--) {
		std::string more(r() % 3 ? r() % 40 : r.size(), (char)('a' + r() % 26));
		if (text && r() % 4 == 0) { // a part of itself
			size_t from = r() % (model.size() + 1);
			text = r() % 2 ? deed_context_strdup_append(ctx, text, text + from) : deed_context_asprintf_append(ctx, text, "%s", text + from);
			model += model.substr(from);
		} else if (r() % 2) {
			text = deed_context_strdup_append(ctx, text, more.c_str());
			model += more;
		} else {
			text = deed_context_asprintf_append(ctx, text, "%s-%zu", more.c_str(), more.size());
			model += more + "-" + std::to_string(more.size());
		}
		CHECK(text && model == text && deed_context_size(text) == model.size() + 1 && deed_context_parent(text) == ctx);
	}
	CHECK(deed_context_free(text) == 0);
}

// Contexts against a model of the tree.
struct CtxNode { unsigned char *p; size_t n; unsigned char fill; int parent; bool alive; };
void contexts(Random &r, int steps)
{
	std::vector<CtxNode> v;
	auto alive = [&]() -> int {
		for (int t = 0; t < 20 && !v.empty(); t++) {
			int k = (int)(r() % v.size());
			if (v[(size_t)k].alive) return k;
		}
		return -1;
	};
	auto above = [&](int a, int n) {
		for (; n >= 0; n = v[(size_t)n].parent)
			if (n == a) return true;
		return false;
	};
	auto kill = [&](int k) { // dead nodes keep their parent, for above()
		for (size_t i = 0; i < v.size(); i++)
			if (v[i].alive && above(k, (int)i)) v[i].alive = false;
	};
	auto verify = [&](const CtxNode &c) {
		for (size_t i = 0; i < c.n; i++) CHECK(c.p[i] == c.fill);
	};
	for (int i = 0; i < steps; i++) {
		unsigned op = r() % 16;
		int k = alive();
		if (k < 0 || op < 7) {
			int parent = r() % 10 ? k : -1;
			void *ctx = parent >= 0 ? v[(size_t)parent].p : nullptr;
			size_t n = r() % 40 ? r.size() : 20000 + r() % 200000;
			unsigned char *p;
			switch (r() % 5) {
			case 0: p = (unsigned char *)deed_context_create(ctx, "c"), n = 0; break;
			case 1: p = (unsigned char *)deed_context_zalloc_named(ctx, n, "z"); break;
			case 2: p = (unsigned char *)deed_context_pool(ctx, n = n % 500, r() % 4000); break;
			default: p = (unsigned char *)deed_context_alloc(ctx, n);
			}
			CHECK(p && (uintptr_t)p % 16 == 0 && deed_context_size(p) == n && deed_context_parent(p) == ctx);
			memset(p, i, n);
			v.push_back({ p, n, (unsigned char)i, parent, true });
		} else if (op < 9) {
			CHECK(deed_context_free(v[(size_t)k].p) == 0);
			kill(k);
		} else if (op < 12) {
			CtxNode &c = v[(size_t)k];
			size_t n = 1 + r.size();
			verify(c);
			unsigned char *q = (unsigned char *)deed_context_realloc(nullptr, c.p, n);
			if (!q) continue; // a pool
			for (size_t j = 0; j < (n < c.n ? n : c.n); j++) CHECK(q[j] == c.fill);
			memset(q, c.fill, n);
			c.p = q;
			c.n = n;
			CHECK(deed_context_size(q) == n);
		} else if (op < 14) {
			int to = r() % 5 ? alive() : -1;
			if (to >= 0 && above(k, to)) continue;
			CHECK(deed_context_steal(to >= 0 ? v[(size_t)to].p : nullptr, v[(size_t)k].p) == v[(size_t)k].p);
			v[(size_t)k].parent = to;
		} else {
			CtxNode &c = v[(size_t)k];
			verify(c);
			CHECK(deed_context_parent(c.p) == (c.parent >= 0 ? v[(size_t)c.parent].p : nullptr));
			if (op == 15) grow_text(r, c.p);
		}
	}
	for (auto &c : v)
		if (c.alive) verify(c);
	for (size_t i = 0; i < v.size(); i++)
		if (v[i].alive && v[i].parent < 0) {
			size_t blocks = 0;
			for (size_t j = 0; j < v.size(); j++) blocks += v[j].alive && above((int)i, (int)j);
			CHECK(deed_context_total_blocks(v[i].p) == blocks);
			CHECK(deed_context_free(v[i].p) == 0);
			kill((int)i);
		}
}

// Contexts with destructors, refusals, references in loops, and limits. No model of who ends where: every block keeps its
// contents, dies once, and in the end all can be brought to die.
struct Shared { unsigned char *p; size_t n; unsigned refusals; bool alive; };
std::vector<Shared> shared;
int shared_dies(void *p)
{
	uint32_t k;
	memcpy(&k, p, 4);
	CHECK(k < shared.size() && shared[k].p == p && shared[k].alive);
	for (size_t i = 4; i < shared[k].n; i++) CHECK(shared[k].p[i] == (unsigned char)k);
	if (shared[k].refusals) return shared[k].refusals--, -1;
	shared[k].alive = false;
	return 0;
}
void shared_contexts(Random &r, int steps)
{
	shared.clear();
	auto any = [&]() -> Shared * {
		for (int t = 0; t < 10 && !shared.empty(); t++)
			if (Shared &s = shared[r() % shared.size()]; s.alive) return &s;
		return nullptr;
	};
	auto at = [](Shared *s) -> void * { return s ? s->p : nullptr; };
	for (int i = 0; i < steps; i++) {
		Shared *a = any(), *b = r() % 8 ? any() : nullptr;
		unsigned op = r() % 16;
		if (!a || op < 6) {
			size_t n = 4 + r.size();
			unsigned char *p = (unsigned char *)(r() % 8 ? deed_context_alloc(at(b), n) : deed_context_pool(at(b), n %= 200, r() % 3000));
			if (b && !p) continue; // a limit
			CHECK(p);
			if (n < 4) {
				CHECK(deed_context_free(p) == 0);
				continue;
			}
			uint32_t k = (uint32_t)shared.size();
			memset(p, (int)k, n);
			memcpy(p, &k, 4);
			shared.push_back({ p, n, r() % 16 ? 0 : 1 + r() % 2, true });
			CHECK(deed_context_set_destructor(p, shared_dies) == 0);
		} else if (op < 8) {
			bool was = deed_context_references(a->p) != 0;
			if (deed_context_free(a->p) == 0) CHECK(!a->alive && !was);
			else CHECK(a->alive);
		} else if (op < 10) {
			if (b) (void)!deed_context_reference(at(b), a->p);
		} else if (op < 11) {
			(void)!deed_context_unlink(at(b), a->p);
		} else if (op < 13) {
			if (!b || !deed_context_is_parent(a->p, b->p)) CHECK(deed_context_steal(at(b), a->p) == a->p);
		} else if (op < 14) {
			size_t n = 4 + r.size();
			unsigned char *q = (unsigned char *)deed_context_realloc(nullptr, a->p, n);
			if (!q) continue; // a pool, referenced, or a limit
			for (size_t j = 4; j < (n < a->n ? n : a->n); j++) CHECK(q[j] == (unsigned char)(a - shared.data()));
			memset(q + 4, (int)(a - shared.data()), n - 4);
			a->p = q;
			a->n = n;
		} else if (op < 15) {
			if (r() % 4 == 0) CHECK(deed_context_set_limit(a->p, r() % 2 ? 0 : 1000 + r() % 100000) == 0);
		} else if (r() % 4 == 0) {
			deed_context_free_children(a->p);
		}
		if (i % 64 == 0)
			for (auto &s : shared)
				for (size_t j = 4; s.alive && j < s.n; j++) CHECK(s.p[j] == (unsigned char)(&s - shared.data()));
	}
	size_t left = 1;
	for (int pass = 0; pass < 100 && left; pass++) {
		left = 0;
		for (auto &s : shared) {
			if (s.alive && deed_context_references(s.p))
				for (auto &x : shared)
					while (s.alive && x.alive && deed_context_references(s.p) && deed_context_unlink(x.p, s.p) == 0) {}
			if (s.alive) (void)!deed_context_free(s.p);
			left += s.alive;
		}
	}
	CHECK(!left);
}

// Counted handles against a count.
void counted(Random &r, int steps)
{
	struct Object { unsigned char *p; size_t n, count; };
	static size_t dropped;
	std::vector<Object> v;
	size_t born = 0, died = dropped = 0;
	for (int i = 0; i < steps; i++) {
		if (v.empty() || r() % 3 == 0) {
			size_t n = r.size();
			unsigned char *p = (unsigned char *)deed_rc_new(r() % 2 ? deed_heap() : deed_smp(), n, [](void *) { dropped++; });
			CHECK(p && (uintptr_t)p % 16 == 0);
			for (size_t k = 0; k < n; k++) CHECK(p[k] == 0);
			memset(p, (int)n, n);
			v.push_back({ p, n, 1 });
			born++;
			continue;
		}
		size_t k = r() % v.size();
		Object &o = v[k];
		CHECK(deed_rc_count(o.p) == o.count);
		if (r() % 2) {
			CHECK(deed_rc_ref(o.p) == o.p);
			o.count++;
			continue;
		}
		for (size_t j = 0; j < o.n; j++) CHECK(o.p[j] == (unsigned char)o.n);
		CHECK(deed_rc_unref(o.p) == (o.count == 1));
		if (--o.count) continue;
		died++;
		v.erase(v.begin() + (long)k);
	}
	for (auto &o : v)
		while (o.count--) deed_rc_unref(o.p);
	CHECK(dropped == born && died <= born);
}

deed_arena arena;
deed_fixed fixed;
alignas(64) unsigned char buffer[1 << 18];
const char *const names[] = { "heap", "page", "smp", "arena", "arena scopes", "temp", "fixed", "stack fallback", "pool", "locked", "debug", "context", "context allocator",
	"shared contexts", "raw heap", "fixed view", "failing", "testing", "tracing", "validate", "refcount" };
constexpr int kNames = sizeof names / sizeof *names;
void one(int which, Random &r, int steps)
{
	switch (which) {
	case 0: drive(deed_heap(), kAlign, r, steps); break;
	case 1: drive(deed_page(), kAlign, r, steps / 4); break;
	case 2: drive(deed_smp(), kAlign, r, steps); break;
	case 3:
		deed_arena_init(&arena, deed_heap(), 256 + r() % 10000);
		for (int i = 0; i < 3; i++) {
			drive(&arena.allocator, kAlign, r, steps / 3);
			CHECK(deed_arena_reset(&arena, (deed_reset_mode)(r() % 3), r() % 100000));
		}
		deed_arena_destroy(&arena);
		break;
	case 4:
		deed_arena_init(&arena, deed_heap(), 256 + r() % 10000);
		drive(&arena.allocator, kAlign | kScopes, r, steps);
		deed_arena_destroy(&arena);
		break;
	case 5: {
		unsigned d = deed_scope_enter(deed_temp);
		drive(deed_temp, kAlign, r, steps);
		deed_scope_exit(deed_temp, d);
		break;
	}
	case 6:
		deed_fixed_init(&fixed, buffer, sizeof buffer);
		drive(&fixed.allocator, kAlign | kMayFail, r, steps);
		deed_fixed_destroy(&fixed);
		break;
	case 7: {
		deed_stack_fallback s;
		deed_stack_fallback_init(&s, buffer, 5000, deed_heap());
		drive(&s.allocator, kAlign, r, steps);
		deed_stack_fallback_destroy(&s);
		break;
	}
	case 8: {
		deed_pool p;
		size_t n = 1 + r() % 300;
		deed_pool_options o = { r() % 50, r() % 4 == 0, 256 + r() % 5000 };
		CHECK(deed_pool_init(&p, deed_heap(), n, 0, &o));
		drive(&p.allocator, kMayFail, r, steps, n);
		CHECK(deed_pool_reset(&p, (deed_reset_mode)(r() % 3), r() % 5000));
		drive(&p.allocator, kMayFail, r, steps, n);
		deed_pool_destroy(&p);
		break;
	}
	case 9: {
		deed_locked l;
		deed_locked_init(&l, deed_heap());
		drive(&l.allocator, kAlign, r, steps);
		deed_locked_destroy(&l);
		break;
	}
	case 10: {
		deed_debug d;
		deed_debug_options o = {};
		o.quarantine = 1 + r() % 100000;
		o.no_safety = r() % 4 == 0;
		o.never_unmap = r() % 16 == 0;
		deed_debug_init(&d, r() % 2 ? deed_heap() : nullptr, &o);
		drive(&d.allocator, kAlign, r, o.never_unmap ? steps / 20 : steps);
		CHECK(deed_debug_destroy(&d) == 0);
		break;
	}
	case 11: contexts(r, steps); break;
	case 12: {
		void *root = deed_context_create(nullptr, "root");
		drive(deed_context_allocator(root), 0, r, steps);
		CHECK(deed_context_total_blocks(root) == 2);
		deed_context_free(root);
		break;
	}
	case 13: shared_contexts(r, steps); break;
	case 14: drive(deed_heap_raw(), 0, r, steps); break;
	case 15:
		deed_fixed_init(&fixed, buffer, sizeof buffer);
		drive(deed_fixed_thread_safe(&fixed), kAlign | kMayFail, r, steps);
		deed_fixed_destroy(&fixed);
		break;
	case 16: {
		deed_failing f;
		deed_failing_init(&f, deed_heap(), r() % 200, r() % 100);
		f.once = r() % 2;
		drive(&f.allocator, kAlign | kMayFail, r, steps);
		break;
	}
	case 17:
		drive(deed_testing_allocator(), kAlign, r, steps);
		CHECK(deed_testing_leaks("fuzz") == 0);
		break;
	case 18: {
		static int null = open("/dev/null", O_WRONLY);
		deed_tracing t;
		deed_tracing_init(&t, deed_heap(), null, "fuzz");
		drive(&t.allocator, kAlign, r, steps);
		break;
	}
	case 19: {
		deed_validate v;
		deed_validate_init(&v, r() % 2 ? deed_heap() : deed_smp());
		drive(&v.allocator, kAlign, r, steps);
		CHECK(deed_validate_destroy(&v) == 0);
		break;
	}
	case 20: counted(r, steps); break;
	}
}
} // namespace

#ifdef DEED_LIBFUZZER
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	if (n < 9) return 0;
	Random r = { 1 };
	memcpy(&r.s, data + 1, 8);
	r.s |= 1;
	one(data[0] % kNames, r, 100);
	return 0;
}
#else
int main(int argc, char **argv)
{
	double seconds = argc > 1 ? atof(argv[1]) : 2;
	uint64_t seed = argc > 2 ? strtoull(argv[2], nullptr, 0) : 0;
	if (!seed) seed = (uint64_t)time(nullptr);
	std::string only = argc > 3 ? "," + std::string(argv[3]) + "," : "";
	for (int w = 0; w < kNames; w++) {
		if (!only.empty() && only.find("," + std::string(names[w]) + ",") == std::string::npos) continue;
		long rounds = 0;
		timespec a, b;
		clock_gettime(CLOCK_MONOTONIC, &a);
		do {
			Random r = { (seed + (uint64_t)rounds) * 0x9e3779b97f4a7c15ull | 1 };
			if (getenv("VERBOSE")) fprintf(stderr, "%s: seed %llu\n", names[w], (unsigned long long)(seed + (uint64_t)rounds));
			one(w, r, 400);
			rounds++;
			clock_gettime(CLOCK_MONOTONIC, &b);
		} while ((double)(b.tv_sec - a.tv_sec) + (double)(b.tv_nsec - a.tv_nsec) / 1e9 < seconds);
		printf("%-18s %8ld rounds, no difference (seed %llu)\n", names[w], rounds, (unsigned long long)seed);
		fflush(stdout);
	}
	return 0;
}
#endif
