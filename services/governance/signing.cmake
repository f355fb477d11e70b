# Signature rounds.
finsam_library(finsam_governance_signing
  SOURCES domain/rounds.cc domain/signature_page.cc local_provider.cc
          round_codec.cc signing.cc signing_rounds.cc signing_store.cc
  DEPS finsam_governance_domain finsam_sign finsam_store)
finsam_library(finsam_governance_signing_service
  SOURCES convert_signing.cc minutes_to_sign.cc signing_service.cc
          sitting_board.cc
  DEPS finsam_governance_service finsam_governance_signing)

# Federated signing services.
finsam_library(finsam_governance_dss
  SOURCES dss_file.cc dss_messages.cc dss_provider.cc
  DEPS finsam_governance_signing finsam_files finsam_xml_sign)
