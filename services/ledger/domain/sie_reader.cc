#include "services/ledger/domain/sie_reader.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "services/ledger/domain/sie_checks.h"
#include "services/ledger/domain/sie_checksum.h"
#include "services/ledger/domain/sie_fields.h"
#include "services/ledger/domain/sie_labels.h"
#include "services/ledger/domain/sie_line.h"
#include "services/ledger/domain/sie_lines.h"
#include "services/ledger/domain/sie_problems.h"
#include "services/ledger/domain/sie_records.h"
#include "services/ledger/domain/sie_tallies.h"

namespace finsam::ledger {
namespace {

// Ctrl-Z, as DOS programs end a file.
constexpr absl::string_view kEndOfFileSign = "\x1A";
constexpr absl::string_view kEndOfFile = " \t\x1A";

// Reads one file from beginning to end.
class Reader {
 public:
  Reader(const SieLimits& limits, absl::string_view file_name,
         const SieSource& source, const SieVoucherSink& sink)
      : limits_(limits),
        file_name_(file_name),
        source_(source),
        sink_(sink),
        problems_(file_name) {
    context_.problems = &problems_;
  }

  absl::StatusOr<SieReading> Read();

 private:
  // False, with a problem, when the bytes are nothing like a SIE file.
  bool LooksLikeSie();
  void ChooseEncoding();
  absl::Status ReadRecords();
  void TakeLine(absl::string_view line, const SieLines& lines);
  absl::Status GiveVoucher(SieVoucher voucher);
  // What there is more of than allowed, or empty.
  absl::string_view TooMany() const;
  void TakeChecksum(const SieTokens& record, int64_t line);
  void Check();
  void ReportTallies();
  void Report(Severity severity, absl::string_view reason, int64_t line,
              std::string sentence);
  void ReportTally(const SieTally& tally, absl::string_view reason,
                   absl::string_view sentence);

