// A table's figures as a drawing: bars or lines beside the table, which keeps
// saying everything. Pure, and in whole numbers: the same table gives the same
// drawing on every machine.

#ifndef FINSAM_SERVICES_GATEWAY_DOMAIN_CHART_H_
#define FINSAM_SERVICES_GATEWAY_DOMAIN_CHART_H_

#include "common/figure/table.h"
#include "services/gateway/domain/drawing.h"

namespace finsam::gateway {

// Draws what the cells print, in their steps. Bars lie: a group for each row,
// so that long labels have room, and a negative value leads left from the zero
// line. Lines run over the columns, or over the rows where these are years and
// the columns are not; years always run forward. A protected value is a gap
// marked "..". Cells in another unit than the first are not drawn, nor what is
// beyond kChartBarsMax and its like; the drawing then says so, and so it does
// of rows and columns that the table lacks. The description tells those who do
// not see it what is drawn and between which values, and that the table has the
// rest. No shapes when there is nothing to draw.
Drawing DrawChart(const Table& table, const TableChart& chart);

}  // namespace finsam::gateway

#endif  // FINSAM_SERVICES_GATEWAY_DOMAIN_CHART_H_
