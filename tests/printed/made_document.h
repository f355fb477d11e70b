// Annual reports of associations that do not exist, without a contradiction in
// them: amounts, names, labels, units and layouts are drawn by a seed. What an
// examination calls an error in one of them is a false alarm.

#ifndef FINSAM_TESTS_PRINTED_MADE_DOCUMENT_H_
#define FINSAM_TESTS_PRINTED_MADE_DOCUMENT_H_

#include <cstdint>

#include "services/gateway/printed/document.h"

namespace finsam::gateway::printed {

struct MadeDocuments {
  Document report;    // Of the year.
  Document previous;  // Of the year before, by the same association.
};

MadeDocuments MakeDocuments(uint32_t seed);

}  // namespace finsam::gateway::printed

#endif  // FINSAM_TESTS_PRINTED_MADE_DOCUMENT_H_
