/// Gathers relations, rules and messages while statements are lowered.
final class ProgramBuilder {
  var relations: [RelationInfo] = []
  var relationsByName: [String: RelationID] = [:]
  var rules: [Rule] = []
  var facts: [RelationID: FactRows] = [:]
  /// The values of the facts that were loaded from files.
  var loadedValues = ByteInterner()
  /// What a session has loaded before.
  var loadMemory: LoadMemory?
  private(set) var diagnostics: [Diagnostic] = []
  private var errorCount = 0
  private var warningCount = 0
  var closures: [[PathSteps.Direction]: RelationID] = [:]
  var nodeRelations: [[RelationID]: RelationID] = [:]
  /// The relations that paths were made into.
  var pathRelations: Set<RelationID> = []
  /// The types of columns that were declared, or come from the graph or a file; the others are
  /// inferred.
  var declaredTypes: [RelationID: [ValueType?]] = [:]
  /// Names that only statements with errors would define: it is no error to use them.
  var brokenNames: Set<String> = [ProgramBuilder.brokenName]
  /// The name of a relation that could not be made.
  static let brokenName = ""
  /// The relations that the clause at work is recursive with, by the syntax of the scripts.
  var cycle: Set<String> = []
  let parameters: [String: Value]
  /// Whether a parameter without a value is left open, for values that are given later.
  let leavesParametersOpen: Bool
  /// The parameters that are open, each a relation that will hold its value alone.
  private(set) var openParameters: [String: RelationID] = [:]
  /// The functions that the program's user wrote in Swift.
  let functions: [String: QueryFunction]

  init(
    parameters: [String: Value], leavesParametersOpen: Bool = false,
    functions: [QueryFunction] = []
  ) {
    self.parameters = parameters
    self.leavesParametersOpen = leavesParametersOpen
    self.functions = Dictionary(
      functions.map { ($0.name, $0) }, uniquingKeysWith: { _, last in last })
  }

  /// The relation that will hold the value of an open parameter.
  func relation(ofOpenParameter name: String, _ span: SourceSpan) -> RelationID {
    if let known = openParameters[name] { return known }
    let relation = RelationID(index: relations.count)
    // As a relation of the graph it may hold something, for all that the compiler knows.
    relations.append(
      RelationInfo(
        schema: RelationSchema("$parameter \(name)", [RelationSchema.Column(name)]),
        isMadeUp: true, isBase: true, span: span))
    openParameters[name] = relation
    return relation
  }

  /// Whether a name stands for a test, which binds nothing and is no relation.
  func isTest(_ name: String) -> Bool { functions[name]?.isTest ?? false }

  func report(_ code: DiagnosticCode, _ message: String, _ span: SourceSpan) {
    report(Diagnostic(code, message, at: span))
  }

  func report(_ diagnostic: Diagnostic) {
    switch diagnostic.severity {
    case .error: errorCount += 1
    case .warning:
      warningCount += 1
      if warningCount > Diagnostic.mostPerScript { return }
    }
    diagnostics.append(diagnostic)
  }

  /// Whether there are so many errors that further ones would help nobody.
  var hasTooManyErrors: Bool { errorCount >= Diagnostic.mostPerScript }

  var hasErrors: Bool { errorCount > 0 }

  func add(_ rule: Rule) { rules.append(rule) }

  // MARK: - Relations

  func schemaArity(_ relation: RelationID) -> Int { relations[relation.index].schema.arity }

  /// How many columns a relation may have.
  static let mostColumns = 1024

  func hasTooManyColumns(_ count: Int, _ span: SourceSpan) -> Bool {
    guard count > Self.mostColumns else { return false }
    report(.tooLarge, "more than \(Self.mostColumns) columns", span)
    return true
  }

  /// Adds a relation that users see.
  @discardableResult
  func define(_ schema: RelationSchema, isBase: Bool, at span: SourceSpan?) -> RelationID {
    let id = RelationID(index: relations.count)
    relations.append(
      RelationInfo(schema: schema, isMadeUp: false, isBase: isBase, span: span, best: nil))
    relationsByName[schema.name] = id
    return id
  }

  /// The relation with its columns as a script would declare it; types that are yet to be inferred
  /// are left out.
  func declaration(of relation: RelationID) -> String {
    let schema = relations[relation.index].schema
    let types = declaredTypes[relation]
    let columns = schema.columns.enumerated().map { index, column in
      column.name + (types?[index].map { ": \($0.rawValue)" } ?? "")
    }
    return "\(RelationSchema.spelling(of: schema.name))(\(columns.joined(separator: ", ")))"
  }

  /// Adds a relation that no user sees.
  func makeUp(_ purpose: String, arity: Int, _ span: SourceSpan?) -> RelationID {
    let id = RelationID(index: relations.count)
    let columns = (0..<arity).map { RelationSchema.Column("column\($0 + 1)") }
    relations.append(
      RelationInfo(
        schema: RelationSchema("$\(purpose)\(id.index)", columns), isMadeUp: true, isBase: false,
        span: span, best: nil))
    return id
  }

  /// The relation of a name; an unknown one is reported with the nearest known name, unless a
  /// statement with errors would define it.
  func resolve(_ name: NameSyntax) -> RelationID? {
    if let known = relationsByName[name.text] { return known }
    if brokenNames.contains(name.text) { return nil }
    var diagnostic = Diagnostic(
      .unknownRelation, "no relation is called '\(name.text)'", at: name.span)
    if BuiltIns.allNames.contains(name.text) || functions[name.text] != nil {
      diagnostic = diagnostic.noting(
        "'\(name.text)' is a function; its value is compared: 'V = \(name.text)(…)'")
    } else {
      diagnostic = diagnostic.suggesting(
        name.text, among: Array(relationsByName.keys) + BuiltIns.literalNames + functions.keys,
        spelled: RelationSchema.spelling)
    }
    report(diagnostic)
    return nil
  }

  // MARK: - Arguments

  /// The arguments in the order of the relation's columns; `nil` stands for a column not named.
  func arrange(_ arguments: [ArgumentSyntax], for relation: RelationID, _ span: SourceSpan)
    -> [TermSyntax?]?
  {
    let schema = relations[relation.index].schema
    guard arguments.contains(where: { $0.column != nil }) else {
      if arguments.count == schema.arity { return arguments.map(\.term) }
      let columns = schema.arity == 1 ? "1 column" : "\(schema.arity) columns"
      var diagnostic = Diagnostic(
        .wrongArity, "'\(schema.name)' has \(columns), not \(arguments.count)", at: span)
      let origin = relations[relation.index].span
      diagnostic = diagnostic.noting("it is \(declaration(of: relation))", at: origin)
      report(diagnostic)
      return nil
    }
    var arranged: [TermSyntax?] = Array(repeating: nil, count: schema.arity)
    var isComplete = true
    for argument in arguments {
      guard let column = argument.column else {
        report(
          .unknownColumn, "either all arguments have a column's name or none", argument.term.span)
        isComplete = false
        continue
      }
      guard let index = schema.columns.firstIndex(where: { $0.name == column.text }) else {
        report(
          Diagnostic(
            .unknownColumn, "'\(schema.name)' has no column '\(column.text)'", at: column.span
          ).suggesting(column.text, among: schema.columns.map(\.name))
            .noting("it is \(declaration(of: relation))", at: relations[relation.index].span))
        isComplete = false
        continue
      }
      if arranged[index] != nil {
        report(.duplicateColumn, "the column '\(column.text)' is given twice", column.span)
        isComplete = false
      }
      arranged[index] = argument.term
    }
    return isComplete ? arranged : nil
  }
}
