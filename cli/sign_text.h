// Signature rounds as text for people.

#ifndef FINSAM_CLI_SIGN_TEXT_H_
#define FINSAM_CLI_SIGN_TEXT_H_

#include <string>

#include "common/sign/pades.h"
#include "finsam/gateway/v1/decisions.pb.h"

namespace finsam::cli {

// "öppen".
std::string RoundStateText(governance::v1::SignatureRound::State state);

// A round with who has signed and who has not.
std::string RoundText(const governance::v1::SignatureRound& round,
                      bool overdue);

// A line per round.
std::string RoundListText(
    const governance::v1::ListSignatureRoundsResponse& list);

// What was found about a round's signatures; `own_roots`: nobody but the file
// itself vouches for who issued the certificates.
std::string VerifiedText(const governance::v1::SignatureRound& round, int count,
                         bool own_roots);

std::string VerifiedPdfText(const sign::PdfReport& report, bool own_roots);

}  // namespace finsam::cli

#endif  // FINSAM_CLI_SIGN_TEXT_H_
