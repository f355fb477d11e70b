#include "services/gateway/gateway_store.h"

#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/digest.h"
#include "common/base/status.h"
#include "common/store/key.h"
#include "services/gateway/report_files.h"

namespace finsam::gateway {
namespace {

constexpr char kFilesRoom[] = "files";
constexpr char kFormat = '\x01';  // First byte of every value.
constexpr char kAnswered[] = "ok";

std::string FilesKey(const FiscalYearName& name) {
  return store::Key(kFilesRoom)
      .Text(name.organisation)
      .Number(name.year)
      .bytes();
}

bool ReadFiles(absl::string_view bytes, internal::YearFiles* files) {
  return !bytes.empty() && bytes.front() == kFormat &&
         files->ParseFromString(std::string(bytes.substr(1)));
}

std::vector<ReportKind> KindsOf(const internal::YearFiles& files) {
  std::vector<std::string> names;
  for (const common::v1::File& file : files.files()) {
    names.push_back(file.name());
  }
  return KindsAmong(names);
}

}  // namespace

absl::StatusOr<std::optional<StoredYear>> ReadYear(const store::Store& store,
                                                   const FiscalYearName& name) {
  const auto snapshot = store.TakeSnapshot();
  ASSIGN_OR_RETURN(const auto bytes, snapshot->Get(FilesKey(name)));
  if (!bytes.has_value()) return std::nullopt;
  StoredYear year;
  if (!ReadFiles(*bytes, &year.files)) {
    return absl::DataLossError("a year's files cannot be read");
  }
  ASSIGN_OR_RETURN(year.head, store::ReadHead(*snapshot, name.organisation));
  return std::optional(std::move(year));
}

absl::StatusOr<WrittenYear> WriteYear(store::Store& store,
                                      const FiscalYearName& name,
                                      const internal::YearFiles& files,
                                      const std::string& request_id,
                                      absl::Time now) {
  const std::string value =
      absl::StrCat(std::string(1, kFormat), files.SerializeAsString());
  const std::string digest = Sha256Parts({name.Text(), value});
  const auto snapshot = store.TakeSnapshot();
  ASSIGN_OR_RETURN(const store::Head seen,
                   store::ReadHead(*snapshot, name.organisation));
  ASSIGN_OR_RETURN(
      const auto answer,
      store::FindAnswer(*snapshot, name.organisation, request_id, digest));
  ASSIGN_OR_RETURN(const auto current, snapshot->Get(FilesKey(name)));
  if (answer.has_value() || current == value) return WrittenYear{seen, false};
  const store::Entry entry{name.organisation,
                           "import-report",
                           absl::StrCat(name.year, " ", digest),
                           request_id,
                           digest,
                           kAnswered,
                           now};
  store::Commit commit;
  commit.Put(FilesKey(name), value);
  store::AppendTo(commit, seen, entry);
  RETURN_IF_ERROR(store.Apply(commit));
  return WrittenYear{store::HeadAfter(seen, entry), true};
}

absl::StatusOr<std::vector<YearReports>> ListYears(const store::Store& store) {
  std::vector<YearReports> years;
  bool readable = true;
  const auto snapshot = store.TakeSnapshot();
  RETURN_IF_ERROR(snapshot->ScanPrefix(
      store::Key(kFilesRoom).bytes(),
      [&](absl::string_view key, absl::string_view bytes) {
        store::KeyReader in(key);
        in.Text();
        const auto organisation = in.Text();
        const auto year = in.Number();
        if (organisation.has_value() && year.has_value()) {
          internal::YearFiles files;
          readable = readable && ReadFiles(bytes, &files);
          years.push_back(
              {{*organisation, static_cast<int>(*year)}, KindsOf(files)});
        }
        return true;
      }));
  if (!readable) return absl::DataLossError("a year's files cannot be read");
  return years;
}

}  // namespace finsam::gateway
