// The counts of several years as lines of linked cells: one line per row, per
// total of the association, and per whole that nobody reported but that its
// parts tell.

#ifndef FINSAM_SERVICES_PARTICIPANTS_DOMAIN_LINKED_LINES_H_
#define FINSAM_SERVICES_PARTICIPANTS_DOMAIN_LINKED_LINES_H_

#include <array>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "services/participants/domain/cell_links.h"
#include "services/participants/domain/count_key.h"

namespace finsam::participants {

// A line's columns: the genders, then the total.
inline constexpr size_t kTotalColumn = kGenderCount;
inline constexpr size_t kLineColumns = kGenderCount + 1;

struct LinkedLine {
  CountKey key;
  // Places of cells; nothing where there is no number. The total always has
  // one.
  std::array<std::optional<size_t>, kLineColumns> cells;
  // The genders that have cells are all there is: of any other there is nobody.
  bool complete = true;
  std::optional<size_t> rest;  // What the genders that have cells lack.
  bool stated = true;          // A row that somebody reported.
};

class LinkedLines {
 public:
  // Neither is owned; both outlive this.
  LinkedLines(const Rules& rules, CellLinks* links)
      : rules_(rules), links_(*links) {}

  // Adds the rows of a year and the association's totals, and relates these to
  // their terms. Years are added newest first: a row that is there stays.
  void AddYear(const LinkedYear& year);

  // Relates wholes to their parts, and adds the wholes that nobody reported.
  // Where the parts are all there is a reader may well guess it; otherwise they
  // lack a rest.
  void RelateParts();

  // Relates totals to their genders. After RelateParts.
  void RelateGenders();

  // Relates lines of whom all of `part` belong to `whole`, gender by gender.
  // `group` is that of who is in the whole alone. After RelateGenders.
  void RelateAtMost(const LinkedLine& part, const LinkedLine& whole,
                    int64_t group);

  const std::vector<LinkedLine>& lines() const { return lines_; }
  const LinkedLine* Find(const CountKey& key) const;

 private:
  using Rows = std::vector<const CountRow*>;

  // The lines that divide a whole in one way.
  struct Division {
    CountKey whole;
    std::string breakdown;
    std::vector<size_t> parts;
  };

  const LinkedLine& AddRow(const CountRow& row);
  void AddTotal(const Rows& rows, int year);
  std::vector<Division> Divisions(size_t slices) const;
  void RelateDivision(const Division& division);
  void RelatePartition(const Division& division);
  void RelateGenders(const std::string& name, LinkedLine* line);
  size_t AddUnreported(const Division& division);
  size_t AddLine(LinkedLine line);

  const Rules& rules_;
  CellLinks& links_;
  std::vector<LinkedLine> lines_;
  // Parts of several answers with their wholes.
  std::vector<std::pair<size_t, size_t>> several_;
  std::map<CountKey, size_t> places_;
};

}  // namespace finsam::participants

#endif  // FINSAM_SERVICES_PARTICIPANTS_DOMAIN_LINKED_LINES_H_
