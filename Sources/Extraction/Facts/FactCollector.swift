/// Gathers the facts of a page, each once an article.
struct FactCollector {
  private(set) var facts: [ExtractedFact] = []
  /// Where the article states again what it stated before; these words are understood, too.
  private(set) var repetitions: [Range<Int>] = []
  private var seen: Set<Key> = []
  private var assumptions: (article: Int, reader: AssumptionReader)?
  private let flow: PageFlow
  private let stem: String

  private struct Key: Hashable {
    var article: Int
    var relation: String
    var arguments: [FactArgument]
  }

  init(page: PageReading) {
    flow = page.flow
    stem = page.page.stem
  }

  /// The name of an article that no other page's article has: `000_d8be14a1bbace7a0#1`.
  func articleName(_ article: ArticleReading) -> String { "\(stem)#\(article.number)" }

  /// The facts stated since the last call, in the order of their places.
  mutating func takeFacts() -> [ExtractedFact] {
    defer {
      facts = []
      repetitions = []
      seen = []
    }
    return facts.enumerated().sorted {
      ($0.element.evidence.range.lowerBound, $0.offset) < (
        $1.element.evidence.range.lowerBound, $1.offset
      )
    }.map(\.element)
  }

  /// States a fact, unless the article states it already.
  mutating func add(
    _ relation: String, _ arguments: [FactArgument], in article: ArticleReading, at span: Span,
    rule: String,
    confidence: Double = 0.9
  ) {
    guard
      seen.insert(Key(article: article.number, relation: relation, arguments: arguments)).inserted
    else {
      if !Ontology.namingRelations.contains(relation) {
        repetitions.append(flow.evidenceRange(span))
      }
      return
    }
    facts.append(
      ExtractedFact(
        relation: relation, arguments: arguments, evidence: flow.evidence(span), rule: rule,
        confidence: Confidence.rounded(
          confidence * assumed(relation, arguments, in: article, at: span)),
        article: article.number))
  }

  /// The factor by which what a fact assumes lowers its confidence.
  private mutating func assumed(
    _ relation: String, _ arguments: [FactArgument], in article: ArticleReading, at span: Span
  ) -> Double {
    guard let signature = Ontology.relation(named: relation) else { return 1 }
    if assumptions?.article != article.number {
      assumptions = (article.number, AssumptionReader(article: article, flow: flow))
    }
    return assumptions?.reader.factor(
      of: arguments, signature.columns, at: span, articleName: articleName(article)) ?? 1
  }

  /// States a fact whose arguments are all names.
  mutating func add(
    _ relation: String, _ names: String..., in article: ArticleReading, at span: Span, rule: String,
    confidence: Double = 0.9
  ) {
    add(
      relation, names.map(FactArgument.text), in: article, at: span, rule: rule,
      confidence: confidence)
  }

  /// States an entity with its kind and sort.
  mutating func addEntity(
    _ name: String, _ kind: EntityKind, sort: String = "", in article: ArticleReading,
    at span: Span, rule: String
  ) {
    add("entity", name, kind.rawValue, in: article, at: span, rule: rule)
    if !sort.isEmpty { add("sort", name, sort, in: article, at: span, rule: rule) }
  }
}
