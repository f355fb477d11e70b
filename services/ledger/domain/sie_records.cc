#include "services/ledger/domain/sie_records.h"

#include <algorithm>
#include <optional>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "services/ledger/domain/limits.h"
#include "services/ledger/domain/sie_head.h"

namespace finsam::ledger {
namespace {

bool IsRow(SieLabel label) {
  return label == SieLabel::kTrans || label == SieLabel::kRtrans ||
         label == SieLabel::kBtrans;
}

SieBalance::Kind KindOf(SieLabel label) {
  switch (label) {
    case SieLabel::kUb:
      return SieBalance::Kind::kClosing;
    case SieLabel::kRes:
      return SieBalance::Kind::kResult;
    case SieLabel::kOib:
      return SieBalance::Kind::kOpeningObject;
    case SieLabel::kOub:
      return SieBalance::Kind::kClosingObject;
    case SieLabel::kPsaldo:
      return SieBalance::Kind::kPeriod;
    case SieLabel::kPbudget:
      return SieBalance::Kind::kPeriodBudget;
    default:
      return SieBalance::Kind::kOpening;
  }
}

bool HasPeriod(SieBalance::Kind kind) {
  return kind == SieBalance::Kind::kPeriod ||
         kind == SieBalance::Kind::kPeriodBudget;
}

bool HasObjects(SieBalance::Kind kind) {
  return HasPeriod(kind) || kind == SieBalance::Kind::kOpeningObject ||
         kind == SieBalance::Kind::kClosingObject;
}

}  // namespace

void SieRecords::ReportRecord(int64_t line, absl::string_view field,
                              absl::string_view found,
                              absl::string_view expected,
                              absl::string_view sentence) {
  SieTokens none;
  SieFields(none, line, &context_)
      .Report(Severity::kError, "SIE_RECORD", field, found, expected, sentence);
}

void SieRecords::Take(const SieTokens& record, SieLabel label, int64_t line) {
  const SieField& first = record.fields.front();
  if (first.kind != SieField::Kind::kText && record.fields.size() == 1) {
    TakeBrace(first.kind == SieField::Kind::kOpen, line);
    return;
  }
  if (block_ == Block::kForeign) return;
  if (first.kind != SieField::Kind::kText ||
      !absl::StartsWith(first.raw, "#")) {
    ReportRecord(line, "", first.raw, "en post som börjar med #",
                 "Raden är ingen SIE-post.");
    return;
  }
  use_.Note(label, line);
  const SieFields fields(record, line, &context_);
  if (block_ == Block::kVoucher &&
      (IsRow(label) || label >= SieLabel::kProsa)) {
    TakeRow(fields, label);
    return;
  }
  LeaveBlock(line);
  if (IsRow(label)) {
    ReportRecord(line, "", first.raw, "en rad inom { } efter #VER",
                 "Raden hör inte till någon verifikation.");
  } else if (label == SieLabel::kVer) {
    vouchers_.Begin(fields);
    const bool opens = record.fields.back().kind == SieField::Kind::kOpen;
    block_ = opens ? Block::kVoucher : Block::kVoucherExpected;
  } else if (label == SieLabel::kUnknown) {
    block_ = Block::kForeignPossible;
  } else if (label < SieLabel::kKonto) {
    TakeHead(fields, label);
  } else if (label < SieLabel::kIb) {
    TakeRegister(fields, label);
  } else if (label < SieLabel::kVer) {
    TakeBalance(fields, label);
  } else if (label >= SieLabel::kProsa) {
    TakeExtra(fields, label);
  }
}

void SieRecords::TakeBrace(bool is_open, int64_t line) {
  if (is_open && block_ == Block::kVoucherExpected) {
    block_ = Block::kVoucher;
  } else if (is_open && block_ == Block::kForeignPossible) {
    block_ = Block::kForeign;
  } else if (!is_open && block_ == Block::kVoucher) {
    vouchers_.End();
    block_ = Block::kNone;
  } else if (!is_open && block_ == Block::kForeign) {
    block_ = Block::kNone;
  } else {
    ReportRecord(line, "", is_open ? "{" : "}", "",
                 "Klammern hör inte till någon verifikation.");
  }
}

// A record that cannot stand in a block ends the one that is open.
void SieRecords::LeaveBlock(int64_t line) {
  if (block_ == Block::kVoucher) {
    ReportRecord(line, "", "", "}",
                 absl::StrCat("Verifikationen på rad ", vouchers_.line(),
                              " avslutas inte med en klammer."));
    vouchers_.End();
  } else if (block_ == Block::kVoucherExpected) {
    ReportRecord(line, "", "", "{",
                 absl::StrCat("Verifikationen på rad ", vouchers_.line(),
                              " saknar rader inom klamrar."));
    vouchers_.End();
  }
  block_ = Block::kNone;
}

void SieRecords::Finish(int64_t last_line) {
  if (block_ == Block::kNone || block_ == Block::kForeignPossible) return;
  Problem problem;
  problem.reason = "SIE_TRUNCATED";
  problem.line = last_line;
  problem.expected = "}";
  problem.message = "Filen slutar mitt i en post och är troligen avkortad.";
  if (block_ != Block::kForeign) {
    problem.message =
        absl::StrCat("Filen slutar innan verifikationen på rad ",
                     vouchers_.line(), " är avslutad; den är avkortad.");
  }
  context_.problems->Add(std::move(problem));
}

void SieRecords::TakeRow(SieFields fields, SieLabel label) {
  if (label == SieLabel::kTrans || label == SieLabel::kRtrans) {
    vouchers_.AddRow(std::move(fields), label == SieLabel::kRtrans);
  } else {
    vouchers_.ForgetAddedRow();
    if (label >= SieLabel::kProsa) TakeExtra(std::move(fields), label);
  }
}

void SieRecords::TakeHead(SieFields fields, SieLabel label) {
  switch (label) {
    case SieLabel::kFlagga:
      file_.is_taken = fields.Plain() == "1";
      return;
    case SieLabel::kFormat:
      if (const absl::string_view found = fields.Plain(); found != "PC8") {
        fields.Report(Severity::kWarning, "SIE_ENCODING", "#FORMAT", found,
                      "PC8", "Filen anger en annan teckenkodning än PC8.");
      }
      return;
    case SieLabel::kSietyp:
      TakeType(std::move(fields));
      return;
    case SieLabel::kRar:
      TakeYear(std::move(fields));
      return;
    default:
      TakeSieHead(std::move(fields), label, &context_, &file_.head);
      return;
  }
}

// May stand inside a voucher, which goes on after it.
void SieRecords::TakeExtra(SieFields fields, SieLabel label) {
  if (label == SieLabel::kEnhet) {
    TakeUnit(std::move(fields));
  } else if (label == SieLabel::kSru) {
    TakeSruCode(std::move(fields));
  } else {
    TakeHead(std::move(fields), label);
  }
}

void SieRecords::TakeType(SieFields fields) {
  const absl::string_view found = fields.Plain();
  const std::optional<int64_t> type = ParseSieNumber(found, 1);
  if (type.has_value() && *type >= 1 && *type <= 4) {
    file_.type = static_cast<int>(*type);
    return;
  }
  fields.Report(Severity::kError, "SIE_TYPE", "typnr", found, "1, 2, 3 eller 4",
                "Filens SIE-typ stöds inte.");
}

void SieRecords::TakeYear(SieFields fields) {
  SieYear year;
  year.line = fields.line();
  const auto index = fields.Integer("årsnr", -kSieYearsMax, kSieYearsMax);
  if (!index.has_value()) return;
  year.index = *index;
  SieFields empty = fields;
  if (empty.Plain().empty() && empty.Plain().empty()) {
    // Seen in files of vouchers to import, which need no year.
    fields.Report(Severity::kWarning, "SIE_DATE", "start", "", "ÅÅÅÅMMDD",
                  "Räkenskapsåret saknar datum och utelämnas.");
    return;
  }
  const auto first = fields.Day("start");
  const auto last = fields.Day("slut");
  if (!first.has_value() || !last.has_value()) return;
  year.first = *first;
  year.last = *last;
  if (year.last < year.first) {
    fields.Report(Severity::kError, "SIE_DATE", "slut", "", "",
                  "Räkenskapsåret slutar före sin början.");
    return;
  }
  for (const SieYear& other : file_.years) {
    if (other.index != year.index) continue;
    fields.Report(
        Severity::kError, "SIE_RECORD", "årsnr", absl::StrCat(year.index),
        "varje årsnummer en gång",
        absl::StrCat("Räkenskapsåret finns redan på rad ", other.line, "."));
    return;
  }
  file_.years.push_back(year);
}

void SieRecords::TakeRegister(SieFields fields, SieLabel label) {
  switch (label) {
    case SieLabel::kKonto:
      TakeAccount(std::move(fields));
      return;
    case SieLabel::kKtyp:
      TakeAccountType(std::move(fields));
      return;
    case SieLabel::kObjekt:
      TakeObject(std::move(fields));
      return;
    default:
      TakeDimension(std::move(fields), label == SieLabel::kUnderdim);
      return;
  }
}

void SieRecords::TakeAccount(SieFields fields) {
  SieAccount account;
  account.line = fields.line();
  const std::optional<int32_t> number = fields.Account();
  if (!number.has_value()) return;
  account.number = *number;
  account.name = fields.Text("kontonamn", kTextBytesMax);
  const auto [place, is_new] =
      accounts_.try_emplace(account.number, file_.accounts.size());
  if (is_new) {
    if (auto early = early_accounts_.extract(account.number)) {
      SieAccount& known = early.mapped();
      account.type = known.type;
      account.unit = std::move(known.unit);
      account.sru_codes = std::move(known.sru_codes);
    }
    file_.accounts.push_back(std::move(account));
  } else if (file_.accounts[place->second].name != account.name) {
    fields.Report(Severity::kWarning, "SIE_RECORD", "kontonr",
                  absl::StrCat(account.number), "varje konto en gång",
                  "Kontot har flera namn; det första gäller.");
  }
}

void SieRecords::TakeAccountType(SieFields fields) {
  const std::optional<int32_t> number = fields.Account();
  if (!number.has_value()) return;
  const std::string type = absl::AsciiStrToUpper(fields.Plain());
  if (type != "T" && type != "S" && type != "K" && type != "I") {
    fields.Report(Severity::kWarning, "SIE_RECORD", "kontotyp", type,
                  "T, S, K eller I", "Kontotypen är okänd och utelämnas.");
    return;
  }
  AccountOrEarly(*number).type = type[0];
}

// The account, or what is kept of it until its #KONTO comes.
SieAccount& SieRecords::AccountOrEarly(int32_t number) {
  const auto place = accounts_.find(number);
  return place == accounts_.end() ? early_accounts_[number]
                                  : file_.accounts[place->second];
}

void SieRecords::TakeUnit(SieFields fields) {
  const std::optional<int32_t> number = fields.OptionalAccount();
  if (!number.has_value()) return;
  AccountOrEarly(*number).unit = fields.Text("enhet", kTextBytesMax);
}

void SieRecords::TakeSruCode(SieFields fields) {
  const std::optional<int32_t> number = fields.OptionalAccount();
  if (!number.has_value()) return;
  std::string code = fields.Text("SRU-kod", kTextBytesMax);
  if (code.empty()) return;
  std::vector<std::string>& codes = AccountOrEarly(*number).sru_codes;
  if (codes.size() >= kSieSruCodesMax) {
    context_.left_out.Note(fields.line());
    return;
  }
  codes.push_back(std::move(code));
}

void SieRecords::TakeDimension(SieFields fields, bool has_parent) {
  SieDimension dimension;
  dimension.line = fields.line();
  const auto number = fields.Dimension("dimensionsnr");
  if (!number.has_value()) return;
  dimension.number = *number;
  dimension.name = fields.Text("namn", kTextBytesMax);
  if (has_parent) {
    const auto parent = fields.Dimension("superdimension");
    if (!parent.has_value()) return;
    dimension.parent = *parent;
  }
  if (dimensions_.insert(dimension.number).second) {
    file_.dimensions.push_back(std::move(dimension));
  }
}

void SieRecords::TakeObject(SieFields fields) {
  SieObject object;
  object.line = fields.line();
  const auto dimension = fields.Dimension("dimensionsnr");
  if (!dimension.has_value()) return;
  object.dimension = *dimension;
  std::optional<std::string> number = fields.ObjectNumber();
  if (!number.has_value()) return;
  object.number = *std::move(number);
  object.name = fields.Text("objektnamn", kTextBytesMax);
  const auto [place, is_new] = objects_.try_emplace(
      std::pair(object.dimension, object.number), file_.objects.size());
  if (is_new) {
    file_.objects.push_back(std::move(object));
  } else if (file_.objects[place->second].name != object.name) {
    fields.Report(Severity::kWarning, "SIE_RECORD", "objektnr", object.number,
                  "varje objekt en gång",
                  "Objektet har flera namn; det första gäller.");
  }
}

bool SieRecords::IsRepeated(const SieBalance& balance, SieFields* fields) {
  const auto [place, is_new] = balance_lines_.try_emplace(
      std::tuple(balance.kind, balance.year_index, balance.account),
      balance.line);
  if (is_new) return false;
  fields->Report(
      Severity::kError, "SIE_RECORD", "konto", absl::StrCat(balance.account),
      "varje konto en gång per år",
      absl::StrCat("Kontots balans finns redan på rad ", place->second, "."));
  return true;
}

void SieRecords::TakeBalance(SieFields fields, SieLabel label) {
  SieBalance balance;
  balance.kind = KindOf(label);
  balance.line = fields.line();
  const auto year = fields.Integer("årsnr", -kSieYearsMax, kSieYearsMax);
  if (!year.has_value()) return;
  balance.year_index = *year;
  if (HasPeriod(balance.kind)) {
    const std::optional<absl::CivilDay> period = fields.Period();
    if (!period.has_value()) return;
    balance.period_year = static_cast<int>(period->year());
    balance.month = period->month();
  }
  const std::optional<int32_t> account = fields.Account();
  if (!account.has_value()) return;
  balance.account = *account;
  if (HasObjects(balance.kind)) {
    std::optional<ObjectSet> objects = fields.Objects();
    if (!objects.has_value()) return;
    balance.objects = *std::move(objects);
  }
  const std::optional<Ore> amount = fields.Amount();
  if (!amount.has_value()) return;
  balance.amount = *amount;
  balance.quantity = fields.Quantity();
  if (!HasObjects(balance.kind) && IsRepeated(balance, &fields)) return;
  file_.balances.push_back(std::move(balance));
}

}  // namespace finsam::ledger
