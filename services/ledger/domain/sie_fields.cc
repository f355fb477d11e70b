#include "services/ledger/domain/sie_fields.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "services/ledger/domain/limits.h"

namespace finsam::ledger {
namespace {

constexpr size_t kFoundBytesMax = 40;
constexpr size_t kCodeBytesMax = 4;  // Of one character in UTF-8.
constexpr int kYearMin = 1900;
constexpr int kYearMax = 2999;

bool IsControl(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x20 || byte == 0x7F;
}

// True when `text` needs neither decoding nor cleaning.
bool IsCleanAscii(absl::string_view text) {
  unsigned char bits = 0;
  bool control = false;
  for (const char c : text) {
    bits |= static_cast<unsigned char>(c);
    control |= IsControl(c);
  }
  return bits < 0x80 && !control;
}

bool IsDigits(absl::string_view text) {
  return text.find_first_not_of("0123456789") == absl::string_view::npos;
}

// `text` as a voucher takes a quantity, with a digit on both sides of a point:
// ".5" is "0.5" and "5." is "5". Nothing when it is no decimal number.
std::optional<std::string> AsQuantity(absl::string_view text) {
  const absl::string_view sign = absl::ConsumePrefix(&text, "-") ? "-" : "";
  const size_t point = std::min(text.find('.'), text.size());
  const absl::string_view whole = text.substr(0, point);
  absl::string_view decimals = text.substr(point);
  absl::ConsumePrefix(&decimals, ".");
  if (!IsDigits(whole) || !IsDigits(decimals)) return std::nullopt;
  if (whole.empty() && decimals.empty()) return std::nullopt;
  std::string out = absl::StrCat(sign, whole.empty() ? "0" : whole,
                                 decimals.empty() ? "" : ".", decimals);
  if (out.size() > kQuantityBytesMax) return std::nullopt;
  return out;
}

}  // namespace

std::optional<int64_t> ParseSieNumber(absl::string_view text,
                                      size_t digits_max) {
  if (text.empty() || text.size() > digits_max) return std::nullopt;
  int64_t number = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    number = number * 10 + (c - '0');
  }
  return number;
}

std::optional<absl::CivilDay> ParseSieDay(absl::string_view text) {
  if (text.size() != 8) return std::nullopt;
  const std::optional<int64_t> digits = ParseSieNumber(text, 8);
  if (!digits.has_value()) return std::nullopt;
  const int year = static_cast<int>(*digits / 10000);
  const int month = static_cast<int>(*digits / 100 % 100);
  const int day = static_cast<int>(*digits % 100);
  if (year < kYearMin || year > kYearMax) return std::nullopt;
  // CivilDay makes 31 April into 1 May; a day that moves was not a day.
  const absl::CivilDay read(year, month, day);
  if (read.month() != month || read.day() != day) return std::nullopt;
  return read;
}

void SieFields::Report(Severity severity, absl::string_view reason,
                       absl::string_view name, absl::string_view found,
                       absl::string_view expected, absl::string_view sentence) {
  if (!context_.problems->HasRoom(severity)) return;
  const std::string shown =
      Utf8FromSie(context_.encoding, found.substr(0, 2 * kFoundBytesMax));
  Problem problem;
  problem.severity = severity;
  problem.reason = std::string(reason);
  problem.line = line_;
  problem.field = std::string(name);
  problem.found = std::string(CutUtf8(shown, kFoundBytesMax));
  problem.expected = std::string(expected);
  problem.message = std::string(sentence);
  context_.problems->Add(std::move(problem));
}

const SieField* SieFields::NextText() {
  if (done()) return nullptr;
  const SieField* field = &record_.fields[next_];
  if (field->kind != SieField::Kind::kText) return nullptr;
  ++next_;
  return field;
}

absl::string_view SieFields::Unescaped(const SieField& field) {
  if (!field.escaped) return absl::StripAsciiWhitespace(field.raw);
  scratch_ = UnescapeSie(field.raw);
  return absl::StripAsciiWhitespace(scratch_);
}

absl::string_view SieFields::Plain() {
  const SieField* field = NextText();
  return field == nullptr ? absl::string_view() : Unescaped(*field);
}

