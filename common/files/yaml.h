// Reads the YAML files of a year's folder with the line of every problem.
//
// A thin reader over yaml-cpp: it never throws, refuses unknown keys (so that
// a misspelt key is not silently left out), and collects problems.
//
//   YamlFile file("association.yaml", bytes, &problems);   // YAML_SYNTAX
//   YamlMap root = file.Root();
//   std::string name = root.RequireText("name");
//   for (const YamlMap& member : root.Maps("members")) { … }
//   root.Finish();                                   // YAML_KEY_UNKNOWN
//
// Problems: YAML_SYNTAX, YAML_NOT_A_MAP, YAML_NOT_A_LIST, YAML_NOT_A_TEXT,
// YAML_KEY_MISSING, YAML_KEY_UNKNOWN, YAML_KEY_TWICE, YAML_TOO_LARGE,
// FIELD_INVALID, DATE_INVALID. Not thread-safe.

#ifndef FINSAM_COMMON_FILES_YAML_H_
#define FINSAM_COMMON_FILES_YAML_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "common/base/status.h"

namespace finsam {

inline constexpr size_t kYamlBytesMax = 1 << 20;
inline constexpr int kYamlDepthMax = 32;

class YamlMap {
 public:
  // The line the map begins on.
  int64_t line() const;
  bool Has(absl::string_view key) const;
  // True when the key is there and its value is a scalar.
  bool IsText(absl::string_view key) const;
  // The line of a key's value; the map's own line when it is not there.
  int64_t LineOf(absl::string_view key) const;

  // A scalar; nothing when the key is not there.
  std::optional<std::string> Text(absl::string_view key);
  // The same; problem YAML_KEY_MISSING when it is not there or empty.
  std::string RequireText(absl::string_view key);
  std::optional<int64_t> Integer(absl::string_view key);
  std::optional<bool> Bool(absl::string_view key);
  std::optional<absl::CivilDay> Date(absl::string_view key);
  // One of `choices`; problem FIELD_INVALID that lists them.
  std::optional<size_t> Choice(absl::string_view key,
                               const std::vector<std::string>& choices);
  // A list of scalars; a single scalar counts as a list of one. Empty when the
  // key is not there.
  std::vector<std::string> Texts(absl::string_view key);
  // A list of maps; empty when the key is not there.
  std::vector<YamlMap> Maps(absl::string_view key);
  // A map; nothing when the key is not there.
  std::optional<YamlMap> Map(absl::string_view key);
  // All keys with scalar values, in the file's order: for maps whose keys are
  // names. Marks all keys as known.
  std::vector<std::pair<std::string, std::string>> Pairs();

  // Call last: adds YAML_KEY_UNKNOWN for every key that was never asked for.
  void Finish();

  // Adds an error at `key` (or at the map, when it is empty or not there).
  void AddProblem(absl::string_view key, absl::string_view reason,
                  absl::string_view message, absl::string_view found = "",
                  absl::string_view expected = "");

 private:
  friend class YamlFile;
  struct State;
  explicit YamlMap(std::shared_ptr<State> state) : state_(std::move(state)) {}
  std::shared_ptr<State> state_;
};

class YamlFile {
 public:
  // `problems` must outlive the file and its maps.
  YamlFile(absl::string_view file_name, absl::string_view content,
           std::vector<Problem>* problems);

  // The document's map; an empty one when it could not be read.
  YamlMap Root();

 private:
  std::shared_ptr<YamlMap::State> root_;
};

}  // namespace finsam

#endif  // FINSAM_COMMON_FILES_YAML_H_