  const SieLimits limits_;
  const absl::string_view file_name_;
  const SieSource& source_;
  const SieVoucherSink& sink_;
  SieSurvey survey_;
  SieProblems problems_;
  SieTallies tallies_{&problems_};
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
  const auto refuse = [this](absl::string_view sentence) {
    Report(Severity::kError, "SIE_NOT_SIE", 0, std::string(sentence));
    return false;
  };
  const absl::string_view start = survey_.start;
  if (start.empty()) return refuse("Filen är tom.");
  if (start.front() == '<') {
    return refuse("Filen är en webbsida eller XML, inte en SIE-fil.");
  }
  if (start == "\xFF\xFE" || start == "\xFE\xFF") {
    return refuse("Filen är sparad som UTF-16 och kan inte läsas.");
  }
  if (survey_.has_nul) {
    return refuse("Filen innehåller nolltecken och är inte en textfil.");
  }
  if (start.size() < 2 || start[0] != '#' ||
      !absl::ascii_isalpha(static_cast<unsigned char>(start[1]))) {
    return refuse("Filen börjar inte med en SIE-post.");
  }
  return true;
}

void Reader::ChooseEncoding() {
  const SieEncodingGuess& guess = survey_.encoding;
  context_.encoding = survey_.is_marked ? SieEncoding::kUtf8 : guess.encoding;
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
  const bool at_end = lines.position() >= survey_.content_end;
  if (lines.too_long()) {
    Report(Severity::kError, "SIE_RECORD", number,
           absl::StrCat("Raden är längre än ", kSieLineBytesMax, " byte."));
    return;
  }
  if (at_end) {
    line = line.substr(0, line.find_last_not_of(kEndOfFile) + 1);
    if (absl::StartsWith(line, kEndOfFileSign)) return;  // And some padding.
  }
  TokeniseSieLine(line, &tokens_);
  if (tokens_.fields.empty()) return;
  ++record_count_;
  if (tokens_.inner_quote) context_.inner_quotes.Note(number);
  if (tokens_.unclosed_quote && at_end) {
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

absl::Status Reader::GiveVoucher(SieVoucher voucher) {
  if (++reading_.file.voucher_count > limits_.vouchers) {
    return absl::OkStatus();  // TooMany.
  }
  tallies_.Take(voucher, reading_.file);
  return sink_(std::move(voucher), reading_.file);
}

absl::string_view Reader::TooMany() const {
  const SieFile& file = reading_.file;
  const auto more = [](size_t count, int64_t most) {
    return static_cast<int64_t>(count) > most;
  };
  if (record_count_ > limits_.records) return "poster";
  if (file.voucher_count > limits_.vouchers) return "verifikationer";
  if (more(records_->account_count(), limits_.accounts) ||
      more(tallies_.account_count(), limits_.accounts)) {
    return "konton";
  }
  if (more(file.dimensions.size(), limits_.dimensions)) return "dimensioner";
  if (more(file.objects.size(), limits_.objects) ||
      more(tallies_.object_count(), limits_.objects)) {
    return "objekt";
  }
  if (more(file.balances.size(), limits_.balances)) return "saldoposter";
  if (more(tallies_.series_count(), limits_.series)) return "serier";
  return "";
}

absl::Status Reader::ReadRecords() {
  records_.emplace(&reading_.file, &context_);
  SieLines lines(source_, survey_.begin, limits_.window_bytes);
  absl::string_view line;
  for (;;) {
    ASSIGN_OR_RETURN(const bool is_line, lines.Next(&line));
    if (!is_line) break;
    TakeLine(line, lines);
    if (std::optional<SieVoucher> voucher = records_->TakeEndedVoucher()) {
      RETURN_IF_ERROR(GiveVoucher(*std::move(voucher)));
    }
    if (const absl::string_view what = TooMany(); !what.empty()) {
      Report(Severity::kError, "FILE_TOO_LARGE", lines.number(),
             absl::StrCat("Filen har för många ", what,
                          " och läses inte längre än hit."));
      return absl::OkStatus();
    }
  }
  records_->Finish(lines.number());
  if (checksum_line_ != 0 && !checksum_ended_) {
    Report(Severity::kError, "SIE_TRUNCATED", lines.number(),
           absl::StrCat("Kontrollsumman som börjar på rad ", checksum_line_,
                        " avslutas inte; filen är avkortad."));
  }
  return absl::OkStatus();
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
  ReportTally(context_.odd_quantities, "SIE_RECORD",
              "Kvantiteter är inte skrivna som tal och utelämnas");
  ReportTally(context_.odd_accounts, "SIE_RECORD",
              "Poster om enhet och SRU-kod saknar konto och utelämnas");
  ReportTally(context_.left_out, "SIE_RECORD",
              "Fler fritexter eller SRU-koder än som ryms utelämnas");
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
  tallies_.Finish(file);
  CheckSieDeclarations(file, tallies_, &problems_);
  CheckSieBalances(file, tallies_, &problems_);
}

absl::StatusOr<SieReading> Reader::Read() {
  if (source_.size() > kSieFileBytesMax) {
    Report(
        Severity::kError, "FILE_TOO_LARGE", 0,
        absl::StrCat("Filen är större än ", kSieFileBytesMax >> 20, " MiB."));
  } else {
    ASSIGN_OR_RETURN(survey_, SurveySie(source_, limits_.window_bytes));
    if (LooksLikeSie()) {
      ChooseEncoding();
      RETURN_IF_ERROR(ReadRecords());
      ReportTallies();
      Check();
    }
  }
  reading_.problems = problems_.Take();
  return std::move(reading_);
}

}  // namespace

absl::StatusOr<SieReading> ReadSieWithin(const SieLimits& limits,
                                         absl::string_view file_name,
                                         const SieSource& source,
                                         const SieVoucherSink& sink) {
  return Reader(limits, file_name, source, sink).Read();
}

}  // namespace finsam::ledger
