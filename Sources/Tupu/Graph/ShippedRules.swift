import Datalog

/// The rules that come with every graph: predicates for kinds and sorts, `supervised`, `within`, …
enum ShippedRules {
  /// The rules' scripts, as they stand in the package's folder `Rules`.
  static let sources: [SourceText] = [
    source("kinds.dl", PackageResources.kinds_dl),
    source("sorts.dl", PackageResources.sorts_dl),
    source("visits.dl", PackageResources.visits_dl),
    source("places.dl", PackageResources.places_dl),
    source("people.dl", PackageResources.people_dl),
  ]

  private static func source(_ name: String, _ bytes: [UInt8]) -> SourceText {
    SourceText(name: "rules/\(name)", text: String(decoding: bytes, as: UTF8.self))
  }
}
