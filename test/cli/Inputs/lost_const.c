// ref_name may get its const; that of ref_log would be lost at the call.
typedef struct log {
  int lines;
} log_t;

static void write_line(log_t *mut_log) { mut_log->lines++; }

int length(char *ref_name) { return ref_name[0] ? 1 : 0; }

void tell(log_t *ref_log) { write_line(ref_log); }
