// One JSON object on one line, written at once.
#pragma once
#include "base/util.h"

namespace deed {
class Json {
	char buf_[1024];
	size_t n_ = 0;
	void put(char c)
	{
		if (n_ < sizeof buf_ - 40) buf_[n_++] = c; // room for the end
	}
	void key(const char *k)
	{
		put(n_ ? ',' : '{');
		string(k);
		put(':');
	}
	void string(const char *s);
	void raw(const char *s)
	{
		for (; *s; s++) put(*s);
	}

public:
	void text(const char *k, const char *v)
	{
		key(k);
		string(v);
	}
	void number(const char *k, size_t v);
	void pointer(const char *k, const void *v);
	void write(int fd); // with "t"
};
} // namespace deed
