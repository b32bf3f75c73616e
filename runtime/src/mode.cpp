// The symbols that make mixing the two builds a link error.
#include <deed/base.h>

extern "C" {
#ifdef DEED_CHECKED
DEED_API extern const char deed_mode_checked_1 = 1;
bool deed_is_checked(void) { return true; }
#else
DEED_API extern const char deed_mode_release_1 = 0;
bool deed_is_checked(void) { return false; }
#endif
const char *deed_version(void) { return DEED_VERSION_STRING; }
}
