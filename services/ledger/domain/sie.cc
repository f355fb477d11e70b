#include "services/ledger/domain/sie.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "services/ledger/domain/limits.h"
#include "services/ledger/domain/sie_checks.h"
#include "services/ledger/domain/sie_checksum.h"
#include "services/ledger/domain/sie_fields.h"
#include "services/ledger/domain/sie_labels.h"
#include "services/ledger/domain/sie_line.h"
#include "services/ledger/domain/sie_problems.h"
#include "services/ledger/domain/sie_records.h"

namespace finsam::ledger {
namespace {

constexpr absl::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr char kEndOfFileSign = '\x1A';  // Ctrl-Z, as DOS programs end a file.

// Reads one file from beginning to end.
class Reader {
 public:
  Reader(absl::string_view file_name, absl::string_view bytes)
      : file_name_(file_name), bytes_(bytes), problems_(file_name) {
    context_.problems = &problems_;
  }

  SieReading Read();

 private:
  // False, with a problem, when the bytes are nothing like a SIE file.
  bool LooksLikeSie();
  // `is_marked`: the file began with UTF-8's byte order mark.
  void ChooseEncoding(bool is_marked);
  void ReadRecords();
  void TakeLine(absl::string_view line, const SieLines& lines);
  void TakeChecksum(const SieTokens& record, int64_t line);
  void Check();
  void ReportTallies();
  void Report(Severity severity, absl::string_view reason, int64_t line,
              std::string sentence);
  void ReportTally(const SieTally& tally, absl::string_view reason,
                   absl::string_view sentence);

