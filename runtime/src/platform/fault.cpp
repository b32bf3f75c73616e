#include "platform/fault.h"
#include <signal.h>
#include <string.h>

namespace deed::platform {
namespace {
bool (*known)(const void *);
struct sigaction old_segv, old_bus;

void handler(int sig, siginfo_t *info, void *context)
{
	struct sigaction *old = sig == SIGSEGV ? &old_segv : &old_bus;
	sigaction(sig, old, nullptr); // a second fault is no longer ours
	if (known) known(info->si_addr);
	if (old->sa_flags & SA_SIGINFO) {
		if (old->sa_sigaction) old->sa_sigaction(sig, info, context);
	} else if (old->sa_handler != SIG_DFL && old->sa_handler != SIG_IGN) {
		old->sa_handler(sig);
	} else if (old->sa_handler == SIG_DFL && info->si_code <= 0) {
		raise(sig); // sent by a process: nothing would run again; it waits until we return
	}
	// else: returning runs the access again, which now kills
}
} // namespace

void on_fault(bool (*fn)(const void *))
{
	if (__atomic_exchange_n(&known, fn, __ATOMIC_ACQ_REL)) return;
	struct sigaction a;
	memset(&a, 0, sizeof a);
	a.sa_sigaction = handler;
	a.sa_flags = SA_SIGINFO | SA_ONSTACK;
	sigaction(SIGSEGV, &a, &old_segv);
	sigaction(SIGBUS, &a, &old_bus);
}
} // namespace deed::platform
