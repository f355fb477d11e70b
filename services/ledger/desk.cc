#include "services/ledger/desk.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/status.h"
#include "services/ledger/commit_facts.h"
#include "services/ledger/domain/chain.h"
#include "services/ledger/domain/coverage.h"
#include "services/ledger/domain/packed.h"
#include "services/ledger/domain/voucher_bytes.h"
#include "services/ledger/domain/year_size.h"
#include "services/ledger/staging.h"

namespace finsam::ledger {
namespace {

using ::absl::StatusCode;

// The tail is indexed when it lies in as many blocks, too: single postings
// make blocks of one voucher.
constexpr int64_t kTailBlocksMax = 1'024;

std::string AnswerBytes(int64_t first_place, size_t count, int64_t revision) {
  std::string out = "P";
  PackUnsigned(static_cast<uint64_t>(first_place), &out);
  PackUnsigned(count, &out);
  PackUnsigned(static_cast<uint64_t>(revision), &out);
  return out;
}

// Says which voucher of a batch a refusal is about.
absl::Status InBatch(const absl::Status& status, size_t index) {
  const std::string reason = ReasonOf(status);
  if (reason.empty()) return status;
  Problem problem;
  problem.reason = reason;
  problem.line = static_cast<int64_t>(index) + 1;
  problem.field = "vouchers";
  problem.message = std::string(status.message());
  return Refuse(status.code(), reason,
                absl::StrCat("Verifikation ", index + 1,
                             " i omgången: ", std::string(status.message())),
                {problem});
}

// True when every account and its objects were found right before.
bool AllKnown(const VoucherDraft& draft,
              const absl::flat_hash_set<std::string>& known,
              std::string* buffer) {
  for (const VoucherEntry& entry : draft.entries) {
    buffer->clear();
    AppendBalanceBytes(entry.account, entry.objects, buffer);
    if (!known.contains(*buffer)) return false;
  }
  return true;
}

}  // namespace

absl::StatusOr<std::unique_ptr<Desk>> Desk::Open(
    store::Store& store, const std::string& organisation, ParsedFiles& parsed) {
  RETURN_IF_ERROR(DropStaged(store, organisation));
  std::unique_ptr<Desk> desk(new Desk(organisation, parsed));
  const std::unique_ptr<store::Snapshot> snapshot = store.TakeSnapshot();
  RETURN_IF_ERROR(desk->Read(*snapshot));
  return desk;
}

absl::Status Desk::Read(const store::Snapshot& snapshot) {
  const LedgerReader reader(snapshot, organisation_);
  ASSIGN_OR_RETURN(head_, store::ReadHead(snapshot, organisation_));
  ASSIGN_OR_RETURN(chain_, reader.Chain());
  absl::Status status;
  RETURN_IF_ERROR(reader.ScanPlaces(
      chain_.indexed_count + 1, chain_.posting_count,
      [&](const BlockVoucher& voucher) {
        const FiscalYearName name{organisation_, voucher.view.fiscal_year()};
        const absl::StatusOr<Year*> year = FindYear(reader, name);
        status = year.status();
        if (!status.ok()) return false;
        stretch_.Add(voucher, &(*year)->fold);
        voucher.view.EachEntry([&year](const EntryView& entry, size_t) {
          (*year)->balances.insert(std::string(entry.balance));
        });
        return true;
      }));
  tail_blocks_ = stretch_.voucher_count();
  return status;
}

absl::StatusOr<Desk::Year*> Desk::FindYear(const LedgerReader& reader,
                                           const FiscalYearName& name) {
  const auto found = years_.find(name.year);
  if (found != years_.end()) return &found->second;
  ASSIGN_OR_RETURN(std::optional<StoredYear> stored, reader.Year(name.year));
  if (!stored.has_value()) {
    return Refuse(StatusCode::kNotFound, "FISCAL_YEAR_UNKNOWN",
                  absl::StrCat("Räkenskapsåret ", name.year,
                               " finns inte i bokföringen."));
  }
  if (stored->summary) {
    return Refuse(StatusCode::kNotFound, "FISCAL_YEAR_UNKNOWN",
                  absl::StrCat("Av räkenskapsåret ", name.year,
                               " finns bara jämförelsetal, inga böcker att "
                               "bokföra i."));
  }
  ASSIGN_OR_RETURN(Chart chart, reader.ReadChart(name.year));
  ASSIGN_OR_RETURN(YearFold fold, reader.KeptMovements(stored->year));
  ASSIGN_OR_RETURN(const std::optional<StoredFile> file,
                   reader.Layout(name.year));
  ASSIGN_OR_RETURN(BalanceMap balances, reader.Openings(name.year));
  fold.AddTo(&balances);
  Year year{*std::move(stored),
            std::move(chart),
            nullptr,
            "",
            std::move(fold),
            {},
            {},
            {}};
  for (const auto& [key, balance] : balances) {
    std::string bytes;
    AppendBalanceBytes(key.account, key.objects, &bytes);
    year.balances.insert(std::move(bytes));
  }
  if (file.has_value()) {
    ASSIGN_OR_RETURN(year.layout, parsed_.LayoutOf(*file));
    year.layout_name = file->name;
  }
  return &years_.emplace(name.year, std::move(year)).first->second;
}

absl::StatusOr<std::optional<Posted>> Desk::FindAnswer(
    const store::Snapshot& snapshot, const PostOrder& order) const {
  ASSIGN_OR_RETURN(const std::optional<std::string> kept,
                   store::FindAnswer(snapshot, organisation_, order.request_id,
                                     order.digest));
  if (!kept.has_value()) return std::optional<Posted>();
  Unpacker in(
      absl::string_view(*kept).substr(std::min<size_t>(1, kept->size())));
  const auto first = static_cast<int64_t>(in.Unsigned());
  const auto count = static_cast<int64_t>(in.Unsigned());
  const auto revision = static_cast<int64_t>(in.Unsigned());
  if (kept->empty() || kept->front() != 'P' || !in.Complete()) {
    return absl::DataLossError("a kept answer cannot be understood");
  }
  Posted posted;
  posted.replayed = true;
  const LedgerReader reader(snapshot, organisation_);
  RETURN_IF_ERROR(reader.ScanPlaces(first, first + count - 1,
                                    [&posted](const BlockVoucher& voucher) {
                                      posted.vouchers.push_back(voucher.Copy());
                                      return true;
                                    }));
  ASSIGN_OR_RETURN(posted.head,
                   store::ReadHeadAt(snapshot, organisation_, revision));
  return std::make_optional(std::move(posted));
}

absl::Status Desk::CheckLayout(const VoucherDraft& draft,
                               const Year& year) const {
  if (year.layout == nullptr) return absl::OkStatus();
  std::set<BalanceKey> seen;
  std::vector<UsedAccount> used;
  for (const VoucherEntry& entry : draft.entries) {
    if (!seen.insert({entry.account, entry.objects}).second) continue;
    used.push_back({entry.account, year.chart.AccountName(entry.account),
                    entry.objects, /*file=*/"", /*line=*/0});
  }
  std::vector<Problem> problems;
  CheckCoverage(*year.layout, year.layout_name, used, &problems);
  for (const Problem& problem : problems) {
    if (problem.severity != Severity::kError) continue;
    return Refuse(StatusCode::kFailedPrecondition, "ACCOUNT_NOT_IN_LAYOUT",
                  problem.message, problems);
  }
  return absl::OkStatus();
}

absl::Status Desk::CheckVoucher(const LedgerReader& reader,
                                const VoucherDraft& draft, const Year& year,
                                Fresh* fresh) const {
  std::string buffer;
  const bool known = AllKnown(draft, year.known, &buffer);
  RETURN_IF_ERROR(
      CheckDraft(draft, known ? nullptr : &year.chart, year.stored.year));
  RETURN_IF_ERROR(year.stored.life.CheckDay(draft.date));
  if (!known) {
    RETURN_IF_ERROR(CheckLayout(draft, year));
    for (const VoucherEntry& entry : draft.entries) {
      buffer.clear();
      AppendBalanceBytes(entry.account, entry.objects, &buffer);
      const bool added =
          fresh->bytes.insert(buffer).second && !year.balances.contains(buffer);
      if (added) ++fresh->added_count;
    }
    RETURN_IF_ERROR(
        CheckBalanceCount(year.balances.size() + fresh->added_count));
  }
  if (!draft.corrects.has_value()) return absl::OkStatus();
  ASSIGN_OR_RETURN(const auto place, FindPlace(reader, *draft.corrects));
  return place.has_value() ? absl::OkStatus() : UnknownVoucher(*draft.corrects);
}

// The desk knows the tail, so no reader has to read it.
absl::StatusOr<std::optional<int64_t>> Desk::FindPlace(
    const LedgerReader& reader, const VoucherRef& ref) const {
  const std::optional<int64_t> place =
      stretch_.FindNumber(ref.fiscal_year, ref.series, ref.number);
  if (place.has_value()) return place;
  return reader.FindKeptNumber(ref.fiscal_year, ref.series, ref.number);
}

absl::Status Desk::Check(const LedgerReader& reader, const PostOrder& order,
                         Year* year) const {
  Ore turnover = year->fold.totals().turnover;
  Fresh fresh;
  for (size_t i = 0; i < order.drafts.size(); ++i) {
    const VoucherDraft& draft = order.drafts[i];
    absl::Status status = CheckVoucher(reader, draft, *year, &fresh);
    if (status.ok()) turnover += TurnoverOf(draft);
    if (turnover > kYearTurnoverMax) {
      status = Refuse(StatusCode::kInvalidArgument, "VOUCHER_AMOUNT",
                      "Årets sammanlagda belopp skulle bli större än vad "
                      "böckerna kan hålla.");
    }
    if (!status.ok()) return order.is_batch ? InBatch(status, i) : status;
  }
  year->known.insert(fresh.bytes.begin(), fresh.bytes.end());
  year->balances.merge(fresh.bytes);
  return absl::OkStatus();
}

absl::StatusOr<int64_t> Desk::NextNumber(const LedgerReader& reader, Year* year,
                                         const std::string& series) {
  auto found = year->last_numbers.find(series);
  if (found == year->last_numbers.end()) {
    const int number = year->stored.year.year();
    ASSIGN_OR_RETURN(const int64_t kept, reader.KeptLastNumber(number, series));
    found = year->last_numbers
                .emplace(series,
                         std::max(kept, stretch_.LastNumber(number, series)))
                .first;
  }
  return found->second + 1;
}

void Desk::EndBlock() {
  if (block_.count() == 0) return;
  blocks_.emplace_back(chain_.posting_count, block_.Take());
  ++tail_blocks_;
}

void Desk::Post(Year* year, PostedVoucher* voucher) {
  const std::string bytes = VoucherBytes(*voucher);
  chain_.hash = ChainHash(chain_.hash, bytes);
  voucher->hash = chain_.hash;
  voucher->place = ++chain_.posting_count;
  if (auto tile = chain_.tree.Append(chain_.hash); tile.has_value()) {
    tiles_.push_back(*std::move(tile));
  }
  block_.Add(bytes, voucher->hash);
  stretch_.Add(
      {voucher->place, bytes, voucher->hash, *VoucherView::Read(bytes)},
      &year->fold);
  if (block_.full()) EndBlock();
}

absl::StatusOr<std::vector<PostedVoucher>> Desk::Take(
    const store::Snapshot& snapshot, PostOrder* order) {
  const LedgerReader reader(snapshot, organisation_);
  ASSIGN_OR_RETURN(Year * year, FindYear(reader, order->name));
  if (order->reverses.has_value()) {
    RETURN_IF_ERROR(FillReversal(reader, order));
  }
  RETURN_IF_ERROR(Check(reader, *order, year));
  for (const VoucherDraft& draft : order->drafts) {
    RETURN_IF_ERROR(NextNumber(reader, year, draft.series).status());
  }
  std::optional<int64_t> reversed;
  if (order->reverses.has_value()) {
    ASSIGN_OR_RETURN(reversed, FindPlace(reader, *order->reverses));
  }
  // From here on nothing is refused.
  if (group_ids_.empty()) group_first_ = chain_.posting_count + 1;
  if (reversed.has_value()) reversals_[*reversed] = chain_.posting_count + 1;
  std::vector<PostedVoucher> posted;
  posted.reserve(order->drafts.size());
  const int64_t first = chain_.posting_count + 1;
  for (VoucherDraft& draft : order->drafts) {
    PostedVoucher& voucher = posted.emplace_back();
    voucher.fiscal_year = order->name.year;
    voucher.number = ++year->last_numbers.at(draft.series);
    voucher.content = std::move(draft);
    Post(year, &voucher);
  }
  group_ids_.insert(order->request_id);
  answers_.push_back({order->request_id, order->digest,
                      AnswerBytes(first, posted.size(), head_.revision + 1)});
  return posted;
}

absl::Status Desk::Put(const store::Snapshot& snapshot, absl::Time now,
                       bool index, store::Commit* commit) {
  LedgerWriter writer(*commit, organisation_);
  if (has_group()) {
    EndBlock();
    for (const auto& [last_place, bytes] : blocks_) {
      writer.PutBlock(last_place, bytes);
    }
    for (const MerkleTile& tile : tiles_) writer.PutTile(tile);
    for (const auto& [place, reversal] : reversals_) {
      writer.PutReversal(place, reversal);
    }
    store::Entry entry;
    entry.organisation = organisation_;
    entry.kind = kPostKind;
    entry.facts = PostFacts(group_first_, chain_.hash, chain_.tree);
    entry.time = now;
    store::AppendRecord(*commit, head_, entry);
    for (const Answer& answer : answers_) {
      store::PutAnswer(*commit, organisation_, answer.request_id, answer.digest,
                       answer.bytes);
    }
    head_ = store::HeadAfter(head_, entry);
    writer.PutPlaces(head_.revision, chain_.posting_count);
    group_ids_.clear();
    answers_.clear();
    reversals_.clear();
    blocks_.clear();
    tiles_.clear();
  }
  if (index || stretch_.full() || tail_blocks_ >= kTailBlocksMax) {
    const LedgerReader reader(snapshot, organisation_);
    RETURN_IF_ERROR(stretch_.PutRows(reader, &writer));
    stretch_.PutFolds(&writer);
    chain_.indexed_count = chain_.posting_count;
    tail_blocks_ = 0;
  }
  writer.PutChain(chain_);
  return absl::OkStatus();
}

}  // namespace finsam::ledger
