#include "services/participants/domain/table_layout.h"

#include <algorithm>
#include <initializer_list>
#include <set>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/participants/domain/counts.h"
#include "services/participants/domain/findings.h"
#include "services/participants/domain/period.h"
#include "services/participants/domain/rules.h"

namespace finsam::participants {
namespace {

constexpr absl::string_view kMalformed = "LAYOUT_MALFORMED";
constexpr absl::string_view kAmbiguous = "LAYOUT_AMBIGUOUS";
constexpr absl::string_view kDuplicate = "LAYOUT_DUPLICATE";

// In the order of SelectionKey.
constexpr absl::string_view kKeyWords[] = {
    "initiative", "measure",  "breakdown", "value",  "gender", "average",
    "survey",     "question", "show",      "period", "figure", "decimals"};

// Tables that the service makes itself.
constexpr absl::string_view kTakenIds[] = {
    "participants", "averages", "surveys",
    "measures",     "effects",  "effects-sensitivity"};

// Keys that do not go together: a cell is about one of these.
constexpr std::initializer_list<SelectionKey> kAboutCounts = {
    SelectionKey::kMeasure, SelectionKey::kBreakdown, SelectionKey::kValue};
constexpr std::initializer_list<SelectionKey> kAboutAverages = {
    SelectionKey::kAverage};
constexpr std::initializer_list<SelectionKey> kAboutSurveys = {
    SelectionKey::kSurvey, SelectionKey::kQuestion};

bool SaysAny(const Selection& selection,
             std::initializer_list<SelectionKey> keys) {
  return std::any_of(keys.begin(), keys.end(), [&](SelectionKey key) {
    return selection.of(key).has_value();
  });
}

// A figure's id is all that a cell is about.
bool Says(const Selection& selection, SelectionKey key) {
  return selection.of(key).has_value() ||
         (key != SelectionKey::kDecimals &&
          selection.of(SelectionKey::kFigure).has_value());
}

class LayoutChecker {
 public:
  LayoutChecker(absl::string_view file, std::vector<Problem>* problems)
      : findings_(file, problems) {}

  void Check(const TableLayout& layout) {
    if (!CheckSize(0, "tables", layout.tables.size(), 1, kLayoutTablesMax)) {
      return;
    }
    std::set<std::string> ids(std::begin(kTakenIds), std::end(kTakenIds));
    for (const LaidOutTable& table : layout.tables) {
      CheckId(table);
      CheckOnce(table.line, "id", table.id, &ids);
      CheckText(table.line, "title", table.title);
      CheckText(table.line, "row-header", table.row_header,
                /*required=*/false);
      CheckText(table.line, "remark", table.remark, /*required=*/false,
                kLayoutRemarkBytesMax);
      CheckPeriod(table.line, table.period);
      CheckRowsAndColumns(table);
    }
  }

 private:
  bool CheckSize(int64_t line, absl::string_view field, size_t size,
                 size_t size_min, size_t size_max) {
    if (size_min <= size && size <= size_max) return true;
    findings_.Add(line, field, kMalformed, "Listan är tom eller för lång.",
                  absl::StrCat(size),
                  absl::StrCat(size_min, " till ", size_max));
    return false;
  }

  bool CheckText(int64_t line, absl::string_view field, const std::string& text,
                 bool required = true, size_t bytes_max = kLayoutTextBytesMax) {
    if (!findings_.CheckText(line, field, text, bytes_max, kMalformed)) {
      return false;
    }
    if (!required || !Slug(text).empty()) return true;
    findings_.Add(line, field, kMalformed,
                  "Texten saknas eller har varken bokstav eller siffra.", text);
    return false;
  }

  void CheckId(const LaidOutTable& table) {
    if (!CheckText(table.line, "id", table.id, true, kLayoutIdBytesMax)) return;
    if (table.id == Slug(table.id)) return;
    findings_.Add(table.line, "id", kMalformed,
                  "Namnet kan inte användas som id.", table.id, Slug(table.id));
  }

