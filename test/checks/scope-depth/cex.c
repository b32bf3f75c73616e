// RUN: %check_both %s -- -std=gnu11 -isystem %S/../Inputs
// Scopes nest to 32: levels past that end together.
#include <cex.h>

void thirty_two_ok(void) {
  mem$scope(tmem$, s1) {
  mem$scope(tmem$, s2) {
  mem$scope(tmem$, s3) {
  mem$scope(tmem$, s4) {
  mem$scope(tmem$, s5) {
  mem$scope(tmem$, s6) {
  mem$scope(tmem$, s7) {
  mem$scope(tmem$, s8) {
  mem$scope(tmem$, s9) {
  mem$scope(tmem$, s10) {
  mem$scope(tmem$, s11) {
  mem$scope(tmem$, s12) {
  mem$scope(tmem$, s13) {
  mem$scope(tmem$, s14) {
  mem$scope(tmem$, s15) {
  mem$scope(tmem$, s16) {
  mem$scope(tmem$, s17) {
  mem$scope(tmem$, s18) {
  mem$scope(tmem$, s19) {
  mem$scope(tmem$, s20) {
  mem$scope(tmem$, s21) {
  mem$scope(tmem$, s22) {
  mem$scope(tmem$, s23) {
  mem$scope(tmem$, s24) {
  mem$scope(tmem$, s25) {
  mem$scope(tmem$, s26) {
  mem$scope(tmem$, s27) {
  mem$scope(tmem$, s28) {
  mem$scope(tmem$, s29) {
  mem$scope(tmem$, s30) {
  mem$scope(tmem$, s31) {
  mem$scope(tmem$, s32) {
    char *p = mem$malloc(s32, 10);
    (void)p;
  }}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}
}

void thirty_three_bad(void) {
  mem$scope(tmem$, s1) {
  mem$scope(tmem$, s2) {
  mem$scope(tmem$, s3) {
  mem$scope(tmem$, s4) {
  mem$scope(tmem$, s5) {
  mem$scope(tmem$, s6) {
  mem$scope(tmem$, s7) {
  mem$scope(tmem$, s8) {
  mem$scope(tmem$, s9) {
  mem$scope(tmem$, s10) {
  mem$scope(tmem$, s11) {
  mem$scope(tmem$, s12) {
  mem$scope(tmem$, s13) {
  mem$scope(tmem$, s14) {
  mem$scope(tmem$, s15) {
  mem$scope(tmem$, s16) {
  mem$scope(tmem$, s17) {
  mem$scope(tmem$, s18) {
  mem$scope(tmem$, s19) {
  mem$scope(tmem$, s20) {
  mem$scope(tmem$, s21) {
  mem$scope(tmem$, s22) {
  mem$scope(tmem$, s23) {
  mem$scope(tmem$, s24) {
  mem$scope(tmem$, s25) {
  mem$scope(tmem$, s26) {
  mem$scope(tmem$, s27) {
  mem$scope(tmem$, s28) {
  mem$scope(tmem$, s29) {
  mem$scope(tmem$, s30) {
  mem$scope(tmem$, s31) {
  mem$scope(tmem$, s32) {
  mem$scope(tmem$, s33) { // expect: scope-depth
    char *p = mem$malloc(s33, 10);
    (void)p;
  }}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}
}

// One after the other is not one in the other.
void one_by_one_ok(void) {
  mem$scope(tmem$, a1) {
  }
  mem$scope(tmem$, a2) {
  }
  mem$scope(tmem$, a3) {
  }
  mem$scope(tmem$, a4) {
  }
  mem$scope(tmem$, a5) {
  }
  mem$scope(tmem$, a6) {
  }
  mem$scope(tmem$, a7) {
  }
  mem$scope(tmem$, a8) {
  }
  mem$scope(tmem$, a9) {
  }
  mem$scope(tmem$, a10) {
  }
  mem$scope(tmem$, a11) {
  }
  mem$scope(tmem$, a12) {
  }
  mem$scope(tmem$, a13) {
  }
  mem$scope(tmem$, a14) {
  }
  mem$scope(tmem$, a15) {
  }
  mem$scope(tmem$, a16) {
  }
  mem$scope(tmem$, a17) {
  }
  mem$scope(tmem$, a18) {
  }
  mem$scope(tmem$, a19) {
  }
  mem$scope(tmem$, a20) {
  }
  mem$scope(tmem$, a21) {
  }
  mem$scope(tmem$, a22) {
  }
  mem$scope(tmem$, a23) {
  }
  mem$scope(tmem$, a24) {
  }
  mem$scope(tmem$, a25) {
  }
  mem$scope(tmem$, a26) {
  }
  mem$scope(tmem$, a27) {
  }
  mem$scope(tmem$, a28) {
  }
  mem$scope(tmem$, a29) {
  }
  mem$scope(tmem$, a30) {
  }
  mem$scope(tmem$, a31) {
  }
  mem$scope(tmem$, a32) {
  }
  mem$scope(tmem$, a33) {
  }
  mem$scope(tmem$, a34) {
  }
  mem$scope(tmem$, a35) {
  }
  mem$scope(tmem$, a36) {
  }
  mem$scope(tmem$, a37) {
  }
  mem$scope(tmem$, a38) {
  }
  mem$scope(tmem$, a39) {
  }
}

static int helper(void) {
  int n = 0;
  mem$scope(tmem$, a) {
    mem$scope(tmem$, b) {
      char *p = mem$malloc(b, 10);
      n = p ? 1 : 0;
    }
  }
  return n;
}

void calls_ok(void) {
  mem$scope(tmem$, s1) {
  mem$scope(tmem$, s2) {
  mem$scope(tmem$, s3) {
  mem$scope(tmem$, s4) {
  mem$scope(tmem$, s5) {
  mem$scope(tmem$, s6) {
  mem$scope(tmem$, s7) {
  mem$scope(tmem$, s8) {
  mem$scope(tmem$, s9) {
  mem$scope(tmem$, s10) {
  mem$scope(tmem$, s11) {
  mem$scope(tmem$, s12) {
  mem$scope(tmem$, s13) {
  mem$scope(tmem$, s14) {
  mem$scope(tmem$, s15) {
  mem$scope(tmem$, s16) {
  mem$scope(tmem$, s17) {
  mem$scope(tmem$, s18) {
  mem$scope(tmem$, s19) {
  mem$scope(tmem$, s20) {
  mem$scope(tmem$, s21) {
  mem$scope(tmem$, s22) {
  mem$scope(tmem$, s23) {
  mem$scope(tmem$, s24) {
  mem$scope(tmem$, s25) {
  mem$scope(tmem$, s26) {
  mem$scope(tmem$, s27) {
  mem$scope(tmem$, s28) {
  mem$scope(tmem$, s29) {
  mem$scope(tmem$, s30) {
    helper();
  }}}}}}}}}}}}}}}}}}}}}}}}}}}}}}
}

void calls_bad(void) {
  mem$scope(tmem$, s1) {
  mem$scope(tmem$, s2) {
  mem$scope(tmem$, s3) {
  mem$scope(tmem$, s4) {
  mem$scope(tmem$, s5) {
  mem$scope(tmem$, s6) {
  mem$scope(tmem$, s7) {
  mem$scope(tmem$, s8) {
  mem$scope(tmem$, s9) {
  mem$scope(tmem$, s10) {
  mem$scope(tmem$, s11) {
  mem$scope(tmem$, s12) {
  mem$scope(tmem$, s13) {
  mem$scope(tmem$, s14) {
  mem$scope(tmem$, s15) {
  mem$scope(tmem$, s16) {
  mem$scope(tmem$, s17) {
  mem$scope(tmem$, s18) {
  mem$scope(tmem$, s19) {
  mem$scope(tmem$, s20) {
  mem$scope(tmem$, s21) {
  mem$scope(tmem$, s22) {
  mem$scope(tmem$, s23) {
  mem$scope(tmem$, s24) {
  mem$scope(tmem$, s25) {
  mem$scope(tmem$, s26) {
  mem$scope(tmem$, s27) {
  mem$scope(tmem$, s28) {
  mem$scope(tmem$, s29) {
  mem$scope(tmem$, s30) {
  mem$scope(tmem$, s31) {
    helper(); // expect: scope-depth: 'helper'
  }}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}
}
