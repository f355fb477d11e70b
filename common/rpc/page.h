// Pages of a list: how many, from where.

#ifndef FINSAM_COMMON_RPC_PAGE_H_
#define FINSAM_COMMON_RPC_PAGE_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace finsam::rpc {

inline constexpr int kPageSizeDefault = 100;
inline constexpr int kPageSizeMax = 1'000;

// 0 means kPageSizeDefault, more than kPageSizeMax means that; negative is
// refused: PAGE_INVALID.
absl::StatusOr<int> PageSize(int asked);

// A token that stands for `after` (a store key, say) and cannot be mistaken
// for another list's: `list` names the list and its question.
std::string SealToken(absl::string_view list, absl::string_view after);

// What SealToken sealed; empty for an empty token. Refusal: PAGE_INVALID when
// it is not one of ours or of another list.
absl::StatusOr<std::string> OpenToken(absl::string_view list,
                                      absl::string_view token);

}  // namespace finsam::rpc

#endif  // FINSAM_COMMON_RPC_PAGE_H_