  void CheckOnce(int64_t line, absl::string_view field, const std::string& id,
                 std::set<std::string>* seen) {
    if (id.empty() || seen->insert(id).second) return;
    findings_.Add(line, field, kDuplicate,
                  "Namnet är upptaget: det blir samma id som ett annat.", id,
                  "ett annat namn");
  }

  void CheckPeriod(int64_t line, const std::string& text) {
    if (!findings_.CheckText(line, "period", text, kLayoutTextBytesMax,
                             kMalformed) ||
        ParsePeriod(text).has_value()) {
      return;
    }
    findings_.Add(line, "period", "PERIOD_INVALID",
                  "Perioden går inte att läsa.", text, kPeriodForms);
  }

  void CheckRowsAndColumns(const LaidOutTable& table) {
    if (!CheckSize(table.line, "rows", table.rows.size(), 1, kLayoutRowsMax) ||
        !CheckSize(table.line, "columns", table.columns.size(), 1,
                   kLayoutColumnsMax)) {
      return;
    }
    const std::vector<std::string> row_ids = RowIds(table);
    std::set<std::string> seen;
    for (size_t i = 0; i < table.rows.size(); ++i) {
      CheckSelection(table.rows[i]);
      CheckOnce(table.rows[i].line, "label", row_ids[i], &seen);
    }
    seen.clear();
    for (const Selection& column : table.columns) {
      CheckSelection(column);
      CheckOnce(column.line, "label", Slug(column.label), &seen);
    }
    CheckTogether(table);
  }

  // Each key that a column says and a row too, once.
  void CheckTogether(const LaidOutTable& table) {
    for (size_t i = 0; i < kSelectionKeyCount; ++i) {
      const auto key = static_cast<SelectionKey>(i);
      const auto says = [key](const Selection& selection) {
        return Says(selection, key);
      };
      const auto row = std::find_if(table.rows.begin(), table.rows.end(), says);
      const auto column =
          std::find_if(table.columns.begin(), table.columns.end(), says);
      if (row == table.rows.end() || column == table.columns.end()) continue;
      if (MayMeet(key, table)) continue;
      findings_.Add(row->line, KeyWord(key), kAmbiguous,
                    absl::StrCat("Både raden och kolumnen på rad ",
                                 column->line, " säger detta."),
                    row->label, "nyckeln i rader eller i kolumner");
    }
  }

  // Where rows and columns are parts of different breakdowns, they cross.
  static bool MayMeet(SelectionKey key, const LaidOutTable& table) {
    if (key != SelectionKey::kBreakdown && key != SelectionKey::kValue) {
      return false;
    }
    std::set<std::string> of_rows;
    for (const Selection& row : table.rows) {
      if (row.of(SelectionKey::kFigure).has_value()) return false;
      of_rows.insert(Slug(row.of(SelectionKey::kBreakdown).value_or("")));
    }
    of_rows.erase("");
    return std::none_of(
        table.columns.begin(), table.columns.end(), [&](const Selection& c) {
          return c.of(SelectionKey::kFigure).has_value() ||
                 of_rows.contains(
                     Slug(c.of(SelectionKey::kBreakdown).value_or("")));
        });
  }

  void CheckSelection(const Selection& selection) {
    CheckText(selection.line, "label", selection.label);
    for (size_t i = 0; i < kSelectionKeyCount; ++i) {
      const auto key = static_cast<SelectionKey>(i);
      const std::optional<std::string>& text = selection.of(key);
      if (!text.has_value() ||
          !CheckText(selection.line, KeyWord(key), *text)) {
        continue;
      }
      CheckWord(selection.line, key, *text);
    }
    if (selection.kind == RowKind::kHeading &&
        std::any_of(selection.keys.begin(), selection.keys.end(),
                    [](const auto& key) { return key.has_value(); })) {
      findings_.Add(selection.line, "kind", kMalformed,
                    "En mellanrubrik har bara sin text.", selection.label);
    }
    if (selection.of(SelectionKey::kBreakdown).has_value() !=
        selection.of(SelectionKey::kValue).has_value()) {
      findings_.Add(selection.line, "value", kMalformed,
                    "En uppdelning och dess del hör ihop.", selection.label,
                    "både breakdown och value");
    }
    CheckOneThing(selection);
  }

