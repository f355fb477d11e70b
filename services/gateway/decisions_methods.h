// Every call of governance's that is passed on, one a line: the service that
// has it, its name, and its response. The request is called after it.
//
// A list that is unfolded by X(service, method, response): where a call is
// passed on, four places must name it, and they name it from here.

#ifndef FINSAM_SERVICES_GATEWAY_DECISIONS_METHODS_H_
#define FINSAM_SERVICES_GATEWAY_DECISIONS_METHODS_H_

// clang-format off
#define FINSAM_DECISIONS_METHODS(X)                                    \
  X(BoardService, ListBoard, ListBoardResponse)                        \
  X(BoardService, ListTerms, ListTermsResponse)                        \
  X(BoardService, AppointBoardMember, BoardActResponse)                \
  X(BoardService, EndBoardTerm, BoardActResponse)                      \
  X(BoardService, ReplaceBoardMember, BoardActResponse)                \
  X(BoardService, ListClocks, ListClocksResponse)                      \
  X(MeetingService, CallMeeting, MeetingActResponse)                   \
  X(MeetingService, RecordPresence, MeetingActResponse)                \
  X(MeetingService, DeclareConflict, MeetingActResponse)               \
  X(MeetingService, Decide, MeetingActResponse)                        \
  X(MeetingService, ReportDelegatedDecision, MeetingActResponse)       \
  X(MeetingService, CloseMeeting, MeetingActResponse)                  \
  X(MeetingService, ApproveMinutes, MeetingActResponse)                \
  X(MeetingService, PostNotice, MeetingActResponse)                    \
  X(MeetingService, GetMeeting, GetMeetingResponse)                    \
  X(MeetingService, ListMeetings, ListMeetingsResponse)                \
  X(MeetingService, GetMinutes, GetMinutesResponse)                    \
  X(FollowUpService, GetFollowUp, GetFollowUpResponse)                 \
  X(FollowUpService, ReportDeviation, RecordedResponse)                \
  X(FollowUpService, AnswerDeviation, RecordedResponse)                \
  X(FollowUpService, FollowUpControl, RecordedResponse)                \
  X(FollowUpService, RecordPolicyReview, RecordedResponse)             \
  X(FollowUpService, RecordAuditReport, RecordedResponse)              \
  X(FollowUpService, RecordDischarge, RecordedResponse)                \
  X(SigningService, OpenSignatureRound, SignatureRoundResponse)        \
  X(SigningService, GetSignatureRound, GetSignatureRoundResponse)      \
  X(SigningService, ListSignatureRounds, ListSignatureRoundsResponse)  \
  X(SigningService, StartSignature, SignatureResponse)                 \
  X(SigningService, CompleteSignature, SignatureResponse)              \
  X(SigningService, RefuseSignature, SignatureRoundResponse)           \
  X(SigningService, WithdrawSignatureRound, SignatureRoundResponse)    \
  X(SigningService, ReplaceSigner, SignatureRoundResponse)             \
  X(SigningService, RemindSigners, RemindSignersResponse)              \
  X(SigningService, ListActs, ListActsResponse)                        \
  X(SigningService, ExportActs, ExportActsResponse)
// clang-format on

#endif  // FINSAM_SERVICES_GATEWAY_DECISIONS_METHODS_H_
