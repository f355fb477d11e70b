// The socio-economic effect (samhällsekonomisk effekt) of persons who support
// themselves: how many they are times what the assumptions say that each of
// them is worth, a year. Nothing of it is measured but the persons, so every
// assumption is shown with its source, and how much hangs on it.

#ifndef FINSAM_SERVICES_PARTICIPANTS_DOMAIN_EFFECTS_H_
#define FINSAM_SERVICES_PARTICIPANTS_DOMAIN_EFFECTS_H_

#include <cstdint>

#include "common/base/names.h"
#include "services/participants/domain/figure_index.h"
#include "services/participants/domain/rules.h"
#include "services/participants/domain/statistics.h"

namespace finsam::participants {

// The model's figures and the tables "effects" and "effects-sensitivity": what
// the gain would be with one assumption at its lowest and at its highest, all
// else equal. Nothing when there is no model.
//
// There is no gain when a figure of the persons is missing or protected, since
// the gain would tell them, nor when it leaves 64 bits.
Statistics MakeEffects(const FiscalYearName& year, const EffectModel& model,
                       const FigureIndex& index, int64_t revision);

}  // namespace finsam::participants

#endif  // FINSAM_SERVICES_PARTICIPANTS_DOMAIN_EFFECTS_H_
