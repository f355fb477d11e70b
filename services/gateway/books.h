// The ledger's books as the gateway gives them out: each call is passed on as
// it is, under a deadline, and answered with the ledger's own answer.
//
// Refusals are the ledger's, or NEIGHBOUR_UNAVAILABLE and NEIGHBOUR_SLOW.
// Thread-safe.

#ifndef FINSAM_SERVICES_GATEWAY_BOOKS_H_
#define FINSAM_SERVICES_GATEWAY_BOOKS_H_

#include <memory>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/base/clock.h"
#include "finsam/ledger/v1/ledger.pb.h"
#include "services/gateway/neighbours.h"

namespace finsam::gateway {

// A call that reads or writes a whole year may take so long, whatever the
// caller's own deadline allows.
inline constexpr absl::Duration kWholeYearTimeMax = absl::Minutes(30);

// A file of books that is on its way. Not thread-safe; ends the call when it
// goes.
class BooksExport {
 public:
  virtual ~BooksExport() = default;
  // Reads the next piece. False at the end, or the refusal.
  virtual absl::StatusOr<bool> Next(ledger::v1::ExportBooksResponse* piece) = 0;
};

class Books {
 public:
  // `clock` must outlive the books. `timeout` bounds a call that reads or
  // writes little.
  Books(const Neighbour& ledger, const Clock& clock, absl::Duration timeout);
  ~Books();

  // Makes the ledger's call that takes this request and gives this response.
  // Defined for each call that gateway.proto passes on.
  template <typename Request, typename Response>
  absl::Status Pass(const Request& request, absl::Time deadline,
                    Response* response) const;

  // Posts one batch; a refused one is the answer's status.
  absl::Status PostBatch(const ledger::v1::PostVouchersRequest& request,
                         absl::Time deadline,
                         ledger::v1::PostVouchersResponse* response) const;

  // Begins an export. A refusal comes with its first piece.
  std::unique_ptr<BooksExport> Export(
      const ledger::v1::ExportBooksRequest& request, absl::Time deadline) const;

 private:
  struct Stub;
  absl::Time Bounded(absl::Time deadline, absl::Duration longest) const;

  Neighbour ledger_;
  const Clock& clock_;
  absl::Duration timeout_;
  std::unique_ptr<Stub> stub_;
};

}  // namespace finsam::gateway

#endif  // FINSAM_SERVICES_GATEWAY_BOOKS_H_
