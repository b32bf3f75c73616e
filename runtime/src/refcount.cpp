#include <deed/refcount.h>
#include "base/util.h"
#include "check/check.h"

namespace deed {
namespace {
struct Head { deed_allocator *a; void (*drop)(void *); uint32_t count, magic; size_t size; };
static_assert(sizeof(Head) == 32);
constexpr uint32_t kMagic = 0xdeed2c01, kDead = 0xdeed2c02, kMost = 1u << 31;
Head *head(const void *p) { return (Head *)const_cast<void *>(p) - 1; }
bool live(const Head *h, deed_error_kind kind, const char *what)
{
#ifdef DEED_CHECKED
	check::Info i;
	if (check::dead_info(h, &i)) {
		char buf[4096];
		Text t(buf, sizeof buf);
		t.add("deed: %s: %s of %p, a counted object that is dead\n", deed_error_name(kind), what, (const void *)(h + 1));
		check::describe(h, t);
		check::describe_here(t);
		fail(kind, h + 1, nullptr, 0, buf);
		return false;
	}
#endif
	if (__builtin_expect(__atomic_load_n(&h->magic, __ATOMIC_RELAXED) == kMagic, 1)) return true;
	failf(h->magic == kDead ? kind : DEED_ERROR_CORRUPTION, h + 1, "%s of %p, which is no living counted object", what, (const void *)(h + 1));
	return false;
}
} // namespace
} // namespace deed

using namespace deed;

void *deed_rc_new(deed_allocator *a, size_t size, void (*drop)(void *))
{
	DEED_ENTRY;
	if (size > DEED_MAX_SIZE - sizeof(Head)) return a ? out_of_memory(a, size) : nullptr;
	Head *h = (Head *)deed_zalloc(a, size + sizeof(Head));
	if (!h) return nullptr;
	*h = { a, drop, 1, kMagic, size };
	return h + 1;
}
void *deed_rc_ref(void *p)
{
	DEED_ENTRY;
	if (!p) return nullptr;
	Head *h = head(p);
	if (!live(h, DEED_ERROR_USE_AFTER_FREE, "reference")) return nullptr;
	if (__atomic_add_fetch(&h->count, 1, __ATOMIC_RELAXED) > kMost) {
		__atomic_sub_fetch(&h->count, 1, __ATOMIC_RELAXED);
		failf(DEED_ERROR_CORRUPTION, p, "too many references of %p", p);
		return nullptr;
	}
	return p;
}
bool deed_rc_unref(void *p)
{
	DEED_ENTRY;
	if (!p) return false;
	Head *h = head(p);
	if (!live(h, DEED_ERROR_DOUBLE_FREE, "release")) return false;
	if (__atomic_sub_fetch(&h->count, 1, __ATOMIC_ACQ_REL)) return false;
	if (h->drop) h->drop(p);
	__atomic_store_n(&h->magic, kDead, __ATOMIC_RELAXED);
	deed_free_sized(h->a, h, h->size + sizeof(Head), 0);
	return true;
}
size_t deed_rc_count(const void *p) { return p ? __atomic_load_n(&head(p)->count, __ATOMIC_RELAXED) : 0; }
