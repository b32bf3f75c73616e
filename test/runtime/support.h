// What the runtime's tests share: collecting errors instead of dying, and the mode.
#pragma once
#include <deed/report.h>
#include <gtest/gtest.h>
#include <string>
#include <vector>

#ifdef DEED_CHECKED
constexpr bool checked = true;
#else
constexpr bool checked = false;
#endif

// Under AddressSanitizer the guards and dead blocks are poisoned: it speaks first.
#if defined(__SANITIZE_ADDRESS__)
#define OR_ASAN "|AddressSanitizer"
#else
#define OR_ASAN
#endif

// Collects what is reported while it lives.
struct Errors {
	std::vector<deed_error_kind> kinds;
	std::string text;
	Errors() { deed_set_error_handler(note, this); }
	~Errors() { deed_set_error_handler(nullptr, nullptr); }
	static void note(const deed_error *e, void *u)
	{
		((Errors *)u)->kinds.push_back(e->kind);
		((Errors *)u)->text += e->message;
	}
	size_t count(deed_error_kind k) const
	{
		size_t n = 0;
		for (auto x : kinds) n += x == k;
		return n;
	}
};
#define ONLY_CHECKED() do { if (!checked) GTEST_SKIP() << "checked build only"; } while (0)
#define ONLY_RELEASE() do { if (checked) GTEST_SKIP() << "release build only"; } while (0)
