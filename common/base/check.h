// FINSAM_CHECK: a broken invariant stops the process before it can write.
//
// For what only our own code can get wrong. What a caller, a file, a disk or
// a neighbour can do is an absl::Status instead (common/base/status.h).

#ifndef FINSAM_COMMON_BASE_CHECK_H_
#define FINSAM_COMMON_BASE_CHECK_H_

#include <cstdio>
#include <cstdlib>

// Stops the process, naming the place and the broken condition.
#define FINSAM_CHECK(condition)                                       \
  do {                                                                \
    if (!(condition)) {                                               \
      std::fprintf(stderr, "%s:%d: invariant broken: %s\n", __FILE__, \
                   __LINE__, #condition);                             \
      std::abort();                                                   \
    }                                                                 \
  } while (false)

#endif  // FINSAM_COMMON_BASE_CHECK_H_