  void CheckOneThing(const Selection& selection) {
    int things = 0;
    things += SaysAny(selection, kAboutCounts) ? 1 : 0;
    things += SaysAny(selection, kAboutAverages) ? 1 : 0;
    things += SaysAny(selection, kAboutSurveys) ? 1 : 0;
    const bool initiative = selection.of(SelectionKey::kInitiative).has_value();
    const bool other =
        things > 0 || initiative ||
        SaysAny(selection, {SelectionKey::kGender, SelectionKey::kShow,
                            SelectionKey::kPeriod});
    const bool figure = selection.of(SelectionKey::kFigure).has_value();
    if (things < 2 && !(figure && other) &&
        !(initiative && SaysAny(selection, kAboutSurveys))) {
      return;
    }
    findings_.Add(selection.line, "label", kAmbiguous,
                  "Nycklarna gäller olika slags siffror.", selection.label,
                  "ett antal, ett snitt, en enkätfråga eller figure");
  }

  void CheckWord(int64_t line, SelectionKey key, const std::string& text) {
    const auto refuse_unless = [&](bool known, absl::string_view expected) {
      if (known) return;
      findings_.Add(line, KeyWord(key), kMalformed,
                    "Värdet är inget av dem som kan anges.", text, expected);
    };
    const auto refuse_unless_in = [&](const std::vector<std::string>& words) {
      refuse_unless(std::find(words.begin(), words.end(), text) != words.end(),
                    absl::StrJoin(words, ", "));
    };
    switch (key) {
      case SelectionKey::kMeasure:
        refuse_unless_in(MeasureWords());
        break;
      case SelectionKey::kGender:
        refuse_unless_in(GenderWords());
        break;
      case SelectionKey::kShow:
        refuse_unless_in(ShowWords());
        break;
      case SelectionKey::kPeriod:
        CheckPeriod(line, text);
        break;
      case SelectionKey::kFigure:
        refuse_unless(IsFigureId(text),
                      "som participants/enter/avslutade/total/2024");
        break;
      case SelectionKey::kDecimals:
        refuse_unless(text.size() == 1 && text[0] >= '0' &&
                          text[0] <= '0' + kLayoutDecimalsMax,
                      absl::StrCat("0 till ", kLayoutDecimalsMax));
        break;
      default:
        break;
    }
  }

  Findings findings_;
};

}  // namespace

absl::string_view KeyWord(SelectionKey key) {
  return kKeyWords[static_cast<size_t>(key)];
}

const std::vector<std::string>& ShowWords() {
  static const auto& words = *new std::vector<std::string>{
      "answers",       "positive", "share",         "published",
      "response-rate", "persons",  "share-of-whole"};
  return words;
}

const std::vector<std::string>& GenderWords() {
  static const auto& words = *[] {
    auto* all = new std::vector<std::string>;
    for (const Gender gender : kGenders) all->push_back(GenderColumn(gender));
    all->push_back("totalt");
    return all;
  }();
  return words;
}

std::vector<std::string> RowIds(const LaidOutTable& table) {
  std::vector<std::string> ids;
  std::string heading;
  for (const Selection& row : table.rows) {
    const std::string slug = Slug(row.label);
    if (row.kind == RowKind::kHeading) {
      heading = absl::StrCat(slug, "/");
      ids.push_back(absl::StrCat("heading/", slug));
    } else {
      ids.push_back(absl::StrCat(heading, slug));
    }
  }
  return ids;
}

void CheckTableLayout(const TableLayout& layout, absl::string_view file,
                      std::vector<Problem>* problems) {
  LayoutChecker(file, problems).Check(layout);
}

}  // namespace finsam::participants
