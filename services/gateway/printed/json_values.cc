#include "services/gateway/printed/json_values.h"

#include <algorithm>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"

namespace finsam::gateway::printed {
namespace {

constexpr size_t kProblemsMax = 100;
constexpr size_t kNestingMax = 32;

// Remembers where JSON ends to be JSON, or is nested too deep. Builds nothing.
class Syntax : public nlohmann::json_sax<Json> {
 public:
  size_t position = 0;  // Of the first byte that is wrong; 1 is the first.
  bool too_deep = false;

  bool null() override { return true; }
  bool boolean(bool) override { return true; }
  bool number_integer(number_integer_t) override { return true; }
  bool number_unsigned(number_unsigned_t) override { return true; }
  bool number_float(number_float_t, const string_t&) override { return true; }
  bool string(string_t&) override { return true; }
  bool binary(binary_t&) override { return true; }
  bool key(string_t&) override { return true; }
  bool start_object(size_t) override { return Enter(); }
  bool start_array(size_t) override { return Enter(); }
  bool end_object() override { return Leave(); }
  bool end_array() override { return Leave(); }
  bool parse_error(size_t at, const std::string&,
                   const nlohmann::detail::exception&) override {
    position = at;
    return false;
  }

 private:
  bool Enter() {
    too_deep = ++depth_ > kNestingMax;
    return !too_deep;
  }
  bool Leave() {
    --depth_;
    return true;
  }

  size_t depth_ = 0;
};

absl::Status NotJson(absl::string_view bytes, const std::string& file,
                     const Syntax& syntax) {
  const size_t end =
      std::min(std::max<size_t>(syntax.position, 1) - 1, bytes.size());
  int64_t line = 1;
  size_t column = 1;
  for (size_t i = 0; i < end; ++i) {
    column = bytes[i] == '\n' ? 1 : column + 1;
    line += bytes[i] == '\n';
  }
  Problem problem;
  problem.reason = "DOCUMENT_NOT_JSON";
  problem.file = file;
  problem.line = syntax.too_deep ? 0 : line;
  problem.message =
      syntax.too_deep
          ? absl::StrCat("filen är nästlad djupare än ", kNestingMax, " nivåer")
          : absl::StrCat("filen är inte JSON: fel vid tecken ", column,
                         " på raden");
  return RefuseInput({problem});
}

}  // namespace

absl::Status CheckSyntax(absl::string_view bytes, const std::string& file) {
  Syntax syntax;
  if (Json::sax_parse(bytes.begin(), bytes.end(), &syntax)) {
    return absl::OkStatus();
  }
  return NotJson(bytes, file, syntax);
}

void JsonValues::Wrong(const std::string& path, const std::string& message) {
  if (problems_.size() >= kProblemsMax) return;
  Problem problem;
  problem.reason = "DOCUMENT_INVALID";
  problem.file = file_;
  problem.field = path;
  problem.message = message;
  problems_.push_back(std::move(problem));
}

std::string JsonValues::Text(const Json& json, const std::string& path,
                             size_t bytes_max) {
  if (json.is_null()) return "";
  if (json.is_number()) return json.dump();
  if (!json.is_string()) {
    Wrong(path, "väntade text eller tal");
    return "";
  }
  std::string text = json.get<std::string>();
  if (text.size() > bytes_max) {
    Wrong(path, absl::StrCat("texten är längre än ", bytes_max, " byte"));
    return "";
  }
  return text;
}

std::string JsonValues::Text(const Json& object, const char* key,
                             const std::string& path) {
  const auto found = object.find(key);
  return found == object.end() ? ""
                               : Text(*found, absl::StrCat(path, ".", key));
}

int64_t JsonValues::Whole(const Json& object, const char* key,
                          const std::string& path) {
  const auto found = object.find(key);
  if (found == object.end() || found->is_null()) return 0;
  int64_t number = 0;
  if (!found->is_number_integer() ||
      !absl::SimpleAtoi(found->dump(), &number) || number < 0) {
    Wrong(absl::StrCat(path, ".", key), "väntade ett helt tal, minst 0");
    return 0;
  }
  return number;
}

const Json* JsonValues::List(const Json& object, const char* key,
                             const std::string& path, size_t max) {
  const auto found = object.find(key);
  if (found == object.end() || found->is_null()) return nullptr;
  const std::string place = path.empty() ? key : absl::StrCat(path, ".", key);
  if (!found->is_array()) {
    Wrong(place, "väntade en lista");
    return nullptr;
  }
  if (found->size() > max) {
    Wrong(place, absl::StrCat("listan har fler än ", max, " delar"));
    return nullptr;
  }
  return &*found;
}

}  // namespace finsam::gateway::printed
