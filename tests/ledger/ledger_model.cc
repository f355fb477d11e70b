#include "tests/ledger/ledger_model.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace finsam::ledger {
namespace {

using ::absl::CivilDay;

constexpr char kOk[] = "OK";
constexpr char kYearUnknown[] = "NOT_FOUND FISCAL_YEAR_UNKNOWN";
constexpr char kYearClosed[] = "FAILED_PRECONDITION YEAR_CLOSED";
constexpr char kVoucherUnknown[] = "NOT_FOUND VOUCHER_UNKNOWN";
constexpr char kNextYearClosed[] = "FAILED_PRECONDITION NEXT_YEAR_CLOSED";

// The chart that no file changes, but for the name of 4010.
const std::map<int32_t, std::string>& Accounts() {
  static const std::map<int32_t, std::string> accounts = {
      {1930, "Bank"}, {2010, "Eget kapital"}, {3010, "Bidrag"}, {4010, ""}};
  return accounts;
}

bool IsBalance(int32_t account) { return account < 3000; }

std::string DayText(CivilDay day) {
  return absl::StrFormat("%04d%02d%02d", day.year(), day.month(), day.day());
}

std::string EntryText(const VoucherEntry& entry) {
  std::string objects;
  for (const ObjectRef& object : entry.objects) {
    absl::StrAppend(&objects, object.dimension, " \"", object.object, "\"");
  }
  return absl::StrCat("#TRANS ", entry.account, " {", objects, "} ",
                      SieAmount(entry.amount), "\n");
}

// Those that it declares or uses.
std::set<std::string> ObjectsOf(const ModelFile& file) {
  std::set<std::string> out;
  if (file.declares) out = file.objects;
  for (const PostedVoucher& voucher : file.vouchers) {
    for (const VoucherEntry& entry : voucher.content.entries) {
      for (const ObjectRef& object : entry.objects) out.insert(object.object);
    }
  }
  return out;
}

}  // namespace

std::string SieTextOf(const PostedVoucher& voucher) {
  std::string out = absl::StrCat(
      "#VER ", voucher.content.series, " ",
      voucher.number == 0 ? "\"\"" : absl::StrCat(voucher.number), " ",
      DayText(voucher.content.date), " \"", voucher.content.text, "\"\n{\n");
  for (const VoucherEntry& entry : voucher.content.entries) {
    absl::StrAppend(&out, EntryText(entry));
  }
  return out + "}\n";
}

std::string ModelFile::Name() const {
  return absl::StrCat(year, is_import ? ".si" : ".se");
}

std::string ModelFile::Text() const {
  std::string out =
      "#FLAGGA 0\n#PROGRAM \"Prov\" 1.0\n#FORMAT PC8\n#GEN 20250217\n"
      "#SIETYP 4\n#ORGNR 222000-1511\n#FNAMN \"Provforbundet\"\n";
  absl::StrAppend(&out, "#RAR 0 ", year, "0101 ", year, "1231\n");
  if (declares) {
    for (const auto& [account, name] : Accounts()) {
      absl::StrAppend(&out, "#KONTO ", account, " \"",
                      name.empty() ? account_name : name, "\"\n");
    }
    absl::StrAppend(&out, "#DIM 6 \"Projekt\"\n");
    for (const std::string& object : objects) {
      absl::StrAppend(&out, "#OBJEKT 6 \"", object, "\" \"Projekt ", object,
                      "\"\n");
    }
  }
  if (!is_import) {
    absl::StrAppend(&out, "#IB 0 1930 ", SieAmount(opening), "\n#IB 0 2010 ",
                    SieAmount(-opening), "\n#UB 0 1930 1000\n");
  }
  for (const PostedVoucher& voucher : vouchers) {
    absl::StrAppend(&out, SieTextOf(voucher));
  }
  return out;
}

VoucherRef RefOf(const PostedVoucher& voucher) {
  return {voucher.fiscal_year, voucher.content.series, voucher.number};
}

