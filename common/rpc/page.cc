#include "common/rpc/page.h"

#include <algorithm>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "common/base/digest.h"
#include "common/base/status.h"

namespace finsam::rpc {
namespace {

constexpr size_t kSealBytes = 8;
constexpr size_t kTokenBytesMax = 4'096;

// Tells tokens of one list from another's; it keeps nothing secret.
std::string Seal(absl::string_view list, absl::string_view after) {
  return Sha256Parts({"finsam page", list, after}).substr(0, kSealBytes);
}

absl::Status PageInvalid(absl::string_view sentence) {
  return Refuse(absl::StatusCode::kInvalidArgument, "PAGE_INVALID", sentence);
}

}  // namespace

absl::StatusOr<int> PageSize(int asked) {
  if (asked < 0) {
    return PageInvalid(
        absl::StrCat("page_size är ", asked, ", men får inte vara negativ"));
  }
  return asked == 0 ? kPageSizeDefault : std::min(asked, kPageSizeMax);
}

std::string SealToken(absl::string_view list, absl::string_view after) {
  return absl::WebSafeBase64Escape(absl::StrCat(Seal(list, after), after));
}

absl::StatusOr<std::string> OpenToken(absl::string_view list,
                                      absl::string_view token) {
  if (token.empty()) return std::string();
  std::string bytes;
  if (token.size() > kTokenBytesMax ||
      !absl::WebSafeBase64Unescape(token, &bytes) ||
      bytes.size() < kSealBytes ||
      bytes.substr(0, kSealBytes) != Seal(list, bytes.substr(kSealBytes))) {
    return PageInvalid("page_token hör inte till den här listan");
  }
  return bytes.substr(kSealBytes);
}

}  // namespace finsam::rpc
