// Formatted text on contexts, and talloc's string functions.
#include <deed/context.h>
#include <deed/talloc.h>
#include "context/internal.h"
#include <stdio.h>

namespace deed::ctx {

char *vformat(const void *ctx, const char *fmt, va_list ap, bool named)
{
	va_list again;
	va_copy(again, ap);
	char small[512];
	int n = vsnprintf(small, sizeof small, fmt, ap);
	char *p = n >= 0 ? (char *)make(ctx, (size_t)n + 1, nullptr, named, false) : nullptr;
	if (p && (size_t)n < sizeof small) memcpy(p, small, (size_t)n + 1);
	else if (p) vsnprintf(p, (size_t)n + 1, fmt, again);
	va_end(again);
	if (p && named) set_name(node_of(p), p);
	return p;
}

namespace {
char *copy(const void *ctx, const char *s, size_t n)
{
	char *p = n < SIZE_MAX ? (char *)make(ctx, n + 1, nullptr, true, false) : nullptr;
	if (!p) return nullptr;
	memcpy(p, s, n);
	p[n] = 0;
	set_name(node_of(p), p);
	return p;
}
// s[0..at) stays, n bytes of a follow
char *append(char *s, size_t at, const char *a, size_t n)
{
	size_t total;
	if (__builtin_add_overflow(at, n, &total) || total == SIZE_MAX) return nullptr;
	char *p = (char *)regrow(nullptr, s, total + 1, nullptr, true);
	if (!p) return nullptr;
	memcpy(p + at, a, n);
	p[total] = 0;
	set_name(node_of(p), p);
	return p;
}
char *append_format(char *s, size_t at, const char *fmt, va_list ap)
{
	va_list again;
	va_copy(again, ap);
	char c;
	int n = vsnprintf(&c, 1, fmt, ap);
	char *p = s;
	if (n > 0) {
		p = (char *)regrow(nullptr, s, at + (size_t)n + 1, nullptr, true);
		if (p) {
			vsnprintf(p + at, (size_t)n + 1, fmt, again);
			set_name(node_of(p), p);
		}
	}
	va_end(again);
	return n < 0 ? nullptr : p;
}
size_t buffer_end(const char *s)
{
	size_t n = node_of(s)->size();
	return n ? n - 1 : 0;
}
void addbuf(char **ps, const char *fmt, va_list ap)
{
	char *s = *ps;
	if (!s) return;
	char *t = append_format(s, strlen(s), fmt, ap);
	if (!t) deed_talloc_free(s, "talloc_asprintf_addbuf");
	*ps = t;
}
} // namespace
} // namespace deed::ctx

using namespace deed::ctx;

char *deed_context_strdup_append(void *ctx, char *text, const char *more)
{
	DEED_ENTRY;
	if (text && !node_in(text, "realloc")) return nullptr;
	const size_t at = text ? strlen(text) : 0, n = more ? strlen(more) : 0;
	const size_t within = text && more ? deed::addr(more) - deed::addr(text) : SIZE_MAX; // it moves with the text
	char *p = (char *)regrow(ctx, text, at + n + 1, nullptr, false);
	if (!p) return nullptr;
	if (n) memcpy(p + at, within <= at ? p + within : more, n);
	p[at + n] = 0;
	return p;
}
char *deed_context_vasprintf_append(void *ctx, char *text, const char *format, va_list args)
{
	DEED_ENTRY;
	char small[512], *more = small;
	va_list again;
	va_copy(again, args);
	int n = vsnprintf(small, sizeof small, format, args);
	// formatted before the text moves: the arguments may point into it
	if (n >= (int)sizeof small) {
		more = vformat(text ? text : ctx, format, again, false);
		if (!more) n = -1;
	}
	va_end(again);
	char *p = n >= 0 ? deed_context_strdup_append(ctx, text, more) : nullptr;
	if (more != small) deed_context_free(more);
	return p;
}
char *deed_context_asprintf_append(void *ctx, char *text, const char *format, ...)
{
	DEED_ENTRY;
	va_list ap;
	va_start(ap, format);
	char *p = deed_context_vasprintf_append(ctx, text, format, ap);
	va_end(ap);
	return p;
}

char *talloc_strdup(const void *ctx, const char *s)
{
	DEED_ENTRY;
	return s ? copy(ctx, s, strlen(s)) : nullptr;
}
char *talloc_strndup(const void *ctx, const char *s, size_t n)
{
	DEED_ENTRY;
	return s ? copy(ctx, s, strnlen(s, n)) : nullptr;
}
char *talloc_strdup_append(char *s, const char *a)
{
	DEED_ENTRY;
	if (!s) return talloc_strdup(nullptr, a);
	return a ? append(s, strlen(s), a, strlen(a)) : s;
}
char *talloc_strdup_append_buffer(char *s, const char *a)
{
	DEED_ENTRY;
	if (!s) return talloc_strdup(nullptr, a);
	return a ? append(s, buffer_end(s), a, strlen(a)) : s;
}
char *talloc_strndup_append(char *s, const char *a, size_t n)
{
	DEED_ENTRY;
	if (!s) return talloc_strndup(nullptr, a, n);
	return a ? append(s, strlen(s), a, strnlen(a, n)) : s;
}
char *talloc_strndup_append_buffer(char *s, const char *a, size_t n)
{
	DEED_ENTRY;
	if (!s) return talloc_strndup(nullptr, a, n);
	return a ? append(s, buffer_end(s), a, strnlen(a, n)) : s;
}
char *talloc_vasprintf(const void *ctx, const char *fmt, va_list ap)
{
	DEED_ENTRY;
	return vformat(ctx, fmt, ap, true);
}
char *talloc_vasprintf_append(char *s, const char *fmt, va_list ap)
{
	DEED_ENTRY;
	return s ? append_format(s, strlen(s), fmt, ap) : vformat(nullptr, fmt, ap, true);
}
char *talloc_vasprintf_append_buffer(char *s, const char *fmt, va_list ap)
{
	DEED_ENTRY;
	return s ? append_format(s, buffer_end(s), fmt, ap) : vformat(nullptr, fmt, ap, true);
}
char *talloc_asprintf(const void *ctx, const char *fmt, ...)
{
	DEED_ENTRY;
	va_list ap;
	va_start(ap, fmt);
	char *p = vformat(ctx, fmt, ap, true);
	va_end(ap);
	return p;
}
char *talloc_asprintf_append(char *s, const char *fmt, ...)
{
	DEED_ENTRY;
	va_list ap;
	va_start(ap, fmt);
	char *p = talloc_vasprintf_append(s, fmt, ap);
	va_end(ap);
	return p;
}
char *talloc_asprintf_append_buffer(char *s, const char *fmt, ...)
{
	DEED_ENTRY;
	va_list ap;
	va_start(ap, fmt);
	char *p = talloc_vasprintf_append_buffer(s, fmt, ap);
	va_end(ap);
	return p;
}
void talloc_asprintf_addbuf(char **ps, const char *fmt, ...)
{
	DEED_ENTRY;
	va_list ap;
	va_start(ap, fmt);
	addbuf(ps, fmt, ap);
	va_end(ap);
}
void talloc_asprintf_addsep(char **ps, const char *sep, const char *fmt, ...)
{
	DEED_ENTRY;
	if (*ps && **ps) talloc_asprintf_addbuf(ps, "%s", sep);
	va_list ap;
	va_start(ap, fmt);
	addbuf(ps, fmt, ap);
	va_end(ap);
}