const PostedVoucher* LedgerModel::Find(const VoucherRef& ref) const {
  const auto found = by_name_.find(ref);
  return found == by_name_.end() ? nullptr : &vouchers_[found->second];
}

const PostedVoucher* LedgerModel::ReversalOf(int64_t place) const {
  const auto found = reversals_.find(place);
  return found == reversals_.end()
             ? nullptr
             : &vouchers_[static_cast<size_t>(found->second) - 1];
}

int64_t LedgerModel::LastNumber(int year, const std::string& series) const {
  const auto after =
      by_name_.upper_bound({year, series, std::numeric_limits<int64_t>::max()});
  if (after == by_name_.begin()) return 0;
  const VoucherRef& last = std::prev(after)->first;
  return last.fiscal_year == year && last.series == series ? last.number : 0;
}

std::string LedgerModel::Fill(PostOrder* order) const {
  const PostedVoucher* original = Find(*order->reverses);
  if (original == nullptr) return kVoucherUnknown;
  if (ReversalOf(original->place) != nullptr) {
    return "FAILED_PRECONDITION VOUCHER_REVERSED";
  }
  VoucherDraft& draft = order->drafts.front();
  if (draft.date < original->content.date) {
    return "INVALID_ARGUMENT REVERSAL_DATE";
  }
  if (draft.series.empty()) draft.series = original->content.series;
  draft.corrects = order->reverses;
  draft.reverses = true;
  draft.entries = original->content.entries;
  for (VoucherEntry& entry : draft.entries) entry.amount = -entry.amount;
  return kOk;
}

std::string LedgerModel::Check(const VoucherDraft& draft, const ModelYear& year,
                               int number) const {
  Ore sum;
  for (const VoucherEntry& entry : draft.entries) sum += entry.amount;
  if (sum != Ore{0}) return "INVALID_ARGUMENT VOUCHER_UNBALANCED";
  for (const VoucherEntry& entry : draft.entries) {
    if (Accounts().count(entry.account) == 0) {
      return "NOT_FOUND ACCOUNT_UNKNOWN";
    }
  }
  for (const VoucherEntry& entry : draft.entries) {
    for (const ObjectRef& object : entry.objects) {
      if (year.objects.count(object.object) == 0) {
        return "NOT_FOUND OBJECT_UNKNOWN";
      }
    }
  }
  if (draft.date.year() != number) {
    return "FAILED_PRECONDITION VOUCHER_OUTSIDE_YEAR";
  }
  if (year.closed) return kYearClosed;
  if (year.locked_through.has_value() && draft.date <= *year.locked_through) {
    return "FAILED_PRECONDITION PERIOD_LOCKED";
  }
  if (draft.corrects.has_value() && Find(*draft.corrects) == nullptr) {
    return kVoucherUnknown;
  }
  return kOk;
}

std::string LedgerModel::Verdict(PostOrder order) const {
  const auto year = years_.find(order.name.year);
  if (year == years_.end()) return kYearUnknown;
  std::string verdict = kOk;
  if (order.reverses.has_value()) verdict = Fill(&order);
  for (const VoucherDraft& draft : order.drafts) {
    if (verdict == kOk) verdict = Check(draft, year->second, year->first);
  }
  return verdict;
}

void LedgerModel::Append(PostedVoucher* voucher) {
  voucher->place = static_cast<int64_t>(vouchers_.size()) + 1;
  by_name_[RefOf(*voucher)] = vouchers_.size();
  if (voucher->content.reverses) {
    reversals_[Find(*voucher->content.corrects)->place] = voucher->place;
  }
  vouchers_.push_back(*voucher);
}

std::vector<PostedVoucher> LedgerModel::Post(PostOrder order) {
  if (order.reverses.has_value()) Fill(&order);
  std::vector<PostedVoucher> out;
  for (VoucherDraft& draft : order.drafts) {
    PostedVoucher& voucher = out.emplace_back();
    voucher.fiscal_year = order.name.year;
    voucher.number = LastNumber(order.name.year, draft.series) + 1;
    voucher.content = std::move(draft);
    Append(&voucher);
  }
  return out;
}

