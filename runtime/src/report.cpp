#include <deed/report.h>
#include "base/fork.h"
#include "base/util.h"
#include "check/check.h"
#include "platform/platform.h"
#include <stdio.h>
#include <stdlib.h>

namespace deed {
namespace {
Lock handlers; // no other is taken inside it
__attribute__((constructor(106))) void guard_handlers() { fork_guard(handlers); }
deed_error_fn error_fn;
void *error_user;
deed_oom_fn oom_fn;
void *oom_user;
} // namespace

void Text::add(const char *fmt, ...)
{
	if (len_ + 1 >= cap_) return;
	va_list ap;
	va_start(ap, fmt);
	int k = vsnprintf(buf_ + len_, cap_ - len_, fmt, ap);
	va_end(ap);
	if (k < 0) return;
	if ((size_t)k < cap_ - len_) {
		len_ += (size_t)k;
		return;
	}
	len_ = cap_ - 1;
	if (cap_ > 5) memcpy(buf_ + cap_ - 5, "...\n", 4);
}

void fail(deed_error_kind kind, const void *block, const char *file, int line, const char *message)
{
	deed_error_fn fn;
	void *user;
	{
		Hold h(handlers);
		fn = error_fn;
		user = error_user;
	}
	deed_error e = { kind, message, block, file, line };
	if (fn) {
		fn(&e, user);
		return;
	}
	platform::write_stderr(message, strlen(message));
	abort();
}

void failf(deed_error_kind kind, const void *block, const char *fmt, ...)
{
	char line[512], buf[check::on ? 2560 : 544];
	va_list ap;
	va_start(ap, fmt);
	vsnprintf(line, sizeof line, fmt, ap);
	va_end(ap);
	Text t(buf, sizeof buf);
	t.add("deed: %s: %s\n", deed_error_name(kind), line);
	if constexpr (check::on) check::describe_here(t);
	fail(kind, block, nullptr, 0, buf);
}

void oom_panic(size_t size)
{
	deed_oom_fn fn;
	void *user;
	{
		Hold h(handlers);
		fn = oom_fn;
		user = oom_user;
	}
	if (fn) {
		fn(size, user);
	} else {
		char b[check::on ? 2560 : 96];
		Text t(b, sizeof b);
		t.add("deed: out of memory: %zu bytes\n", size);
		if constexpr (check::on) check::describe_here(t);
		platform::write_stderr(b, t.size());
	}
	abort();
}

void *out_of_memory(const deed_allocator *a, size_t size)
{
	if (a->flags & DEED_OOM_PANIC) oom_panic(size);
	return nullptr;
}

} // namespace deed

extern "C" {

void deed_set_error_handler(deed_error_fn fn, void *user)
{
	deed::Hold h(deed::handlers);
	deed::error_fn = fn;
	deed::error_user = user;
}

void deed_set_oom_handler(deed_oom_fn fn, void *user)
{
	deed::Hold h(deed::handlers);
	deed::oom_fn = fn;
	deed::oom_user = user;
}

const char *deed_error_name(deed_error_kind kind)
{
	switch (kind) {
	case DEED_ERROR_LEAK: return "leak";
	case DEED_ERROR_DOUBLE_FREE: return "double-free";
	case DEED_ERROR_INVALID_FREE: return "invalid-free";
	case DEED_ERROR_WRONG_FAMILY: return "wrong-family";
	case DEED_ERROR_WRONG_SIZE: return "wrong-size";
	case DEED_ERROR_OVERFLOW: return "overflow";
	case DEED_ERROR_UNDERFLOW: return "underflow";
	case DEED_ERROR_USE_AFTER_FREE: return "use-after-free";
	case DEED_ERROR_BORROWED: return "borrowed";
	case DEED_ERROR_CROSS_SCOPE: return "cross-scope";
	case DEED_ERROR_OUTSIDE_SCOPE: return "outside-scope";
	case DEED_ERROR_SCOPE_DEPTH: return "scope-depth";
	case DEED_ERROR_ASSERTION: return "assertion";
	case DEED_ERROR_BAD_ARGUMENT: return "bad-argument";
	case DEED_ERROR_CORRUPTION: return "corruption";
	case DEED_ERROR_WRONG_THREAD: return "wrong-thread";
	}
	return "unknown";
}
}
