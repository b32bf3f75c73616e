#include "base/fork.h"
#include <pthread.h>

namespace deed {
static Lock *locks[16];
static unsigned count;

static void before()
{
	for (unsigned i = 0; i < count; i++) locks[i]->lock();
}
static void after()
{
	for (unsigned i = count; i--;) locks[i]->unlock();
}
void fork_guard(Lock &l)
{
	if (!count) pthread_atfork(before, after, after);
	if (count < 16) locks[count++] = &l;
}
} // namespace deed