// The vouchers that the file adds, with the numbers that they get.
std::vector<PostedVoucher> LedgerModel::NewOf(const ModelFile& file) const {
  std::map<std::string, int64_t> last;
  std::vector<PostedVoucher> out;
  for (PostedVoucher voucher : file.vouchers) {
    const std::string& series = voucher.content.series;
    if (voucher.number > 0 && Find(RefOf(voucher)) != nullptr) continue;
    last.try_emplace(series, LastNumber(file.year, series));
    if (voucher.number == 0) voucher.number = last[series] + 1;
    last[series] = std::max(last[series], voucher.number);
    voucher.imported = !file.is_import;
    out.push_back(std::move(voucher));
  }
  return out;
}

std::string LedgerModel::Verdict(const ModelFile& file) const {
  const auto found = years_.find(file.year);
  if (found == years_.end()) {
    return file.is_import ? "INVALID_ARGUMENT FISCAL_YEAR_UNKNOWN" : kOk;
  }
  const ModelYear& year = found->second;
  if (year.taken.count(file.Text()) > 0) return kOk;
  std::set<VoucherRef> said;
  bool changed = false;
  for (const PostedVoucher& voucher : file.vouchers) {
    const PostedVoucher* kept = Find(RefOf(voucher));
    if (voucher.number == 0 || kept == nullptr) continue;
    said.insert(RefOf(voucher));
    VoucherDraft told = kept->content;
    told.corrects.reset();
    told.reverses = false;
    changed = changed || told != voucher.content;
  }
  std::set<VoucherRef> new_names;
  for (const PostedVoucher& voucher : NewOf(file)) {
    if (!new_names.insert(RefOf(voucher)).second) {
      return "INVALID_ARGUMENT VOUCHER_NUMBER";
    }
  }
  if (changed) return "FAILED_PRECONDITION VOUCHER_CHANGED";
  for (const PostedVoucher& voucher : vouchers_) {
    const bool expected =
        !file.is_import && voucher.imported && voucher.fiscal_year == file.year;
    if (expected && said.count(RefOf(voucher)) == 0) {
      return "FAILED_PRECONDITION VOUCHER_MISSING";
    }
  }
  if (!file.is_import && year.openings.at({1930, {}}) != file.opening) {
    return "FAILED_PRECONDITION BALANCES_CHANGED";
  }
  if (year.closed && ChangesChart(file)) return kYearClosed;
  for (const PostedVoucher& voucher : NewOf(file)) {
    if (year.closed) return kYearClosed;
    if (voucher.content.date <= year.locked_through.value_or(CivilDay::min())) {
      return "FAILED_PRECONDITION PERIOD_LOCKED";
    }
  }
  return kOk;
}

bool LedgerModel::ChangesChart(const ModelFile& file) const {
  const ModelYear& year = years_.at(file.year);
  const std::set<std::string> used = ObjectsOf(file);
  return (file.declares && year.account_name != file.account_name) ||
         !std::includes(year.objects.begin(), year.objects.end(), used.begin(),
                        used.end());
}

bool LedgerModel::Import(const ModelFile& file) {
  bool changed = years_.count(file.year) == 0;
  ModelYear& year = years_[file.year];
  if (year.taken.count(file.Text()) > 0) return false;
  if (changed) {
    year.openings = {{{1930, {}}, file.opening}, {{2010, {}}, -file.opening}};
  }
  if (file.declares) {
    changed = changed || year.account_name != file.account_name;
    year.account_name = file.account_name;
  }
  for (const std::string& object : ObjectsOf(file)) {
    changed = year.objects.insert(object).second || changed;
  }
  for (PostedVoucher& voucher : NewOf(file)) {
    Append(&voucher);
    changed = true;
  }
  if (file.is_import && changed) year.taken.insert(file.Text());
  return changed;
}

