import Datalog
import GraphStore

/// What queries on a graph are compiled with: its relations, its rules, and functions written in Swift.
struct GraphDefinitions {
  private let relations: [RelationSchema]
  private let rules: [String: String]
  private let functions: [QueryFunction]

  init(of facts: FactStore, functions: [QueryFunction]) {
    relations = facts.schemas
    rules = Dictionary(
      facts.ruleNames.map { ($0, facts.rules(named: $0) ?? "") },
      uniquingKeysWith: { first, _ in first })
    self.functions = functions
  }

  /// A compiler that knows all of these.
  var compiler: ProgramCompiler {
    var compiler = ProgramCompiler()
    compiler.baseRelations = relations
    compiler.parsedPrelude = ShippedRules.scripts
    compiler.prelude = rules.sorted { $0.key < $1.key }.map {
      SourceText(name: $0.key, text: $0.value)
    }
    compiler.functions = functions
    return compiler
  }

  /// Refuses definitions with which no query would compile any more.
  ///
  /// - Parameter before: Those that were in force. What was wrong with them already is no reason: a
  ///   graph whose rules call a function may be written before the function is registered.
  /// - Throws: ``FactStoreError`` that names the place of the first mistake.
  func check(after before: GraphDefinitions) throws(FactStoreError) {
    // Relations are only added, and those that are there stay as they are.
    guard relations.count != before.relations.count || rules != before.rules,
      let mistake, before.mistake == nil
    else { return }
    throw FactStoreError(
      .mismatch,
      "no query would compile with this: \(mistake.span): \(mistake.message)")
  }

  private var mistake: Diagnostic? {
    compiler.compile(SourceText(name: "query", text: "")).diagnostics
      .first { $0.severity == .error }
  }
}
