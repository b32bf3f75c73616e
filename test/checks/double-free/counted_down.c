// RUN: %check_both %s -- -std=gnu11
// Behind `while (n--)` n is -1, unless the loop was left before.
#include <glob.h>
#include <stdlib.h>

int usable(const char *name);

int any_ok(char **names, int n, int *scratch) {
  int found = 0;
  while (n--)
    if (usable(names[n])) {
      found = 1;
      break;
    }
  if (n >= 0)
    free(scratch);
  if (n < 0)
    free(scratch);
  return found;
}

int none_ok(char **names, int n, int *scratch) {
  while (n--)
    if (usable(names[n]))
      goto end;
  if (n > 0)
    free(scratch);
end:
  if (n > 0)
    free(scratch);
  return 0;
}

int none_bad(char **names, int n, int *scratch) {
  while (n--)
    if (usable(names[n]))
      goto end;
  if (n < 0)
    free(scratch);
end:
  if (n < 0)
    free(scratch); // expect: double-free: 'scratch'
  return 0;
}

// libpcap says -1 where it fails.
struct bpf_program {
  unsigned bf_len;
  void *bf_insns;
};
typedef struct pcap pcap_t;
int pcap_compile(pcap_t *p, struct bpf_program *program, const char *text, int optimize, unsigned mask);
void pcap_freecode(struct bpf_program *program);

int filters_ok(pcap_t *p) {
  struct bpf_program program;
  if (pcap_compile(p, &program, "tcp", 1, 0) < 0)
    return -1;
  pcap_freecode(&program);
  if (pcap_compile(p, &program, "udp", 1, 0) < 0)
    return -1;
  pcap_freecode(&program);
  return 0;
}

int filters_bad(pcap_t *p) {
  struct bpf_program program;
  if (pcap_compile(p, &program, "tcp", 1, 0) < 0)
    return -1;
  pcap_freecode(&program);
  pcap_freecode(&program); // expect: double-free: 'program'
  return 0;
}
