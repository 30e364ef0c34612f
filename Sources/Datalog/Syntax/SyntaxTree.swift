/// A parsed script: its statements in order, as they are written, and its comments.
public struct Script: Sendable {
  /// The text it was parsed from.
  public let source: SourceText
  /// The statements, those with errors included.
  public let statements: [Statement]
  /// All comments in order.
  public let comments: [Comment]
  /// What the lexer and the parser found wrong.
  public let diagnostics: [Diagnostic]
}

extension Script {
  /// Parses a text.
  package init(parsing source: SourceText) { self = Parser.parse(source) }
}

/// One statement of a script.
public struct Statement: Sendable {
  /// What a statement says.
  enum Kind: Sendable {
    case relation(DeclarationSyntax)
    case clause(ClauseSyntax)
    case query(QuerySyntax)
    case deny(DenySyntax)
    case include(TextSyntax)
    case load(LoadSyntax)
    case save(SaveSyntax)
    case why(WhySyntax)
    /// It has errors, which are reported; others may use the relation that it would define.
    case invalid(defining: String?)
  }

  let kind: Kind
  /// From its first token to its full stop.
  public let span: SourceSpan
  /// What the comments below it expect it to answer.
  public let expectation: Expectation?
}

/// A name and its place.
struct NameSyntax: Sendable {
  let text: String
  let span: SourceSpan
}

/// A text literal and its place.
struct TextSyntax: Sendable {
  let text: String
  let span: SourceSpan
}

/// A declaration: `relation visited(who: text, place: text)`, with its full stop.
struct DeclarationSyntax: Sendable {
  struct Column: Sendable {
    let name: NameSyntax
    let type: NameSyntax?
  }
  let name: NameSyntax
  let columns: [Column]
}

/// A fact or rule.
struct ClauseSyntax: Sendable {
  let head: AtomSyntax
  let body: LiteralSyntax?
}

/// `?- …` or `?(…) :- …`.
struct QuerySyntax: Sendable {
  struct OrderKey: Sendable {
    let term: TermSyntax
    let descends: Bool
  }
  let head: [ArgumentSyntax]?
  let body: LiteralSyntax
  let order: [OrderKey]
  let limit: Int?
}

/// `deny "message" :- …`.
struct DenySyntax: Sendable {
  let message: String?
  let body: LiteralSyntax
}

/// Facts from a file: `load edge from "edges.csv"`, with its full stop.
struct LoadSyntax: Sendable {
  let relation: NameSyntax
  let path: TextSyntax
  let hasHeader: Bool
}

/// Facts to a file: `save reachable to "out.tsv"`, with its full stop.
struct SaveSyntax: Sendable {
  let relation: NameSyntax
  let path: TextSyntax
  let hasHeader: Bool
}

/// A question for a proof, or for what keeps a fact from holding.
struct WhySyntax: Sendable {
  let isNegated: Bool
  let atom: AtomSyntax
}

/// A relation with arguments.
struct AtomSyntax: Sendable {
  let name: NameSyntax
  let arguments: [ArgumentSyntax]
  let span: SourceSpan
}

/// An argument, with the column's name where it is given.
struct ArgumentSyntax: Sendable {
  let column: NameSyntax?
  let term: TermSyntax
}

/// A condition of a body.
struct LiteralSyntax: Sendable {
  indirect enum Kind: Sendable {
    case atom(AtomSyntax)
    case path(PathSyntax, [ArgumentSyntax])
    case negation(LiteralSyntax)
    case comparison(ComparisonOperator, TermSyntax, TermSyntax)
    case conjunction([LiteralSyntax])
    case disjunction([LiteralSyntax])
    /// `p(X, Y) else Y = "unknown"`.
    case defaulted(LiteralSyntax, [DefaultSyntax])
  }
  let kind: Kind
  let span: SourceSpan
}

/// `Y = "unknown"` behind `else`.
struct DefaultSyntax: Sendable {
  let variable: NameSyntax
  let value: TermSyntax
}

/// A path over binary relations.
struct PathSyntax: Sendable {
  enum Closure: Sendable {
    case oneOrMore
    case zeroOrMore
    case zeroOrOne
  }
  indirect enum Kind: Sendable {
    case relation(NameSyntax)
    case inverse(PathSyntax)
    case alternatives([PathSyntax])
    case closure(PathSyntax, Closure)
  }
  let kind: Kind
  let span: SourceSpan
}

/// A term: a value, a variable, or an expression over them.
struct TermSyntax: Sendable {
  indirect enum Kind: Sendable {
    case variable(String)
    case wildcard
    case constant(Value)
    case parameter(String)
    case negated(TermSyntax)
    case binary(ArithmeticOperator, TermSyntax, TermSyntax)
    case call(NameSyntax, [TermSyntax])
    /// `count { X : body }`.
    case aggregate(NameSyntax, [TermSyntax], LiteralSyntax)
  }
  let kind: Kind
  let span: SourceSpan
  /// The operators nested in it; bounded, so that a recursive walk is safe.
  var depth = 0
}

/// A comparison between two terms.
enum ComparisonOperator: String, Sendable, Hashable {
  case equal = "="
  case notEqual = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
}

/// An operator between two terms.
enum ArithmeticOperator: String, Sendable, Hashable {
  case add = "+"
  case subtract = "-"
  case multiply = "*"
  case divide = "/"
  case modulo = "mod"
  case concatenate = "++"
}

/// The answer that comments below a statement expect.
public struct Expectation: Sendable {
  /// The lines behind `%>`, outer white space removed.
  public let rows: [String]
  /// The lines behind `%!`.
  public let errors: [String]
  /// From the first to the last of the comments.
  public let span: SourceSpan
}
