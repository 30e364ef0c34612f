/// What a statement of a script gave.
public struct Outcome: Sendable {
  /// The kinds of results.
  public enum Kind: Sendable {
    /// The answer to a query.
    case answer(Answer)
    /// The witnesses against a constraint; none when it holds.
    case denial(message: String?, Answer)
    /// Facts were written to a file.
    case saved(relation: String, path: String, count: Int)
    /// Proofs of the facts that match; none when no fact does.
    case proofs(of: String, [ProofTree])
    /// Why a fact does not hold.
    case failure(FailureReport)
    /// The statement did not compile or run.
    case stopped([Diagnostic])
  }

  /// What it gave.
  public let kind: Kind
  /// The statement.
  public let span: SourceSpan
  /// What the comments below the statement expect.
  public let expectation: Expectation?

  /// Creates an outcome.
  public init(_ kind: Kind, at span: SourceSpan, expectation: Expectation?) {
    self.kind = kind
    self.span = span
    self.expectation = expectation
  }
}

/// One evaluation of a program over the facts of a graph.
///
/// Relations are evaluated when a statement needs them, once. The object is used by one task at a
/// time; the program and the source may be shared.
public final class Evaluation {
  let program: CheckedProgram
  let evaluator: ProgramEvaluator
  private let files: (any FileAccess)?
  /// How relations changed with the last update.
  var changes: [RelationID: RelationChange] = [:]

  /// Prepares an evaluation.
  ///
  /// - Parameters:
  ///   - program: The program.
  ///   - source: The facts of the relations that the program was compiled with.
  ///   - files: Where `save` writes; without it, nowhere.
  ///   - limits: What it may use.
  ///   - isCancelled: Asked every few thousand tuples whether to stop.
  public init(
    _ program: CheckedProgram, source: (any FactSource)? = nil, files: (any FileAccess)? = nil,
    limits: EvaluationLimits = EvaluationLimits(), isCancelled: (@Sendable () -> Bool)? = nil
  ) {
    self.program = program
    self.files = files
    evaluator = ProgramEvaluator(
      program, source: source, limits: limits, isCancelled: isCancelled)
  }

  /// The number of statements that have an outcome: queries, constraints, `save` and `why`.
  public var actionCount: Int { program.actions.count }

  /// Runs one of the program's statements; a failure is an outcome too.
  ///
  /// - Parameter index: From 0 up to ``actionCount``.
  public func run(_ index: Int) -> Outcome {
    let action = program.actions[index]
    do {
      return Outcome(try run(action), at: action.span, expectation: action.expectation)
    } catch {
      return Outcome(
        .stopped([error.diagnostic]), at: action.span, expectation: action.expectation)
    }
  }

  /// The answer to a query of the program.
  ///
  /// - Throws: `EvaluationError` when a limit is reached or a computation has no result.
  public func rows(of relation: String) throws(EvaluationError) -> Answer? {
    guard let id = program.relation(named: relation) else { return nil }
    let query = QueryAction(
      relation: id, columns: program[id].schema.columns, order: [], limit: nil)
    return try answer(query)
  }

  /// The number of facts of a relation; `nil` if there is no such relation.
  ///
  /// - Throws: `EvaluationError` when a limit is reached or a computation has no result.
  public func count(of relation: String) throws(EvaluationError) -> Int? {
    guard let id = program.relation(named: relation) else { return nil }
    return try evaluator.complete(id).tupleCount
  }

  /// Runs one of the program's queries and tells how that was done; relations that were complete
  /// before are left out.
  ///
  /// - Parameter index: The statement, as in ``run(_:)``.
  /// - Throws: `EvaluationError` when a limit is reached or a computation has no result.
  public func profile(ofAction index: Int) throws(EvaluationError) -> EvaluationProfile {
    let recorder = EvaluationRecorder()
    evaluator.recorder = recorder
    defer { evaluator.recorder = nil }
    switch program.actions[index].kind {
    case .query(let query), .deny(_, let query): _ = try table(query)
    case .save(let relation, _, _, _): _ = try evaluator.complete(relation)
    case .why(let why): _ = try evaluator.complete(atomInUse(why).relation)
    }
    return recorder.profile(of: evaluator.program) { evaluator.rows($0).count }
  }

