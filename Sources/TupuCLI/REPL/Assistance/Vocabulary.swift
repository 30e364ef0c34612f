import Tupu

/// The names that statements of a session may use, as they are at the moment.
///
/// Values are looked up when somebody asks for them, and kept.
final class Vocabulary {
  private let runner: ScriptRunner
  let relations: [RelationSchema]
  let parameters: [String]
  private var values: [String: [String]] = [:]
  private static let mostCells = 60

  init(graph: KnowledgeGraph?, options: ScriptOptions) {
    var options = options
    // Somebody waits for the list.
    options.limits.time = .seconds(1)
    options.isCancelled = nil
    runner = ScriptRunner(graph: graph, options: options)
    parameters = options.parameters.keys.sorted()
    let check = runner.check(SourceText(name: "relations", text: ""))
    relations = check.program?.schemas ?? []
  }

  func relation(_ name: String) -> RelationSchema? { relations.first { $0.name == name } }

  /// The names of entities, and what else they are called.
  var entities: [String] {
    guard relation("entity") != nil else { return [] }
    return values(of: "?(X) :- entity(X, _) ; alias(_, X).")
  }

  /// The texts in a column.
  func values(of relation: RelationSchema, column: Int) -> [String] {
    guard relation.columns.indices.contains(column),
      [.text, .any].contains(relation.columns[column].type)
    else { return [] }
    let terms = relation.columns.indices.map { $0 == column ? "X" : "_" }
    let name = RelationSchema.spelling(of: relation.name)
    return values(of: "?(X) :- \(name)(\(terms.joined(separator: ", "))).")
  }

  private func values(of query: String) -> [String] {
    if let known = values[query] { return known }
    var found: [String] = []
    let run = runner.run(SourceText(name: "completion", text: query))
    for case .answer(let answer) in run.outcomes.map(\.kind) {
      for case .text(let text)? in answer.rows.map(\.first)
      where text.count <= Self.mostCells && !text.isEmpty { found.append(text) }
    }
    values[query] = found
    return found
  }
}
