// The ledger of a run: one JSON line for each acquire, transfer, take, borrow, release and assertion.
#include <deed/tracing.h>
#include "check/walks.h"
#include "base/json.h"
#include "platform/platform.h"
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

namespace deed::check {
bool events_on;
static int fd = -1;

void event(const char *what, const void *p, size_t size, const char *family, const void *owner, const char *file, int line)
{
	Json j;
	j.text("event", what);
	j.pointer("p", p);
	if (size) j.number("size", size);
	if (family) j.text(what[0] == 'a' && what[1] == 's' ? "name" : "family", family);
	if (owner) j.pointer("owner", owner);
	if (file) {
		j.text("file", file);
		j.number("line", (size_t)line);
	} else if (const Trace *t = capture_here(1); t && t->n) {
		char at[160];
		platform::locate(t->pc[0], at, sizeof at);
		j.pointer("pc", t->pc[0]);
		j.text("at", at);
	}
	j.write(__atomic_load_n(&fd, __ATOMIC_RELAXED));
}
} // namespace deed::check

#ifdef DEED_CHECKED
int deed_trace_to(const char *path)
{
	using namespace deed::check;
	int next = path ? open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666) : -1;
	if (path && next < 0) return -1;
	int old = __atomic_exchange_n(&fd, next, __ATOMIC_ACQ_REL);
	events_on = next >= 0;
	deed::tools::told = events_on || deed::tools::listening;
	if (old >= 0) close(old);
	return 0;
}
__attribute__((constructor)) static void from_environment()
{
	const char *path = getenv("DEED_TRACE");
	if (path && *path) deed_trace_to(path);
}
#else
int deed_trace_to(const char *) { return -1; }
#endif
