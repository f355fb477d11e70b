#include "services/gateway/pdf/validate.h"

#include <algorithm>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/base/status.h"
#include "services/gateway/pdf/pdf_renderer.h"
#include "services/gateway/pdf/pieces.h"

namespace finsam::gateway::pdf {
namespace {

absl::Status TooLarge(absl::string_view what, size_t most) {
  return Refuse(absl::StatusCode::kInvalidArgument, "PDF_TOO_LARGE",
                absl::StrCat("dokumentet har fler än ", most, " ", what));
}

absl::Status Invalid(absl::string_view sentence) {
  return Refuse(absl::StatusCode::kInvalidArgument, "PDF_DOCUMENT_INVALID",
                sentence);
}

bool IsName(absl::string_view name, absl::string_view signs) {
  return !name.empty() && std::all_of(name.begin(), name.end(), [&](char c) {
    return absl::ascii_isalnum(static_cast<unsigned char>(c)) ||
           absl::StrContains(signs, c);
  });
}

// Walks a document once.
class Validator {
 public:
  absl::Status Take(const Heading& heading) {
    Count(heading.text);
    return Target(heading.id, TitleOf(heading));
  }

  absl::Status Take(const Paragraph& paragraph) {
    for (const Run& run : paragraph.runs) Count(run.text);
    return absl::OkStatus();
  }

  absl::Status Take(const List& list) { return TakeList(list, 1); }

  absl::Status Take(const Table& table) {
    if (table.numeric.empty()) return Invalid("en tabell saknar kolumner");
    if (table.numeric.size() > kTableColumnsMax) {
      return TooLarge("kolumner i en tabell", kTableColumnsMax);
    }
    if (table.rows.size() + table.head_rows.size() > kTableRowsMax) {
      return TooLarge("rader i en tabell", kTableRowsMax);
    }
    if (table.rows.size() * table.numeric.size() > kTableCellsMax) {
      return TooLarge("celler i en tabell", kTableCellsMax);
    }
    for (const Table::Row& row : table.rows) {
      for (const Cell& cell : row.cells) Count(cell.text);
    }
    Count(table.remark);
    return Target(table.id, table.name);
  }

  absl::Status Take(const Figure& figure) {
    if (figure.alt.empty()) {
      return Invalid("en figur saknar text för den som inte ser den");
    }
    if (figure.drawing.shapes.size() > kShapesMax) {
      return TooLarge("former i en figur", kShapesMax);
    }
    for (const Shape& shape : figure.drawing.shapes) Count(shape.text);
    return figure.data.rows.empty() ? absl::OkStatus() : Take(figure.data);
  }

  absl::Status Take(const PageBreak&) { return absl::OkStatus(); }

  absl::Status Take(const SignatureFields& fields) {
    for (const SignatureField& field : fields.fields) {
      if (!IsName(field.name, "-_") || !fields_.insert(field.name).second) {
        return Invalid(absl::StrCat("fältet \"", field.name,
                                    "\" har ett ogiltigt namn, eller ett som "
                                    "redan finns"));
      }
    }
    if (fields_.size() > kSignatureFieldsMax) {
      return TooLarge("underskrifter", kSignatureFieldsMax);
    }
    return absl::OkStatus();
  }

  absl::Status End() const {
    if (bytes_ <= kTextBytesMax) return absl::OkStatus();
    return TooLarge("byte text", kTextBytesMax);
  }

  absl::flat_hash_map<std::string, std::string>& targets() { return targets_; }

 private:
  absl::Status TakeList(const List& list, size_t depth) {
    if (depth > kListDepthMax) {
      return TooLarge("listor inuti varandra", kListDepthMax);
    }
    for (const ListItem& item : list.items) {
      for (const auto& part : item.parts) {
        const auto* inner = std::get_if<List>(&part);
        RETURN_IF_ERROR(inner == nullptr ? Take(std::get<Paragraph>(part))
                                         : TakeList(*inner, depth + 1));
      }
    }
    return absl::OkStatus();
  }

  void Count(const std::string& text) { bytes_ += text.size(); }

  absl::Status Target(const std::string& id, const std::string& title) {
    if (id.empty()) return absl::OkStatus();
    if (!IsName(id, "-._/") || !targets_.emplace(id, title).second) {
      return Invalid(
          absl::StrCat("ankaret \"", id, "\" är ogiltigt eller finns redan"));
    }
    return absl::OkStatus();
  }

  size_t bytes_ = 0;
  absl::flat_hash_set<std::string> fields_;
  absl::flat_hash_map<std::string, std::string> targets_;
};

}  // namespace

absl::StatusOr<absl::flat_hash_map<std::string, std::string>> LinkTargets(
    const Document& document) {
  if (document.title.empty()) return Invalid("dokumentet saknar titel");
  if (document.blocks.size() > kBlocksMax) return TooLarge("delar", kBlocksMax);
  Validator validator;
  for (const Block& block : document.blocks) {
    RETURN_IF_ERROR(std::visit(
        [&](const auto& part) { return validator.Take(part); }, block));
  }
  RETURN_IF_ERROR(validator.End());
  return std::move(validator.targets());
}

}  // namespace finsam::gateway::pdf
