// 64 KiB pages for contexts: a few wait in each thread, the rest in one pool shared by all threads, so that a page
// that another thread frees comes back. Larger mappings are kept by powers of two.
#include "base/fork.h"
#include "context/node.h"
#include "platform/platform.h"
#include <pthread.h>

namespace deed::ctx {
thread_local constinit PageCache page_cache;
namespace {
__attribute__((tls_model("initial-exec"))) thread_local constinit bool known; // the cache goes when the thread ends
constexpr size_t kMap = 4u << 20, kHot = 2048; // 128 MiB stay resident; more is given back to the system
constexpr size_t kBigKept = 512u << 20, kResident = 2u << 20; // of addresses, and of each what stays in memory
Lock lock;
__attribute__((constructor(105))) void guard() { fork_guard(lock); }
Page *hot, *cold;
size_t hot_count;
Page *bigs[48];
size_t bigs_bytes;
pthread_key_t key;
pthread_once_t once = PTHREAD_ONCE_INIT;
bool have_key;

} // namespace

void give_back(Page *p)
{
	bool discard = false;
	{
		Hold h(lock);
		if (hot_count < kHot) {
			p->prev = hot;
			hot = p;
			hot_count++;
			return;
		}
		discard = true;
	}
	if (discard) {
		platform::discard(p, kPage);
		Hold h(lock);
		p->prev = cold;
		cold = p;
	}
}
__attribute__((noinline)) void page_put_second(Page *p) { page_put_listed(p); }
namespace {
void thread_ends(void *)
{
	for (Page *p = page_cache.list, *n; p; p = n) n = p->prev, give_back(p);
	if (page_cache.has_spare()) give_back(page_cache.take_spare());
	page_cache = {}; // nothing is kept any more
}
void make_key() { have_key = pthread_key_create(&key, thread_ends) == 0; }
__attribute__((destructor)) void finish()
{
	if (have_key) pthread_key_delete(key);
	have_key = false;
}
__attribute__((noinline)) void know_thread()
{
	pthread_once(&once, make_key);
	if (have_key) pthread_setspecific(key, &page_cache);
	page_cache.room = kPerThread;
	page_cache.spare = 0;
	known = true;
}

} // namespace

__attribute__((noinline)) Page *page_slow()
{
	if (!known) know_thread();
	if (page_cache.has_spare()) return page_cache.take_spare();
	{
		Hold h(lock);
		Page *p = hot;
		if (p) {
			hot = p->prev;
			hot_count--;
			return p;
		}
		if ((p = cold)) {
			cold = p->prev;
			return p;
		}
	}
	char *m = (char *)platform::map(kMap, kPage);
	size_t n = kMap;
	if (!m) m = (char *)platform::map(n = kPage, kPage);
	if (!m) return nullptr;
	tools::root(m, n);
	Hold h(lock);
	for (size_t i = n - kPage; i; i -= kPage) {
		Page *q = (Page *)(m + i);
		q->prev = cold; // not resident yet
		cold = q;
	}
	return (Page *)m;
}

static unsigned log2_up(size_t n) { return n <= 1 ? 0 : 64u - (unsigned)__builtin_clzll(n - 1); }

Page *big_get(size_t bytes)
{
	if (bytes <= kPage) {
		Page *p = page_get();
		if (p) p->bytes = kPage;
		return p;
	}
	unsigned k = log2_up(bytes);
	size_t n = k <= 25 ? (size_t)1 << k : align_up(bytes, kPage);
	if (k <= 25) {
		Hold h(lock);
		if (Page *p = bigs[k]) {
			bigs[k] = p->next;
			bigs_bytes -= n;
			return p;
		}
	}
	Page *p = (Page *)platform::map(n, kPage);
	if (!p) return nullptr;
	tools::root(p, n);
	p->bytes = n;
	return p;
}
void big_put(Page *p)
{
	if (p->bytes == kPage) return page_put(p);
	unsigned k = log2_up(p->bytes);
	if (k <= 25) {
		if (p->bytes > 2 * kResident) platform::discard((char *)p + kResident, p->bytes - kResident);
		Hold h(lock);
		if (bigs_bytes + p->bytes <= kBigKept) {
			p->next = bigs[k];
			bigs[k] = p;
			bigs_bytes += p->bytes;
			return;
		}
	}
	tools::unroot(p, p->bytes);
	platform::unmap(p, p->bytes);
}

} // namespace deed::ctx
