#include "services/ledger/domain/sie_writer_record.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "services/ledger/domain/limits.h"

namespace finsam::ledger {
namespace {

constexpr size_t kPieceBytes = size_t{64} << 10;
constexpr size_t kFoundBytesMax = 40;
constexpr char kUnknown = '?';
constexpr absl::string_view kLineEnd = "\r\n";

bool IsControl(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x20 || byte == 0x7F;
}

// True when `text` is its own field bytes.
bool IsFieldBytes(absl::string_view text) {
  if (text.empty()) return true;
  if (text.size() > kTextBytesMax || text.front() == ' ' ||
      text.back() == ' ') {
    return false;
  }
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return c >= ' ' && c < 0x7F; });
}

// True when any reader takes `bytes` as one field without quotes.
bool IsBare(absl::string_view bytes) {
  return std::all_of(bytes.begin(), bytes.end(), [](char c) {
    return absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '-' ||
           c == '.' || c == '_';
  });
}

// `text` without control characters, without blanks around it and not longer
// than a reader takes.
std::string Cleaned(absl::string_view text) {
  std::string clean(text);
  std::replace_if(clean.begin(), clean.end(), IsControl, ' ');
  const absl::string_view stripped = absl::StripAsciiWhitespace(clean);
  return std::string(
      absl::StripTrailingAsciiWhitespace(CutUtf8(stripped, kTextBytesMax)));
}

// Appends `value`, not negative, with at least `width` digits.
void AppendDigits(int64_t value, int width, std::string* out) {
  std::string digits = absl::StrCat(value);
  for (int i = static_cast<int>(digits.size()); i < width; ++i) *out += '0';
  *out += digits;
}

}  // namespace

std::string SieFieldBytes(absl::string_view text) {
  if (IsFieldBytes(text)) return std::string(text);
  return Cp437FromUtf8(Cleaned(text));
}

SieRecordWriter::SieRecordWriter(SieByteSink sink)
    : sink_(std::move(sink)), warnings_("") {}

void SieRecordWriter::Warn(absl::string_view reason, absl::string_view name,
                           absl::string_view found,
                           absl::string_view sentence) {
  Problem problem;
  problem.severity = Severity::kWarning;
  problem.reason = std::string(reason);
  problem.line = line_;
  problem.field = std::string(name);
  problem.found = std::string(CutUtf8(found, kFoundBytesMax));
  problem.message = std::string(sentence);
  warnings_.Add(std::move(problem));
}

absl::string_view SieRecordWriter::Bytes(absl::string_view name,
                                         absl::string_view text) {
  if (IsFieldBytes(text)) return text;
  if (absl::StripAsciiWhitespace(text).size() > kTextBytesMax) {
    Warn("SIE_TEXT", name, text, "Texten är för lång och kortas av.");
  }
  const std::string clean = Cleaned(text);
  scratch_ = Cp437FromUtf8(clean);
  if (std::count(scratch_.begin(), scratch_.end(), kUnknown) !=
      std::count(clean.begin(), clean.end(), kUnknown)) {
    Warn("SIE_ENCODING", name, clean,
         "Texten har tecken som SIE:s teckenkodning saknar; de skrivs som "
         "frågetecken.");
  }
  return scratch_;
}

void SieRecordWriter::Key(int32_t scope, absl::string_view text) {
  const std::string bytes = SieFieldBytes(text);
  // Only what has a question mark can be the same as something else.
  if (!status_.ok() || bytes.find(kUnknown) == std::string::npos) return;
  const auto [place, is_new] =
      keys_.try_emplace({scope, bytes}, std::string(text));
  if (is_new || place->second == text) return;
  status_ = Refuse(
      absl::StatusCode::kFailedPrecondition, "SIE_ENCODING",
      absl::StrCat(scope == kSeriesScope
                       ? "Serierna \""
                       : absl::StrCat("Objekten i dimension ", scope, " \""),
                   place->second, "\" och \"", text,
                   "\" blir samma i SIE:s teckenkodning, som saknar deras "
                   "tecken."));
}

void SieRecordWriter::Begin(absl::string_view label) {
  buffer_.append(label.data(), label.size());
  sum_.Add(label);
  fields_ = 0;
  empty_fields_ = 0;
}

