import Datalog
public import Extraction
public import GraphStore

extension KnowledgeGraph {
  /// Takes in the verbs of a lexicon, so that `supervised` and `researched` know them.
  ///
  /// They take the place of those that a lexicon of the same name stated before. A lexicon's names do not change what
  /// pages stated that were imported without it.
  ///
  /// - Throws: ``FactStoreError``; the graph then stays as it was.
  public func add(_ lexicon: Lexicon) throws(FactStoreError) {
    guard !lexicon.source.isEmpty else { return }
    try commit { transaction throws(FactStoreError) in try transaction.add(lexicon) }
  }
}

extension WriteTransaction {
  /// Puts a lexicon's verbs in the place of those that it stated before.
  mutating func add(_ lexicon: Lexicon) throws(FactStoreError) {
    guard !lexicon.source.isEmpty else { return }
    let entries = lexicon.verbs.map { verb in
      FactStore.Entry(
        FactMapping.lexiconVerbs, [.text(verb.word), .text(verb.sense.rawValue)],
        Provenance(
          page: lexicon.source, range: verb.range, line: verb.line, text: verb.statement,
          rule: "lexicon", confidence: 1))
    }
    try replace(page: lexicon.source, with: entries)
  }
}