  absl::string_view file_name_;
  absl::string_view bytes_;
  SieProblems problems_;
  SieFieldContext context_;
  SieReading reading_;
  std::optional<SieRecords> records_;
  std::optional<SieChecksum> checksum_;
  int64_t checksum_line_ = 0;  // Of the first #KSUMMA; 0: none.
  bool checksum_ended_ = false;
  int64_t record_count_ = 0;
  SieTokens tokens_;
};

void Reader::Report(Severity severity, absl::string_view reason, int64_t line,
                    std::string sentence) {
  problems_.Add({severity, std::string(reason), "", line, "", "", "",
                 std::move(sentence)});
}

bool Reader::LooksLikeSie() {
  const auto refuse = [this](absl::string_view reason, std::string sentence) {
    Report(Severity::kError, reason, 0, std::move(sentence));
    return false;
  };
  if (bytes_.size() > kSieFileBytesMax) {
    return refuse(
        "FILE_TOO_LARGE",
        absl::StrCat("Filen är större än ", kSieFileBytesMax >> 20, " MiB."));
  }
  absl::string_view start = absl::StripLeadingAsciiWhitespace(bytes_);
  if (start.empty()) return refuse("SIE_NOT_SIE", "Filen är tom.");
  if (start.front() == '<') {
    return refuse("SIE_NOT_SIE",
                  "Filen är en webbsida eller XML, inte en SIE-fil.");
  }
  if (bytes_.find('\0') != absl::string_view::npos) {
    return refuse("SIE_NOT_SIE",
                  "Filen innehåller nolltecken och är inte en textfil.");
  }
  const absl::string_view label =
      start.substr(0, start.find_first_of(" \t\r\n\"{"));
  if (label.size() < 2 || label[0] != '#' ||
      !absl::ascii_isalpha(static_cast<unsigned char>(label[1]))) {
    return refuse("SIE_NOT_SIE", "Filen börjar inte med en SIE-post.");
  }
  return true;
}

void Reader::ChooseEncoding(bool is_marked) {
  const SieEncodingGuess guess = GuessSieEncoding(bytes_);
  context_.encoding = is_marked ? SieEncoding::kUtf8 : guess.encoding;
  reading_.file.encoding = context_.encoding;
  if (context_.encoding == SieEncoding::kCp437 && !guess.mixed) return;
  problems_.Add(
      {Severity::kWarning, "SIE_ENCODING", "", guess.line, "",
       std::string(SieEncodingName(context_.encoding)), "CP437",
       guess.mixed ? "Filen blandar teckenkodningar; vissa tecken kan bli fel."
                   : "Filen har en annan teckenkodning än SIE kräver."});
}

// #KSUMMA: without a sum it begins the summing, with one it ends it.
void Reader::TakeChecksum(const SieTokens& record, int64_t line) {
  SieFields fields(record, line, &context_);
  const absl::string_view found = fields.Plain();
  if (found.empty() && checksum_line_ == 0) {
    checksum_line_ = line;
    checksum_.emplace(context_.encoding == SieEncoding::kUtf8);
    reading_.file.checksum_present = true;
    return;
  }
  if (found.empty() || checksum_line_ == 0 || checksum_ended_) {
    fields.Report(Severity::kWarning, "SIE_CHECKSUM", "#KSUMMA", found, "",
                  "Kontrollsumman saknar början eller slut och prövas inte.");
    return;
  }
  checksum_ended_ = true;
  const std::optional<int64_t> sum = ParseSieNumber(found, 10);
  if (sum.has_value() && *sum <= UINT32_MAX &&
      checksum_->Matches(static_cast<uint32_t>(*sum))) {
    return;
  }
  // The sum of a file that was turned into another encoding is beyond proof.
  const bool is_original = context_.encoding == SieEncoding::kCp437;
  fields.Report(
      is_original ? Severity::kError : Severity::kWarning, "SIE_CHECKSUM",
      "#KSUMMA", found, absl::StrCat(checksum_->Value()),
      "Kontrollsumman stämmer inte; filen har ändrats eller skadats.");
}

void Reader::TakeLine(absl::string_view line, const SieLines& lines) {
  const int64_t number = lines.number();
  if (line.size() > kSieLineBytesMax) {
    Report(Severity::kError, "SIE_RECORD", number,
           absl::StrCat("Raden är längre än ", kSieLineBytesMax, " byte."));
    return;
  }
  TokeniseSieLine(line, &tokens_);
  if (tokens_.fields.empty()) return;
  if (line[0] == kEndOfFileSign && lines.at_end()) return;
  ++record_count_;
  if (tokens_.inner_quote) context_.inner_quotes.Note(number);
  if (tokens_.unclosed_quote && lines.at_end()) {
    Report(Severity::kError, "SIE_TRUNCATED", number,
           "Filen slutar mitt i en text och är avkortad.");
  } else if (tokens_.unclosed_quote) {
    // Harmless when the text is all that was left of the line. Where the text
    // goes on, its next line is no record, which is an error.
    context_.unclosed_quotes.Note(number);
  }
  const SieField& first = tokens_.fields.front();
  const SieLabel label = first.kind == SieField::Kind::kText
                             ? FindSieLabel(first.raw)
                             : SieLabel::kUnknown;
  if (label == SieLabel::kKsumma) {
    TakeChecksum(tokens_, number);
  } else if (checksum_line_ != 0 && !checksum_ended_) {
    checksum_->Add(tokens_);
  }
  records_->Take(tokens_, label, number);
}

void Reader::ReadRecords() {
  records_.emplace(&reading_.file, &context_);
  SieLines lines(bytes_);
  absl::string_view line;
  while (lines.Next(&line)) {
    TakeLine(line, lines);
    if (record_count_ > kSieRecordsMax ||
        reading_.file.vouchers.size() > kSieVouchersMax) {
      Report(
          Severity::kError, "FILE_TOO_LARGE", lines.number(),
          absl::StrCat("Filen har fler än ", kSieRecordsMax, " poster eller ",
                       kSieVouchersMax, " verifikationer."));
      return;
    }
  }
  records_->Finish(lines.number());
  if (checksum_line_ != 0 && !checksum_ended_) {
    Report(Severity::kError, "SIE_TRUNCATED", lines.number(),
           absl::StrCat("Kontrollsumman som börjar på rad ", checksum_line_,
                        " avslutas inte; filen är avkortad."));
  }
}

void Reader::ReportTally(const SieTally& tally, absl::string_view reason,
                         absl::string_view sentence) {
  if (tally.count == 0) return;
  Report(Severity::kWarning, reason, tally.first_line,
         absl::StrCat(sentence, " (", tally.count,
                      tally.count == 1 ? " gång)." : " gånger)."));
}

void Reader::ReportTallies() {
  ReportTally(context_.destroyed_texts, "SIE_ENCODING",
              "Texter har tecken som ett tidigare program har förstört");
  ReportTally(context_.garbled_texts, "SIE_ENCODING",
              "Texter ser ut att ha lästs i fel teckenkodning tidigare");
  ReportTally(context_.control_characters, "SIE_TEXT",
              "Texter innehåller styrtecken, som ersätts med blanktecken");
  ReportTally(context_.inner_quotes, "SIE_TEXT",
              "Citattecken inne i en text saknar omvänt snedstreck");
  ReportTally(context_.unclosed_quotes, "SIE_TEXT",
              "Texter inom citattecken avslutas inte på sin rad");
  ReportTally(context_.missing_lists, "SIE_RECORD",
              "Rader saknar klamrar för objekt");
}

// Type 4I is not said by the file: its name ends with .si, or it has no
// balances.
bool IsImportFile(absl::string_view file_name, const SieFile& file) {
  if (file.type != 4) return false;
  return absl::EndsWithIgnoreCase(file_name, ".si") ||
         std::none_of(file.balances.begin(), file.balances.end(),
                      [](const SieBalance& balance) {
                        return balance.kind == SieBalance::Kind::kClosing ||
                               balance.kind == SieBalance::Kind::kResult;
                      });
}

void Reader::Check() {
  SieFile& file = reading_.file;
  file.is_import = IsImportFile(file_name_, file);
  CheckSieLabels(file, records_->use(), &problems_);
  CheckSieVouchers(file, &problems_);
  CheckSieDeclarations(file, &problems_);
  CheckSieBalances(file, &problems_);
}

SieReading Reader::Read() {
  const bool is_marked = absl::ConsumePrefix(&bytes_, kByteOrderMark);
  if (LooksLikeSie()) {
    ChooseEncoding(is_marked);
    ReadRecords();
    ReportTallies();
    Check();
  }
  reading_.problems = problems_.Take();
  return std::move(reading_);
}

}  // namespace

bool SieReading::ok() const {
  return std::none_of(problems.begin(), problems.end(),
                      [](const Problem& problem) {
                        return problem.severity == Severity::kError;
                      });
}

SieReading ReadSie(absl::string_view file_name, absl::string_view bytes) {
  return Reader(file_name, bytes).Read();
}

}  // namespace finsam::ledger
