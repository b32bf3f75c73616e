#include <deed/testing.h>
#include "base/util.h"
#include "check/check.h"
#include "platform/platform.h"
#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

namespace deed {
namespace {
deed_debug shared;
pthread_once_t once = PTHREAD_ONCE_INIT;
pid_t started; // the process that uses the testing allocator; a child made by fork() answers for nothing
void start()
{
	started = getpid();
	deed_debug_options o = {};
	o.name = "testing";
	o.stack_frames = 10;
	deed_debug_init(&shared, nullptr, &o);
}

// A test that never asked for its leaks fails, too: the last of the process's destructors ends it with 1, as
// LeakSanitizer does. What else is written at the end is written before.
__attribute__((destructor)) void at_the_end()
{
	if (!started || started != getpid()) return;
	check::Owner *o = (check::Owner *)shared.allocator.check;
	if (!check::live_blocks(o)) return;
	fflush(nullptr);
	check::leaks_at_exit();
	check::report_leaks(o, "alive on the testing allocator when the process ended", false);
	_exit(1);
}

// What one run tells the next process up.
struct Outcome { size_t allocations, leaks; int result; bool reached, done; };

void tell(const deed_failure_options *o, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void tell(const deed_failure_options *o, const char *fmt, ...)
{
	if (o->quiet) return;
	char b[512];
	va_list ap;
	va_start(ap, fmt);
	int n = vsnprintf(b, sizeof b, fmt, ap);
	va_end(ap);
	platform::write_stderr(b, n < (int)sizeof b ? (size_t)n : sizeof b - 1);
}

void run(deed_fallible_fn fn, void *arg, size_t index, const deed_failure_options *o, Outcome *out)
{
	deed_debug d;
	deed_debug_options quiet = {};
	quiet.name = "deed_check_all_failures";
	deed_debug_init(&d, nullptr, &quiet);
	deed_failing f;
	deed_failing_init(&f, &d.allocator, index, DEED_NEVER);
	f.once = true;
	out->result = fn(&f.allocator, arg);
	out->reached = f.failed;
	out->allocations = f.allocations;
	out->leaks = check::live_blocks((check::Owner *)d.allocator.check);
	bool bad = index != DEED_NEVER && f.failed && (out->leaks || (!out->result && !o->may_recover));
	if (bad && !o->quiet) {
		char text[3072];
		deed_failing_stack_text(&f, text, sizeof text);
		tell(o, "deed: check_all_failures: allocation %zu fails here:\n", index);
		platform::write_stderr(text, strlen(text));
	}
	if (o->quiet) {
		int keep = dup(2), null = keep >= 0 ? memfd_create("deed", MFD_CLOEXEC) : -1;
		if (null >= 0) dup2(null, 2);
		if (deed_debug_destroy(&d)) {}
		if (null >= 0) dup2(keep, 2), close(null);
		if (keep >= 0) close(keep);
	} else if (deed_debug_destroy(&d)) {
	}
	out->done = true;
}

// false: it ended in a crash
bool run_apart(deed_fallible_fn fn, void *arg, size_t index, const deed_failure_options *o, Outcome *shared_out)
{
	*shared_out = Outcome{};
	if (o->in_process) {
		run(fn, arg, index, o, shared_out);
		return true;
	}
	fflush(nullptr);
	pid_t pid = fork();
	if (pid < 0) {
		tell(o, "deed: check_all_failures: fork fails: %s\n", strerror(errno));
		return false;
	}
	if (pid == 0) {
		if (o->quiet) {
			int null = memfd_create("deed", MFD_CLOEXEC);
			if (null >= 0) dup2(null, 2);
		}
		run(fn, arg, index, o, shared_out);
		_exit(0);
	}
	int status = 0;
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR) {}
	if (WIFEXITED(status) && WEXITSTATUS(status) == 0 && shared_out->done) return true;
	if (WIFSIGNALED(status)) tell(o, "deed: check_all_failures: with allocation %zu failing the run dies of signal %d\n", index, WTERMSIG(status));
	else tell(o, "deed: check_all_failures: with allocation %zu failing the run exits with %d\n", index, WEXITSTATUS(status));
	return false;
}
} // namespace
} // namespace deed

using namespace deed;

deed_allocator *deed_testing_allocator(void)
{
	pthread_once(&once, start);
	return &shared.allocator;
}

size_t deed_testing_leaks(const char *test)
{
	deed_testing_allocator();
	check::Owner *o = (check::Owner *)shared.allocator.check;
	check::verify_blocks(&shared.allocator, "the end of the test");
	size_t n = check::live_blocks(o);
	if (!n) return 0;
	char b[256];
	int k = snprintf(b, sizeof b, "%s: ", test ? test : "test");
	platform::write_stderr(b, k < (int)sizeof b ? (size_t)k : sizeof b - 1);
	check::report_leaks(o, "alive at the end of the test", false);
	check::owner_reset(o); // forgotten, not freed: the test may still hold them
	shared.used = 0;
	return n;
}

bool deed_check_all_failures(deed_fallible_fn fn, void *arg, const deed_failure_options *options, deed_failure_result *result)
{
	deed_failure_options none = {};
	if (!options) options = &none;
	deed_failure_result r = {};
	r.first_bad = DEED_NEVER;
	Outcome *out = (Outcome *)mmap(nullptr, sizeof *out, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (out == MAP_FAILED) return false;
	bool ok = run_apart(fn, arg, DEED_NEVER, options, out);
	if (!ok) r.crashes++;
	else if (out->leaks) r.leaks++, ok = false, tell(options, "deed: check_all_failures: leaks although nothing fails\n");
	else if (out->result) ok = false, tell(options, "deed: check_all_failures: fails (%d) although no allocation does\n", out->result);
	r.allocations = out->allocations;
	size_t n = ok ? r.allocations : 0;
	for (size_t i = 0; i < n; i++) {
		bool bad = true;
		if (!run_apart(fn, arg, i, options, out)) {
			r.crashes++;
		} else if (!out->reached) {
			r.unsteady++;
			tell(options, "deed: check_all_failures: allocation %zu was not reached again\n", i);
		} else if (out->leaks) {
			r.leaks++;
			tell(options, "deed: check_all_failures: with allocation %zu failing %zu block(s) leak\n", i, out->leaks);
		} else if (!out->result && !options->may_recover) {
			r.swallowed++;
			tell(options, "deed: check_all_failures: the failure of allocation %zu is swallowed: the run succeeds\n", i);
		} else {
			bad = false;
		}
		if (bad) {
			ok = false;
			if (r.first_bad == DEED_NEVER) r.first_bad = i;
		}
	}
	munmap(out, sizeof *out);
	if (result) *result = r;
	return ok;
}