  /// The facts that match the atom of a `why` statement, sorted.
  ///
  /// - Throws: `EvaluationError` when a limit is reached or a computation has no result.
  public func facts(matchingAction index: Int) throws(EvaluationError) -> [GroundFact] {
    guard case .why(let why) = program.actions[index].kind else { return [] }
    let atom = atomInUse(why)
    let rows = try evaluator.complete(atom.relation)
    return matchingRows(atom, rows).map { fact(atom.relation, rows, $0) }
      .sorted { $0.values.lexicographicallyPrecedes($1.values) }
  }

  /// A rough measure of the bytes that derived facts and what they are found by take.
  var bytesInUse: Int { evaluator.byteCount }

  private func answer(_ query: QueryAction) throws(EvaluationError) -> Answer {
    try table(query).answer
  }

  private func table(_ query: QueryAction) throws(EvaluationError) -> AnswerTable {
    let rows = try evaluator.complete(query.relationInUse(evaluator))
    return AnswerTable(query, rows: rows, symbols: evaluator.symbols)
  }

  // MARK: - Runs of a prepared program

  /// Gives the parameters that the program leaves open their values, and the next runs their limits.
  ///
  /// What the evaluation derived that does not depend on them stays.
  ///
  /// - Throws: `EvaluationError` when a parameter has no value, a value is of another type than the
  ///   program needs, or no parameter has its name.
  public func begin(
    parameters: [String: Value], limits: EvaluationLimits = EvaluationLimits(),
    isCancelled: (@Sendable () -> Bool)? = nil
  ) throws(EvaluationError) {
    let values = try program.values(ofParameters: parameters)
    evaluator.begin(values, limits: limits, isCancelled: isCancelled)
  }

  /// The answer to a query, without its rows made.
  ///
  /// - Parameter number: The query, from 0, in the order of the queries alone.
  /// - Throws: `EvaluationError` when a limit is reached or a computation has no result; `nil` when
  ///   there is no such query.
  public func table(ofQuery number: Int) throws(EvaluationError) -> AnswerTable? {
    guard let index = actionIndex(ofQuery: number), let query = query(ofAction: index) else {
      return nil
    }
    return try table(query)
  }

  /// Explains the answer to a query.
  public func explainer(ofQuery number: Int) -> AnswerExplainer? {
    actionIndex(ofQuery: number).map { AnswerExplainer(self, $0) }
  }

  /// The bytes of the values that the evaluation made, which it keeps from run to run.
  public var byteCountOfValues: Int { evaluator.symbols.byteCount }

  func actionIndex(ofQuery number: Int) -> Int? {
    var left = number
    return program.actions.firstIndex { action in
      guard case .query = action.kind else { return false }
      left -= 1
      return left < 0
    }
  }

  private func run(_ action: Action) throws(EvaluationError) -> Outcome.Kind {
    switch action.kind {
    case .query(let query): return .answer(try answer(query))
    case .deny(let message, let query): return .denial(message: message, try answer(query))
    case .save(let relation, let path, let hasHeader, let script):
      return try save(relation, to: path, hasHeader: hasHeader, script, at: action.span)
    case .why(let why): return try explain(why, at: action.span)
    }
  }

  private func save(
    _ relation: RelationID, to path: String, hasHeader: Bool, _ script: SourceText,
    at span: SourceSpan
  ) throws(EvaluationError) -> Outcome.Kind {
    guard let files, let format = DataFormat(path: path) else {
      throw EvaluationError(
        diagnostic: Diagnostic(.fileNotAllowed, "this program may not write files", at: span))
    }
    let schema = program[relation].schema
    let query = QueryAction(
      relation: relationInUse(relation), columns: schema.columns, order: [], limit: nil)
    let table = try table(query)
    let bytes = DataFile.write(
      table, format: format, hasHeader: hasHeader, threads: evaluator.watch.limits.threads)
    do {
      try files.write(bytes, to: path, relativeTo: script.name)
    } catch {
      throw EvaluationError(diagnostic: error.diagnostic(at: span))
    }
    return .saved(relation: schema.name, path: path, count: table.count)
  }

  /// The relation that a directed one has facts of, if that is there already.
  private func relationInUse(_ relation: RelationID) -> RelationID {
    guard let origin = program[relation].origin, evaluator.isComplete[origin.index] else {
      return relation
    }
    return origin
  }

  private func atomInUse(_ why: WhyAction) -> Atom {
    let (atom, relation) = (why.atom, relationInUse(why.atom.relation))
    return Atom(relation: relation, terms: atom.terms, span: atom.span, termSpans: atom.termSpans)
  }

  // MARK: - Explanations

