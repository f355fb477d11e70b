#include "tests/bench/counts.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <functional>
#include <random>

#include "absl/strings/str_cat.h"

namespace finsam::bench {
namespace {

constexpr int kYearsStayedMax = 3;

struct Breakdown {
  const char* name;
  std::vector<const char*> values;
};

enum Trait { kAge, kMunicipality, kSupport, kSchooling, kReferrer, kReason };
constexpr size_t kTraits = 6;

const std::array<Breakdown, kTraits>& Breakdowns() {
  static const auto* const breakdowns = new std::array<Breakdown, kTraits>{{
      {"ålder", {"16–19", "20–24", "25–34", "35–49", "50–66"}},
      {"kommun",
       {"Ekby", "Lindby", "Almby", "Björkby", "Granby", "Tallby", "Askby",
        "Hasselby"}},
      {"försörjning",
       {"sjukpenning", "sjukersättning", "aktivitetsersättning",
        "försörjningsstöd", "a-kassa", "etableringsersättning", "studiestöd",
        "ingen"}},
      {"utbildning", {"ej grundskola", "grundskola", "gymnasium", "högskola"}},
      {"remittent",
       {"Försäkringskassan", "Arbetsförmedlingen", "vården", "socialtjänsten",
        "skolan", "egen"}},
      {"avslutsorsak",
       {"arbete", "studier", "arbetslivsinriktad rehabilitering",
        "ordinarie insats", "sjukdom", "flytt", "föräldraledighet", "pension",
        "avbrott", "annat"}},
  }};
  return *breakdowns;
}

struct Person {
  bool woman = false;
  bool is_new = true;
  int years_left = 0;  // 0: ends this year.
  std::array<size_t, kTraits> traits;
};

using Random = std::mt19937_64;

int Below(int limit, Random& random) {
  return static_cast<int>(random() % static_cast<uint64_t>(limit));
}

Person MakePerson(Random& random) {
  Person person;
  person.woman = Below(100, random) < 58;
  person.years_left = Below(kYearsStayedMax, random);
  for (size_t trait = 0; trait < kTraits; ++trait) {
    // The first values are the common ones, as some always are.
    const int values = static_cast<int>(Breakdowns()[trait].values.size());
    person.traits[trait] = static_cast<size_t>(
        std::min(Below(values, random), Below(values, random)));
  }
  return person;
}

// An initiative's rows of one year.
class Rows {
 public:
  Rows(const std::string& initiative, int year,
       const std::vector<Person>& persons, std::string* out)
      : initiative_(initiative), year_(year), persons_(persons), out_(*out) {}

  void Write() {
    const auto all = [](const Person&) { return true; };
    const auto fresh = [](const Person& person) { return person.is_new; };
    const auto ended = [](const Person& person) {
      return person.years_left == 0;
    };
    Whole("deltagare", all);
    Whole("nya", fresh);
    Whole("avslutade", ended);
    Whole("pågående", [](const Person& one) { return one.years_left > 0; });
    for (const Trait trait :
         {kAge, kMunicipality, kSupport, kSchooling, kReferrer}) {
      Parts("deltagare", trait, all);
      Parts("nya", trait, fresh);
    }
    for (const Trait trait : {kAge, kMunicipality, kReason}) {
      Parts("avslutade", trait, ended);
    }
    Crossed("deltagare", kAge, kMunicipality);
  }

 private:
  using Which = std::function<bool(const Person&)>;

  void Whole(const char* measure, const Which& which) {
    Row(measure, ";;;", which);
  }

  void Parts(const char* measure, Trait trait, const Which& which) {
    const Breakdown& breakdown = Breakdowns()[trait];
    for (size_t i = 0; i < breakdown.values.size(); ++i) {
      Row(measure, absl::StrCat(breakdown.name, ";", breakdown.values[i], ";;"),
          [&](const Person& person) {
            return person.traits[trait] == i && which(person);
          });
    }
  }

  void Crossed(const char* measure, Trait one, Trait other) {
    const Breakdown& first = Breakdowns()[one];
    const Breakdown& second = Breakdowns()[other];
    for (size_t i = 0; i < first.values.size(); ++i) {
      for (size_t j = 0; j < second.values.size(); ++j) {
        Row(measure,
            absl::StrCat(first.name, ";", first.values[i], ";", second.name,
                         ";", second.values[j]),
            [&](const Person& person) {
              return person.traits[one] == i && person.traits[other] == j;
            });
      }
    }
  }

  void Row(const char* measure, const std::string& slices, const Which& which) {
    int women = 0;
    int men = 0;
    for (const Person& person : persons_) {
      if (which(person)) ++(person.woman ? women : men);
    }
    absl::StrAppend(&out_, initiative_, ";individ;", measure, ";", year_, ";",
                    slices, ";", women, ";", men, ";;;", women + men, "\n");
  }

  const std::string& initiative_;
  const int year_;
  const std::vector<Person>& persons_;
  std::string& out_;
};

// Who ended is gone, the others are a year older here, and new ones come.
void NextYear(int intake, Random& random, std::vector<Person>* persons) {
  std::erase_if(*persons,
                [](const Person& person) { return person.years_left == 0; });
  for (Person& person : *persons) {
    person.is_new = false;
    --person.years_left;
  }
  for (int i = 0; i < intake; ++i) persons->push_back(MakePerson(random));
}

}  // namespace

std::vector<std::string> MakeCounts(uint64_t seed, int initiatives,
                                    int first_year, int years) {
  Random random(seed);
  std::vector<std::string> files(
      static_cast<size_t>(years),
      "insats;inriktning;mått;period;uppdelning;värde;uppdelning 2;värde 2;"
      "kvinnor;män;annan;ej angivet;totalt\n");
  for (int i = 0; i < initiatives; ++i) {
    const std::string initiative = absl::StrCat("Insats ", i + 1);
    const int size = 10 + Below(90, random);  // Small ones and large ones.
    std::vector<Person> persons;
    for (int y = 0; y < years; ++y) {
      NextYear(size + Below(size, random), random, &persons);
      Rows(initiative, first_year + y, persons, &files[static_cast<size_t>(y)])
          .Write();
    }
  }
  return files;
}

}  // namespace finsam::bench
