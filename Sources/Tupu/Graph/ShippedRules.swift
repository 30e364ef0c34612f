import Datalog
import Extraction

/// The rules that come with every graph.
///
/// They define a predicate for every kind and sort, and `supervised`, `within` and the like.
enum ShippedRules {
  /// The rules' scripts, as they stand in the package's folder `Rules`.
  static let sources: [SourceText] = [
    source("kinds.dl", PackageResources.kinds_dl),
    source("sorts.dl", PackageResources.sorts_dl),
    verbs,
    source("visits.dl", PackageResources.visits_dl),
    source("places.dl", PackageResources.places_dl),
    source("people.dl", PackageResources.people_dl),
    source("conflicts.dl", PackageResources.conflicts_dl),
  ]

  /// The same, parsed once for all that compile with them.
  static let scripts = sources.map(Script.init(parsing:))

  /// The verbs of supervision and research, from the extractor's word lists.
  private static let verbs: SourceText = {
    func facts(_ relation: String, _ verbs: [String]) -> String {
      verbs.map { "\(relation)(\(Value.quote($0)))." }.joined(separator: "\n")
    }
    return SourceText(
      name: "rules/verbs.dl",
      text: facts("supervisory", Ontology.supervisionVerbs) + "\n"
        + facts("researching", Ontology.researchVerbs) + "\n"
          + """
          % The verbs that the user's lexicon adds.
          supervisory(Verb) :- lexicon_verb(Verb, "supervision").
          researching(Verb) :- lexicon_verb(Verb, "research").

          """)
  }()

  private static func source(_ name: String, _ bytes: [UInt8]) -> SourceText {
    SourceText(name: "rules/\(name)", text: String(decoding: bytes, as: UTF8.self))
  }
}