std::string LedgerModel::Verdict(const PeriodLockOrder& order) const {
  const auto year = years_.find(order.name.year);
  if (year == years_.end()) return kYearUnknown;
  if (year->second.closed) return kYearClosed;
  const bool outside = order.locked_through.has_value() &&
                       order.locked_through->year() != year->first;
  return outside ? "INVALID_ARGUMENT LOCK_DATE" : kOk;
}

void LedgerModel::Step(const PeriodLockOrder& order) {
  ModelYear& year = years_.at(order.name.year);
  year.locked_through = order.locked_through;
  year.steps.push_back(absl::StrCat("lock ", order.reason));
}

std::string LedgerModel::Verdict(const CloseYearOrder& order) const {
  const auto year = years_.find(order.name.year);
  if (year == years_.end()) return kYearUnknown;
  if (year->second.closed) return kYearClosed;
  if (year->second.was_closed && order.reason.empty()) {
    return "INVALID_ARGUMENT REASON_MISSING";
  }
  if (!IsBalance(order.capital_account)) {
    return "INVALID_ARGUMENT ACCOUNT_INVALID";
  }
  if (Accounts().count(order.capital_account) == 0) {
    return "NOT_FOUND ACCOUNT_UNKNOWN";
  }
  if (year->second.carried && !years_.at(order.name.year - 1).closed) {
    return "FAILED_PRECONDITION PRIOR_YEAR_OPEN";
  }
  const auto next = years_.find(order.name.year + 1);
  return next != years_.end() && next->second.closed ? kNextYearClosed : kOk;
}

std::map<BalanceKey, Ore> LedgerModel::Closings(int year) const {
  std::map<BalanceKey, Ore> out = years_.at(year).openings;
  for (const PostedVoucher& voucher : vouchers_) {
    if (voucher.fiscal_year != year) continue;
    for (const VoucherEntry& entry : voucher.content.entries) {
      out[{entry.account, entry.objects}] += entry.amount;
    }
  }
  return out;
}

void LedgerModel::Step(const CloseYearOrder& order) {
  const int number = order.name.year;
  ModelYear& year = years_.at(number);
  year.closed = year.was_closed = true;
  year.steps.push_back(absl::StrCat("close ", order.reason));
  std::map<BalanceKey, Ore> openings;
  for (const auto& [key, amount] : Closings(number)) {
    openings[IsBalance(key.account) ? key
                                    : BalanceKey{order.capital_account, {}}] +=
        amount;
  }
  ModelYear& next = years_[number + 1];
  next.carried = true;
  next.openings = openings;
  if (next.account_name.empty()) next.account_name = year.account_name;
  next.objects.insert(year.objects.begin(), year.objects.end());
}

std::string LedgerModel::Verdict(const ReopenYearOrder& order) const {
  const auto year = years_.find(order.name.year);
  if (year == years_.end()) return kYearUnknown;
  if (!year->second.closed) return "FAILED_PRECONDITION YEAR_NOT_CLOSED";
  return years_.at(order.name.year + 1).closed ? kNextYearClosed : kOk;
}

void LedgerModel::Step(const ReopenYearOrder& order) {
  years_.at(order.name.year).closed = false;
  years_.at(order.name.year)
      .steps.push_back(absl::StrCat("reopen ", order.reason));
}

std::string LedgerModel::TrialBalanceText(int year) const {
  std::map<int32_t, ModelTotal> rows;
  for (const auto& [account, name] : Accounts()) {
    rows[account].name = name.empty() ? years_.at(year).account_name : name;
  }
  for (const auto& [key, opening] : years_.at(year).openings) {
    rows[key.account].opening += opening;
  }
  int64_t voucher_count = 0;
  int64_t entry_count = 0;
  for (const PostedVoucher& voucher : vouchers_) {
    if (voucher.fiscal_year != year) continue;
    ++voucher_count;
    for (const VoucherEntry& entry : voucher.content.entries) {
      ++entry_count;
      rows[entry.account].movement += entry.amount;
    }
  }
  return ledger::TrialBalanceText(rows, voucher_count, entry_count);
}

}  // namespace finsam::ledger