void SieRecordWriter::PutQuoted(absl::string_view bytes) {
  buffer_ += '"';
  if (bytes.find('"') == absl::string_view::npos) {
    buffer_.append(bytes.data(), bytes.size());
  } else {
    for (const char c : bytes) {
      if (c == '"') buffer_ += '\\';
      buffer_ += c;
    }
  }
  // A backslash before the closing quote would escape it, and the format has
  // no way to write a backslash; a blank between them is stripped by readers.
  if (!bytes.empty() && bytes.back() == '\\') {
    buffer_ += ' ';
    sum_.Add(" ");
  }
  buffer_ += '"';
}

void SieRecordWriter::Put(absl::string_view bytes, Quotes quotes) {
  if (bytes.empty()) {
    Empty();
    return;
  }
  for (; empty_fields_ > 0; --empty_fields_, ++fields_) buffer_ += " \"\"";
  buffer_ += ' ';
  sum_.Add(bytes);
  if (quotes == Quotes::kNever ||
      (quotes == Quotes::kWhenNeeded && IsBare(bytes))) {
    buffer_.append(bytes.data(), bytes.size());
  } else {
    PutQuoted(bytes);
  }
  ++fields_;
}

void SieRecordWriter::Number(int64_t value) {
  Put(absl::AlphaNum(value).Piece(), Quotes::kNever);
}

void SieRecordWriter::Amount(Ore amount) {
  Put(SieAmount(amount), Quotes::kNever);
}

void SieRecordWriter::Day(absl::CivilDay day) {
  scratch_.clear();
  AppendDigits(day.year(), 4, &scratch_);
  AppendDigits(day.month(), 2, &scratch_);
  AppendDigits(day.day(), 2, &scratch_);
  Put(scratch_, Quotes::kNever);
}

void SieRecordWriter::Period(int64_t year, int month) {
  scratch_.clear();
  AppendDigits(year, 4, &scratch_);
  AppendDigits(month, 2, &scratch_);
  Put(scratch_, Quotes::kNever);
}

void SieRecordWriter::Text(absl::string_view name, absl::string_view text) {
  Put(Bytes(name, text), Quotes::kAlways);
}

void SieRecordWriter::Code(absl::string_view name, absl::string_view text) {
  Put(Bytes(name, text), Quotes::kWhenNeeded);
}

void SieRecordWriter::Objects(const ObjectSet& objects) {
  buffer_ += " {";
  bool is_first = true;
  for (const ObjectRef& ref : objects) {
    const absl::string_view bytes = Bytes("objektlista", ref.object);
    if (bytes.empty()) continue;
    if (bytes.find(kUnknown) != absl::string_view::npos) {
      Key(ref.dimension, ref.object);
    }
    const std::string dimension = absl::StrCat(ref.dimension);
    if (!is_first) buffer_ += ' ';
    is_first = false;
    absl::StrAppend(&buffer_, dimension, " ");
    sum_.Add(dimension);
    sum_.Add(bytes);
    PutQuoted(bytes);
  }
  buffer_ += '}';
  ++fields_;
}

void SieRecordWriter::PutLineEnd() {
  buffer_.append(kLineEnd.data(), kLineEnd.size());
  ++line_;
  if (buffer_.size() >= kPieceBytes) Flush();
}

void SieRecordWriter::End(int least) {
  for (; fields_ < least; ++fields_) buffer_ += " \"\"";
  PutLineEnd();
}

void SieRecordWriter::Brace(char brace) {
  buffer_ += brace;
  PutLineEnd();
}

void SieRecordWriter::BeginChecksum() {
  Begin("#KSUMMA");
  End();
  sum_ = Crc32();
}

void SieRecordWriter::EndChecksum() {
  const uint32_t sum = sum_.Value();
  Begin("#KSUMMA");
  Number(sum);
  End();
}

void SieRecordWriter::Flush() {
  if (status_.ok() && !buffer_.empty()) status_ = sink_(buffer_);
  // A line end is no part of a character, so neither is a piece's.
  scan_.Take(buffer_, /*is_last=*/true);
  buffer_.clear();
}

absl::Status SieRecordWriter::Finish() {
  Flush();
  const SieEncodingGuess guess = scan_.Guess();
  if (guess.encoding != SieEncoding::kCp437) {
    line_ = guess.line;
    Warn("SIE_ENCODING", "", SieEncodingName(guess.encoding),
         "Texternas tecken är sådana att ett program som gissar filens "
         "teckenkodning kan gissa fel.");
  }
  return status_;
}

}  // namespace finsam::ledger
