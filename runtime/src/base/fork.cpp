#include "base/fork.h"
#include <pthread.h>

namespace deed {
static Lock *locks[16];
static unsigned count;
static void (*hold_first)(), (*let_go_last)();
static bool registered;

static void before()
{
	if (hold_first) hold_first();
	for (unsigned i = 0; i < count; i++) locks[i]->lock();
}
static void after()
{
	for (unsigned i = count; i--;) locks[i]->unlock();
	if (let_go_last) let_go_last();
}
static void watch()
{
	if (!registered) pthread_atfork(before, after, after);
	registered = true;
}
void fork_outermost(void (*hold)(), void (*let_go)())
{
	watch();
	hold_first = hold;
	let_go_last = let_go;
}
void fork_guard(Lock &l)
{
	watch();
	if (count < 16) locks[count++] = &l;
}
} // namespace deed
