/// What may be a column of an answer: a ``QueryTerm``, or a ``QueryColumn``.
public protocol QueryOutput: Sendable {
  /// The column.
  var column: QueryColumn { get }
}

extension QueryTerm: QueryOutput {
  /// The term as a column, with the name of its variable.
  public var column: QueryColumn { QueryColumn(name: nil, node: node) }
}

/// A column of an answer: a term with a name, or an aggregate over each group of the others.
public struct QueryColumn: QueryOutput {
  let name: String?
  let node: TermNode

  /// The column itself.
  public var column: QueryColumn { self }

  /// The column under a name.
  public func named(_ name: String) -> QueryColumn { QueryColumn(name: name, node: node) }

  fileprivate static func aggregate(_ function: String, _ terms: [any QueryOutput]) -> QueryColumn {
    QueryColumn(name: nil, node: .call(function, terms.map(\.column.node)))
  }
}

extension QueryOutput where Self == QueryColumn {
  /// The number of distinct values of some terms; without terms, of matches of the whole body.
  public static func count(_ terms: any QueryOutput...) -> QueryColumn {
    .aggregate("count", terms)
  }

  /// The sum of a term's distinct values; with further terms, of one value for each combination.
  public static func sum(_ term: any QueryOutput, with further: any QueryOutput...) -> QueryColumn {
    .aggregate("sum", [term] + further)
  }

  /// The mean of a term's distinct values; with further terms, of one value for each combination.
  public static func average(_ term: any QueryOutput, with further: any QueryOutput...)
    -> QueryColumn
  {
    .aggregate("avg", [term] + further)
  }

  /// The least of a term's values.
  public static func min(_ term: any QueryOutput) -> QueryColumn { .aggregate("min", [term]) }

  /// The greatest of a term's values.
  public static func max(_ term: any QueryOutput) -> QueryColumn { .aggregate("max", [term]) }

  /// The distinct values of a term as one text, sorted and with `, ` between them.
  public static func list(_ term: any QueryOutput) -> QueryColumn { .aggregate("list", [term]) }
}
