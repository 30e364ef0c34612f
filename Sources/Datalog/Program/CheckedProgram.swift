/// A program without errors: relations with types, rules in strata, and what to do in order.
public struct CheckedProgram: Sendable {
  /// The relations, made-up ones included; a ``RelationID`` is an index here.
  var relations: [RelationInfo]
  var rules: [Rule]
  /// For each rule, the condition that gives a value to a variable which no atom binds.
  var definitions: [[Int: Int]]
  /// Facts stated by the program, by relation.
  let facts: [RelationID: FactRows]
  /// The values of the facts that were loaded from files.
  let loadedValues: InternedValues
  /// The relations in the order of their evaluation.
  let strata: [Stratum]
  /// What the scripts' statements ask for, in order.
  let actions: [Action]
  /// The parameters whose values each run gives, and the relations that hold them.
  let openParameters: [String: RelationID]
  /// What was found doubtful.
  public let warnings: [Diagnostic]

  /// The relations that the program's user sees, by name.
  public var schemas: [RelationSchema] {
    relations.filter { !$0.isMadeUp }.map(\.schema).sorted { $0.name < $1.name }
  }

  /// Whether a relation holds the value of a parameter, and nothing that a user would call a fact.
  func isParameter(_ relation: RelationID) -> Bool {
    self[relation].isMadeUp && self[relation].isBase && self[relation].origin == nil
  }

  /// The types of the parameters that were left open, by name.
  public var parameterTypes: [String: ValueType] {
    openParameters.mapValues { self[$0].schema.columns[0].type }
  }

  /// The columns of each query's answer, in the order of the queries.
  public var queryColumns: [[RelationSchema.Column]] {
    actions.compactMap { if case .query(let query) = $0.kind { query.columns } else { nil } }
  }

  func relation(named name: String) -> RelationID? {
    relations.firstIndex { $0.schema.name == name }.map(RelationID.init)
  }

  subscript(relation: RelationID) -> RelationInfo { relations[relation.index] }
}

/// What is known of a relation.
struct RelationInfo: Sendable {
  var schema: RelationSchema
  /// Made up by the compiler: no user sees it.
  let isMadeUp: Bool
  /// Its facts come, at least in part, from the graph.
  let isBase: Bool
  /// Where it was first declared or defined.
  let span: SourceSpan?
  /// Where the declaration names each column; empty when there is none.
  var columnSpans: [SourceSpan] = []
  /// Set when the relation keeps the least or greatest value of a column for each group of the
  /// others, because it is defined by recursion through `min` or `max`.
  var best: BestValue?
  /// Set when the relation has no rows of its own and its rules run anew for each group.
  ///
  /// The variables of the group are given then. So is an inner body evaluated whose variables get
  /// their values from the recursion around it.
  var isOnDemand = false

  /// The relation whose facts these are, for messages; set for relations of a directed query.
  var origin: RelationID?
  /// Whether the relation holds what a directed query asks of ``origin``: its columns are some of that
  /// relation's.
  var isDemand = false
  /// Whether the relation holds the bindings of conditions that several rules have in common.
  var isSharedJoin = false

  struct BestValue: Sendable, Equatable {
    let column: Int
    let keepsGreatest: Bool
  }
}

/// Facts of one relation, as a program states them or loads them from files.
struct FactRows: Sendable {
  /// The facts from files, the values numbered by the program's table of loaded values.
  var loaded: [LoadedFacts] = []
  /// The statements that load them.
  var loadSpans: [SourceSpan] = []
  /// The values of the stated facts, fact by fact.
  var values: [Value] = []
  /// The number of stated facts, which cannot be told from the values when there are no columns.
  var count = 0
  /// Where the stated facts stand.
  var spans: [SourceSpan] = []
  /// For each stated fact the offsets of its arguments, in the order of the columns.
  var argumentRanges: [Range<Int>] = []

  /// The facts of a file, if there are no others.
  var loneLoaded: LoadedFacts? { loaded.count == 1 && count == 0 ? loaded[0] : nil }
}

/// Relations that depend on each other, and the rules that derive them.
struct Stratum: Sendable {
  let relations: [RelationID]
  /// Indexes of rules that read no relation of this stratum.
  let initialRules: [Int]
  /// Indexes of rules that do.
  let recursiveRules: [Int]
}

/// What a statement asks for.
struct Action: Sendable {
  enum Kind: Sendable {
    case query(QueryAction)
    case deny(message: String?, QueryAction)
    case save(RelationID, path: String, hasHeader: Bool, relativeTo: SourceText)
    case why(WhyAction)
  }
  let kind: Kind
  let span: SourceSpan
  let expectation: Expectation?
}

/// A query that was compiled to a relation of its own.
struct QueryAction: Sendable {
  let relation: RelationID
  let columns: [RelationSchema.Column]
  /// The columns to sort by before all others.
  let order: [(column: Int, descends: Bool)]
  let limit: Int?
  /// A relation of the same facts, derived with only what the query asks for, where there is one.
  var directed: RelationID?
  /// The same with the rules of the program alone, for explanations, where `directed` has others.
  var explained: RelationID?
}

/// A fact to explain; wildcards stand for what is left open.
struct WhyAction: Sendable {
  let isNegated: Bool
  let atom: Atom
  let variables: [String]
}