  /// Gives an explanation that is asked for later its own time: what it needs may have to be derived
  /// again.
  private func renewWatch() {
    evaluator.renew(evaluator.watch.limits, evaluator.watch.isCancelled)
  }

  private static let mostProofs = 20

  private func explain(_ why: WhyAction, at span: SourceSpan) throws(EvaluationError)
    -> Outcome.Kind
  {
    let atom = atomInUse(why)
    let rows = try evaluator.complete(atom.relation)
    let matching = matchingRows(atom, rows)
    do {
      if why.isNegated {
        let facts = matching.prefix(Self.mostProofs).map { fact(atom.relation, rows, $0) }
        return .failure(try FailureSearch(evaluator).report(atom, matches: facts))
      }
      var proofs: [ProofTree] = []
      let ordered = matching.map { ($0, fact(atom.relation, rows, $0)) }
        .sorted { $0.1.values.lexicographicallyPrecedes($1.1.values) }
      for (row, _) in ordered.prefix(Self.mostProofs) {
        var search = ProofSearch(evaluator)
        proofs.append(try search.prove(atom.relation, row: row))
      }
      return .proofs(of: why.atom.span.text, proofs)
    } catch let error as LimitWatch.Stop {
      throw EvaluationError(
        diagnostic: Diagnostic(error.code, "\(error.message) while looking for a proof", at: span))
    } catch {
      throw EvaluationError(
        diagnostic: Diagnostic(.limitReached, "the proof was not found: \(error)", at: span))
    }
  }

  /// The proof of a row of a query's or constraint's answer.
  func proof(of row: [Value], ofAction index: Int) -> ProofTree? {
    renewWatch()
    guard let query = query(ofAction: index) else { return nil }
    let inUse = query.relationInUse(evaluator)
    let relation = inUse == query.directed ? query.explained ?? inUse : inUse
    guard let rows = try? evaluator.complete(relation) else { return nil }
    let terms = row.map(Term.constant)
    let atom = Atom(relation: relation, terms: terms, span: program.actions[index].span)
    guard let position = matchingRows(atom, rows).first else { return nil }
    var search = ProofSearch(evaluator)
    return try? search.prove(relation, row: position)
  }

  /// Why no row of a query's or constraint's answer has some values; `nil` leaves a column open.
  ///
  /// `nil` when there is such a row, or the search reaches a limit.
  func failure(of row: [Value?], ofAction index: Int) -> FailureReport? {
    renewWatch()
    guard let relation = query(ofAction: index)?.relation,
      let rows = try? evaluator.complete(relation)
    else { return nil }
    let terms = row.map { $0.map(Term.constant) ?? .wildcard }
    let atom = Atom(relation: relation, terms: terms, span: program.actions[index].span)
    guard matchingRows(atom, rows).isEmpty else { return nil }
    return try? FailureSearch(evaluator).report(atom, matches: [])
  }

  /// The number of columns of a query's or constraint's answer.
  func columns(ofAction index: Int) -> [RelationSchema.Column] {
    query(ofAction: index)?.columns ?? []
  }

  func query(ofAction index: Int) -> QueryAction? {
    switch program.actions[index].kind {
    case .query(let query), .deny(_, let query): query
    case .save, .why: nil
    }
  }

  private func fact(_ relation: RelationID, _ rows: Relation, _ row: Int) -> GroundFact {
    GroundFact(
      program[relation].schema.name,
      rows.tuple(at: row).map { evaluator.symbols[ValueID(bits: $0)] })
  }

  /// The rows that agree with an atom's constants, and with variables that it repeats.
  private func matchingRows(_ atom: Atom, _ rows: Relation) -> [Int] {
    let wanted = atom.terms.map { term -> UInt32? in
      if case .constant(let value) = term { evaluator.intern(value) } else { nil }
    }
    return rows.liveRows.filter { row in
      var values: [Int: UInt32] = [:]
      for (column, term) in atom.terms.enumerated() {
        let value = rows.value(row: row, column: column)
        if let constant = wanted[column], constant != value { return false }
        if case .variable(let variable) = term {
          if let known = values[variable], known != value { return false }
          values[variable] = value
        }
      }
      return true
    }
  }
}

extension QueryAction {
  /// The relation that answers the query: a directed one, unless all that the query needs is there.
  func relationInUse(_ evaluator: ProgramEvaluator) -> RelationID {
    if let directed, !evaluator.isNearlyComplete(relation) { return directed }
    return relation
  }
}