std::optional<int> SieFields::Integer(absl::string_view name, int least,
                                      int most) {
  const absl::string_view found = Plain();
  int value = 0;
  if (found.size() <= kNumberDigitsMax && absl::SimpleAtoi(found, &value) &&
      value >= least && value <= most) {
    return value;
  }
  Report(Severity::kError, "SIE_RECORD", name, found,
         absl::StrCat("heltal ", least, " till ", most),
         "Fältet saknas eller är inte ett giltigt heltal.");
  return std::nullopt;
}

std::optional<int32_t> SieFields::Account() {
  const absl::string_view found = Plain();
  const auto number = ParseSieNumber(found, kNumberDigitsMax);
  if (number.value_or(0) > 0) return static_cast<int32_t>(*number);
  Report(Severity::kError, "SIE_ACCOUNT", "kontonr", found,
         absl::StrCat("1 till ", kNumberDigitsMax, " siffror"),
         "Kontonumret saknas eller är inte numeriskt.");
  return std::nullopt;
}

std::optional<int32_t> SieFields::OptionalAccount() {
  const auto number = ParseSieNumber(Plain(), kNumberDigitsMax);
  if (number.value_or(0) > 0) return static_cast<int32_t>(*number);
  context_.odd_accounts.Note(line_);
  return std::nullopt;
}

std::string SieFields::Quantity() {
  const absl::string_view found = Plain();
  if (found.empty()) return "";
  std::optional<std::string> quantity = AsQuantity(found);
  if (!quantity.has_value()) context_.odd_quantities.Note(line_);
  return std::move(quantity).value_or("");
}

std::optional<int32_t> SieFields::Dimension(absl::string_view name) {
  const absl::string_view found = Plain();
  const auto number = ParseSieNumber(found, kNumberDigitsMax);
  if (number.value_or(0) > 0) return static_cast<int32_t>(*number);
  Report(Severity::kError, "SIE_RECORD", name, found, "en dimensions nummer",
         "Dimensionens nummer saknas eller är inte numeriskt.");
  return std::nullopt;
}

std::optional<Ore> SieFields::Amount() {
  const absl::string_view found = Plain();
  const absl::StatusOr<Ore> amount = ParseSieAmount(found);
  if (amount.ok()) return *amount;
  const bool too_large = ReasonOf(amount.status()) == "AMOUNT_TOO_LARGE";
  Report(Severity::kError, "SIE_AMOUNT", "belopp", found,
         "siffror, punkt och högst två decimaler, t.ex. -1234.50",
         too_large ? "Beloppet är större än tio miljarder kronor."
                   : "Beloppet saknas eller är inte skrivet som SIE kräver.");
  return std::nullopt;
}

std::optional<absl::CivilDay> SieFields::Day(absl::string_view name) {
  const absl::string_view found = Plain();
  const std::optional<absl::CivilDay> day = ParseSieDay(found);
  if (day.has_value()) return day;
  Report(Severity::kError, "SIE_DATE", name, found, "ÅÅÅÅMMDD",
         "Datumet saknas eller finns inte i almanackan.");
  return std::nullopt;
}

std::optional<absl::CivilDay> SieFields::OptionalDay(absl::string_view name) {
  const absl::string_view found = Plain();
  if (found.empty()) return std::nullopt;
  const std::optional<absl::CivilDay> day = ParseSieDay(found);
  if (day.has_value()) return day;
  Report(Severity::kWarning, "SIE_DATE", name, found, "ÅÅÅÅMMDD",
         "Datumet finns inte i almanackan och utelämnas.");
  return std::nullopt;
}

std::optional<absl::CivilDay> SieFields::Period() {
  const absl::string_view found = Plain();
  if (found.size() == 6) {
    const auto day = ParseSieDay(absl::StrCat(found, "01"));
    if (day.has_value()) return day;
  }
  Report(Severity::kError, "SIE_DATE", "period", found, "ÅÅÅÅMM",
         "Perioden saknas eller är inte en månad.");
  return std::nullopt;
}

