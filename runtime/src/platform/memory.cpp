#include "platform/platform.h"
#include <sys/mman.h>
#include <unistd.h>

namespace deed::platform {

size_t page_size()
{
	static size_t cached; // same value whoever writes it
	size_t n = __atomic_load_n(&cached, __ATOMIC_RELAXED);
	if (!n) {
		long s = sysconf(_SC_PAGESIZE);
		n = s > 0 ? (size_t)s : 4096;
		__atomic_store_n(&cached, n, __ATOMIC_RELAXED);
	}
	return n;
}

void *map(size_t bytes, size_t align)
{
	const size_t page = page_size();
	if (align < page) align = page;
	size_t want;
	if (__builtin_add_overflow(bytes, align - page, &want)) return nullptr;
	char *m = (char *)mmap(nullptr, want, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
	if (m == MAP_FAILED) return nullptr;
	char *a = (char *)(((uintptr_t)m + align - 1) & ~(uintptr_t)(align - 1));
	if (a != m) munmap(m, (size_t)(a - m));
	size_t tail = (size_t)((m + want) - (a + bytes));
	if (tail) munmap(a + bytes, tail);
	return a;
}

void unmap(void *p, size_t bytes) { munmap(p, bytes); }

void *remap(void *p, size_t old_bytes, size_t new_bytes, bool may_move)
{
#ifdef MREMAP_MAYMOVE
	void *q = mremap(p, old_bytes, new_bytes, may_move ? MREMAP_MAYMOVE : 0);
	return q == MAP_FAILED ? nullptr : q;
#else
	(void)may_move;
	if (new_bytes > old_bytes) return nullptr;
	if (new_bytes < old_bytes) munmap((char *)p + new_bytes, old_bytes - new_bytes);
	return p;
#endif
}

bool protect_none(void *p, size_t bytes) { return mprotect(p, bytes, PROT_NONE) == 0; }
void discard(void *p, size_t bytes) { madvise(p, bytes, MADV_DONTNEED); }

void write_stderr(const char *text, size_t n)
{
	while (n) {
		ssize_t k = write(2, text, n);
		if (k <= 0) return;
		text += k;
		n -= (size_t)k;
	}
}

} // namespace deed::platform
