#include "base/json.h"
#include <stdio.h>
#include <unistd.h>

namespace deed {
static size_t clock_ticks;

void Json::string(const char *s)
{
	put('"');
	for (; *s && n_ < sizeof buf_ - 80; s++) {
		unsigned char c = (unsigned char)*s;
		if (c == '"' || c == '\\') {
			put('\\');
			put((char)c);
		} else if (c < 0x20) {
			char e[8];
			snprintf(e, sizeof e, "\\u%04x", c);
			raw(e);
		} else {
			put((char)c);
		}
	}
	put('"');
}
void Json::number(const char *k, size_t v)
{
	char b[24];
	snprintf(b, sizeof b, "%zu", v);
	key(k);
	raw(b);
}
void Json::pointer(const char *k, const void *v)
{
	char b[24];
	snprintf(b, sizeof b, "\"%p\"", v);
	key(k);
	raw(b);
}
void Json::write(int fd)
{
	if (fd < 0) return;
	n_ += (size_t)snprintf(buf_ + n_, sizeof buf_ - n_, ",\"t\":%zu}\n", __atomic_add_fetch(&clock_ticks, 1, __ATOMIC_RELAXED));
	ssize_t k = ::write(fd, buf_, n_);
	(void)k;
}
} // namespace deed
