/// Compiles scripts: gathers their statements, resolves, lowers, types and stratifies them.
public struct ProgramCompiler: Sendable {
  /// The values of parameters such as `$who`.
  public var parameters: [String: Value] = [:]
  /// Whether a parameter without a value is left open, so that each run may give another one.
  public var leavesParametersOpen = false
  /// Functions and tests that scripts may use besides the built-in ones.
  public var functions: [QueryFunction] = []
  /// The relations that the graph holds.
  public var baseRelations: [RelationSchema] = []
  /// Rules that are in force before the script's own; nothing in them is reported as unused.
  public var prelude: [SourceText] = []
  /// Rules that are in force before these, parsed already.
  package var parsedPrelude: [Script] = []
  /// What the script may read and write; without it, nothing.
  public var files: (any FileAccess)?
  /// The graph's facts, to warn of constants that occur nowhere in them.
  public var facts: (any FactSource)?
  /// What was loaded by the scripts of the same session before.
  package var loadMemory: LoadMemory?

  /// Creates a compiler that knows no relations and reaches no files.
  public init() {}

  /// What a compilation gives.
  public struct Result: Sendable {
    /// The program, unless there are errors.
    public let program: CheckedProgram?
    /// All messages, in the order of the scripts.
    public let diagnostics: [Diagnostic]
    /// The statements of the script itself, without those of included ones.
    public let script: Script

    /// The program; throws the messages when there are errors.
    public func get() throws(DiagnosticsError) -> CheckedProgram {
      guard let program else { throw DiagnosticsError(diagnostics) }
      return program
    }
  }

  /// Compiles a script with all that it includes.
  ///
  /// Every error is reported, each with its place; the program is there when none is.
  ///
  /// - Parameters:
  ///   - source: The script.
  ///   - excluded: Offsets at which statements begin that are left out: a test that expects an error
  ///     takes the erroneous statement out and goes on with the rest.
  public func compile(_ source: SourceText, excluding excluded: Set<Int> = []) -> Result {
    compile(Parser.parse(source), excluding: excluded)
  }

  /// Compiles a script that was parsed, or built in Swift.
  ///
  /// - Parameters:
  ///   - script: The script.
  ///   - excluded: Offsets at which statements begin that are left out.
  public func compile(_ script: Script, excluding excluded: Set<Int> = []) -> Result {
    var gathering = StatementGathering(files: files)
    for rules in parsedPrelude { gathering.add(rules, origin: .prelude) }
    for rules in prelude { gathering.add(Parser.parse(rules), origin: .prelude) }
    gathering.add(script, origin: .script, excluding: excluded)
    let builder = ProgramBuilder(
      parameters: parameters, leavesParametersOpen: leavesParametersOpen, functions: functions)
    builder.loadMemory = loadMemory
    for diagnostic in gathering.diagnostics { builder.report(diagnostic) }
    for relation in baseRelations {
      let id = builder.define(relation, isBase: true, at: nil)
      builder.declaredTypes[id] = relation.columns.map(\.type)
    }
    let actions = builder.lower(gathering.statements, files: files)
    // What is left out might need what is left unused.
    return finish(builder, actions, script, isWhole: excluded.isEmpty)
  }

  private func finish(
    _ builder: ProgramBuilder, _ actions: [Action], _ script: Script, isWhole: Bool
  ) -> Result {
    TypeInference.run(on: builder)
    let strata = Stratification.run(on: builder)
    let typed = actions.map { $0.typed(by: builder) }
    if isWhole, !builder.hasErrors {
      builder.lintUnused(in: script.source, actions: typed)
      NeverTrue.warn(in: script.source, on: builder)
      UnknownConstants.warn(in: script.source, on: builder, actions: typed, facts: facts)
    }
    let diagnostics = builder.diagnosticsInOrder()
    let isSound = !diagnostics.contains { $0.severity == .error }
    let program = CheckedProgram(
      relations: builder.relations, rules: builder.rules,
      definitions: builder.rules.map {
        $0.definitions(isOnDemand: builder.relations[$0.head.index].isOnDemand)
      },
      facts: builder.facts, loadedValues: InternedValues(builder.loadedValues), strata: strata,
      actions: typed, openParameters: builder.openParameters,
      warnings: diagnostics.filter { $0.severity == .warning })
    return Result(
      program: isSound ? GoalDirection.apply(to: program) : nil, diagnostics: diagnostics,
      script: script)
  }
}

extension ProgramBuilder {
  /// The most messages that one compilation gives.
  static let mostDiagnostics = 100

  /// The messages in the order of the sources, without repetitions.
  func diagnosticsInOrder() -> [Diagnostic] {
    var sources: [ObjectIdentifier: Int] = [:]
    for diagnostic in diagnostics {
      let source = ObjectIdentifier(diagnostic.span.source)
      sources[source] = sources[source] ?? sources.count
    }
    func rank(_ diagnostic: Diagnostic) -> (Int, Int) {
      (sources[ObjectIdentifier(diagnostic.span.source)] ?? 0, diagnostic.span.range.lowerBound)
    }
    var seen: Set<String> = []
    let clashes = diagnostics.lazy.filter { $0.code == .typeClash }.prefix(2 * Self.mostDiagnostics)
    let ordered = diagnostics.enumerated()
      .sorted { first, second in
        let (one, other) = (rank(first.element), rank(second.element))
        return (one.0, one.1, first.offset) < (other.0, other.1, second.offset)
      }
      .map(\.element)
      .filter { diagnostic in
        let (source, offset) = rank(diagnostic)
        // A default or an inner body is compiled twice; the inner message says where.
        return seen.insert("\(source):\(offset):\(diagnostic.message)").inserted
          && !clashes.contains { $0.repeats(diagnostic) }
      }
    guard ordered.count > Self.mostDiagnostics else { return ordered }
    var shown = Array(ordered.prefix(Self.mostDiagnostics))
    let last = shown.count - 1
    shown[last] = shown[last].noting("\(ordered.count - shown.count) more messages are left out")
    return shown
  }
}

extension Diagnostic {
  /// Whether it says the same about a part of the other's place.
  fileprivate func repeats(_ other: Diagnostic) -> Bool {
    code == other.code && message == other.message && span.source === other.span.source
      && span.range != other.span.range && other.span.range.contains(span.range.lowerBound)
      && span.range.upperBound <= other.span.range.upperBound
  }
}

extension Action {
  /// The action with the types that inference found for its columns.
  func typed(by builder: ProgramBuilder) -> Action {
    func typed(_ query: QueryAction) -> QueryAction {
      let schema = builder.relations[query.relation.index].schema
      let columns = zip(query.columns, schema.columns).map {
        RelationSchema.Column($0.name, $1.type)
      }
      return QueryAction(
        relation: query.relation, columns: columns, order: query.order, limit: query.limit)
    }
    let kind: Kind =
      switch kind {
      case .query(let query): .query(typed(query))
      case .deny(let message, let query): .deny(message: message, typed(query))
      case .save, .why: self.kind
      }
    return Action(kind: kind, span: span, expectation: expectation)
  }
}
