#include "tests/tidy/protos.h"

#include <google/protobuf/compiler/importer.h>
#include <google/protobuf/descriptor.h>
#include <google/protobuf/descriptor.pb.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "finsam/common/v1/options.pb.h"

namespace finsam::tidy {
namespace {

namespace pb = google::protobuf;
namespace fs = std::filesystem;

// Files in memory as the proto compiler wants them.
class Memory final : public pb::compiler::SourceTree {
 public:
  explicit Memory(const std::map<std::string, std::string>& files)
      : files_(files) {}
  pb::io::ZeroCopyInputStream* Open(const std::string& name) override {
    const auto found = files_.find(name);
    if (found == files_.end()) return nullptr;
    return new pb::io::ArrayInputStream(found->second.data(),
                                        static_cast<int>(found->second.size()));
  }

 private:
  const std::map<std::string, std::string>& files_;
};

class Errors final : public pb::compiler::MultiFileErrorCollector {
 public:
  explicit Errors(Violations* violations) : violations_(violations) {}
  void AddError(const std::string& file, int line, int,
                const std::string& message) override {
    violations_->push_back(absl::StrCat(file, ":", line + 1, ": ", message));
  }

 private:
  Violations* violations_;
};

class Reader {
 public:
  explicit Reader(Violations* violations) : violations_(violations) {}

  void Read(const pb::FileDescriptor& file) {
    file_ = file.name();
    for (int i = 0; i < file.service_count(); ++i) Read(*file.service(i));
    for (int i = 0; i < file.message_type_count(); ++i) {
      Read(*file.message_type(i));
    }
    for (int i = 0; i < file.enum_type_count(); ++i) Read(*file.enum_type(i));
    for (int i = 0; i < file.extension_count(); ++i) {
      Comment(*file.extension(i));
    }
  }

 private:
  void Read(const pb::ServiceDescriptor& service) {
    Comment(service);
    for (int i = 0; i < service.method_count(); ++i) Read(*service.method(i));
  }

  void Read(const pb::MethodDescriptor& method) {
    if (!absl::StrContains(Comment(method), "Error")) {
      Add(method, "names no errors");
    }
    if (method.options().GetExtension(common::v1::permission) ==
        common::v1::PERMISSION_UNSPECIFIED) {
      Add(method, "declares no permission");
    }
  }

  void Read(const pb::Descriptor& message) {
    Comment(message);
    for (int i = 0; i < message.field_count(); ++i) Comment(*message.field(i));
    for (int i = 0; i < message.nested_type_count(); ++i) {
      Read(*message.nested_type(i));
    }
    for (int i = 0; i < message.enum_type_count(); ++i) {
      Read(*message.enum_type(i));
    }
  }

  void Read(const pb::EnumDescriptor& values) {
    Comment(values);
    for (int i = 0; i < values.value_count(); ++i) Comment(*values.value(i));
  }

  // The comment before an element; a violation when there is none.
  template <typename Descriptor>
  std::string Comment(const Descriptor& element) {
    pb::SourceLocation location;
    if (element.GetSourceLocation(&location) &&
        !location.leading_comments.empty()) {
      return location.leading_comments;
    }
    Add(element, "has no comment before it");
    return "";
  }

  template <typename Descriptor>
  void Add(const Descriptor& element, absl::string_view what) {
    pb::SourceLocation location;
    const int line =
        element.GetSourceLocation(&location) ? location.start_line + 1 : 0;
    violations_->push_back(
        absl::StrCat(file_, ":", line, ": ", element.full_name(), " ", what));
  }

  std::string file_;
  Violations* violations_;
};

}  // namespace

std::map<std::string, std::string> ReadProtos(const std::string& root) {
  std::map<std::string, std::string> protos;
  for (const auto& entry : fs::recursive_directory_iterator(root)) {
    if (entry.path().extension() != ".proto") continue;
    std::ostringstream content;
    content << std::ifstream(entry.path(), std::ios::binary).rdbuf();
    protos[fs::relative(entry.path(), root).generic_string()] = content.str();
  }
  return protos;
}

Violations CheckProtos(const std::map<std::string, std::string>& protos) {
  Violations violations;
  // What is not in memory comes from this program's own: the library's files.
  Memory memory(protos);
  pb::compiler::SourceTreeDescriptorDatabase database(
      &memory, pb::DescriptorPool::internal_generated_database());
  Errors errors(&violations);
  database.RecordErrorsTo(&errors);
  pb::DescriptorPool pool(&database, database.GetValidationErrorCollector());
  Reader reader(&violations);
  for (const auto& [name, content] : protos) {
    const pb::FileDescriptor* file = pool.FindFileByName(name);
    if (file == nullptr) {
      violations.push_back(absl::StrCat(name, ":1: cannot be read"));
    } else {
      reader.Read(*file);
    }
  }
  return violations;
}

}  // namespace finsam::tidy