std::optional<std::string> SieFields::ObjectNumber() {
  std::string number = Text("objektnr", kTextBytesMax);
  if (!number.empty() && number.size() <= kObjectBytesMax) return number;
  Report(Severity::kError, "SIE_RECORD", "objektnr", "",
         absl::StrCat("1 till ", kObjectBytesMax, " byte"),
         "Objektets nummer saknas eller är för långt.");
  return std::nullopt;
}

bool SieFields::AddObject(absl::string_view dimension, absl::string_view object,
                          ObjectSet* objects) {
  const auto number = ParseSieNumber(dimension, kNumberDigitsMax);
  if (number.value_or(0) <= 0) {
    Report(Severity::kError, "SIE_RECORD", "objektlista", dimension,
           "en dimensions nummer", "Objektlistan är felaktig.");
    return false;
  }
  if (object.empty()) return true;  // {1 ""} is how some write "no object".
  ObjectRef ref{static_cast<int32_t>(*number),
                Utf8FromSie(context_.encoding, object)};
  const auto place = std::lower_bound(
      objects->begin(), objects->end(), ref,
      [](const auto& a, const auto& b) { return a.dimension < b.dimension; });
  const bool twice =
      place != objects->end() && place->dimension == ref.dimension;
  if (twice || ref.object.size() > kObjectBytesMax ||
      objects->size() >= kEntryObjectsMax) {
    Report(Severity::kError, "SIE_RECORD", "objektlista", object,
           absl::StrCat("ett objekt per dimension, högst ", kObjectBytesMax,
                        " byte och ", kEntryObjectsMax, " objekt"),
           "Objektlistan är felaktig.");
    return false;
  }
  objects->insert(place, std::move(ref));
  return true;
}

std::optional<ObjectSet> SieFields::Objects() {
  ObjectSet objects;
  if (done() || record_.fields[next_].kind != SieField::Kind::kOpen) {
    context_.missing_lists.Note(line_);
    return objects;
  }
  ++next_;
  bool good = true;
  while (const SieField* dimension = NextText()) {
    const absl::string_view number = absl::StripAsciiWhitespace(dimension->raw);
    const SieField* object = NextText();
    if (object == nullptr) {
      Report(Severity::kError, "SIE_RECORD", "objektlista", number,
             "par av dimension och objekt", "Objektlistan är ofullständig.");
      good = false;
      break;
    }
    good = AddObject(number, Unescaped(*object), &objects) && good;
  }
  const bool closed =
      !done() && record_.fields[next_].kind == SieField::Kind::kClose;
  if (closed) {
    ++next_;
  } else {
    Report(Severity::kError, "SIE_RECORD", "objektlista", "", "}",
           "Objektlistan avslutas inte.");
  }
  if (!good || !closed) return std::nullopt;
  return objects;
}

void SieFields::NoteHarm(absl::string_view text) {
  switch (FindTextHarm(text)) {
    case TextHarm::kNone:
      return;
    case TextHarm::kDestroyed:
      context_.destroyed_texts.Note(line_);
      return;
    case TextHarm::kGarbled:
      context_.garbled_texts.Note(line_);
      return;
  }
}

std::string SieFields::Text(absl::string_view name, size_t bytes_max) {
  // No encoding makes a text shorter, so what lies far behind the limit need
  // not be decoded to know that it is cut.
  const absl::string_view raw = Plain().substr(0, bytes_max + kCodeBytesMax);
  std::string text;
  if (IsCleanAscii(raw)) {
    text.assign(raw.data(), raw.size());
  } else {
    text = Utf8FromSie(context_.encoding, raw);
    NoteHarm(text);
    if (std::any_of(text.begin(), text.end(), IsControl)) {
      context_.control_characters.Note(line_);
      std::replace_if(text.begin(), text.end(), IsControl, ' ');
    }
  }
  if (text.size() <= bytes_max) return text;
  Report(Severity::kWarning, "SIE_TEXT", name, raw,
         absl::StrCat("högst ", bytes_max, " byte"),
         "Texten är för lång och kortas av.");
  text.resize(CutUtf8(text, bytes_max).size());
  return text;
}

}  // namespace finsam::ledger
