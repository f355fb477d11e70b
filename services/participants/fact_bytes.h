// How facts are written in bytes since format 2, for codec.h: short, and fast
// to read.
//
// The format byte, a table of the texts in the order they first occur, and
// then the fields one after another. A text is its place in the table, so that
// a name that stands in thousands of rows is kept once; a number is seven bits
// a byte, the lowest first, the highest bit set in all bytes but the last.

#ifndef FINSAM_SERVICES_PARTICIPANTS_FACT_BYTES_H_
#define FINSAM_SERVICES_PARTICIPANTS_FACT_BYTES_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "services/participants/domain/period.h"

namespace finsam::participants {

// Not thread-safe. The texts that are written must outlive the writer.
class FactWriter {
 public:
  // `what` is the kind of facts: bytes of another kind are not read as these.
  explicit FactWriter(absl::string_view what) { Text(what); }

  FactWriter& Text(absl::string_view text);
  FactWriter& Number(int64_t number);  // Not negative.
  FactWriter& Signed(int64_t number);
  FactWriter& Count(std::optional<int64_t> count);  // Not negative.
  FactWriter& Month(std::optional<absl::CivilMonth> month);
  FactWriter& Texts(const std::vector<std::string>& texts);

  std::string Bytes() const;

 private:
  std::vector<absl::string_view> texts_;
  absl::flat_hash_map<absl::string_view, size_t> places_;
  std::string fields_;
};

// Takes fields off in the order they were written, and remembers whether all
// were there and within their bounds. Not thread-safe; outlived by the bytes.
class FactReader {
 public:
  FactReader(absl::string_view what, absl::string_view bytes);

  // Of what is not there: empty, or the least that is allowed.
  std::string Text();
  int64_t Number(int64_t max);
  int64_t Signed(int64_t max);  // At most `max` in magnitude.
  std::optional<int64_t> Count(int64_t max);
  std::optional<absl::CivilMonth> Month();
  std::vector<std::string> Texts(size_t max);
  // Written as a text.
  Period ReadPeriod();

  bool sound() const { return sound_; }
  // All was read and all was sound.
  bool Finished() const { return sound_ && rest_.empty(); }

 private:
  uint64_t Varint();
  size_t Place();  // Of a text.

  absl::string_view rest_;
  bool sound_ = true;
  std::vector<absl::string_view> texts_;
  absl::flat_hash_map<size_t, Period> periods_;  // By the text's place.
};

}  // namespace finsam::participants

#endif  // FINSAM_SERVICES_PARTICIPANTS_FACT_BYTES_H_
