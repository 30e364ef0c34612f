// In text an aggregate stands in a head, `count(X)`, or has a body of its own, `count { X : … }`. In
// Swift the first kind is that without a closure: it is for the terms of a rule's head.

extension QueryTerm {
  fileprivate static func group(_ function: String, _ terms: [any QueryOutput]) -> QueryTerm {
    QueryTerm(.call(function, terms.map(\.column.node)))
  }

  fileprivate static func inner(
    _ function: String, _ terms: [any QueryOutput], _ body: [QueryCondition]
  ) -> QueryTerm {
    QueryTerm(.aggregate(function, terms.map(\.column.node), .all(body.map(\.node))))
  }

  /// The least of a term's values in each group of a rule's head.
  ///
  /// It may stand in the head of a recursive rule, which keeps the best value of each group.
  public static func min(_ term: QueryTerm) -> QueryTerm { group("min", [term]) }

  /// The greatest of a term's values in each group of a rule's head.
  ///
  /// It may stand in the head of a recursive rule, which keeps the best value of each group.
  public static func max(_ term: QueryTerm) -> QueryTerm { group("max", [term]) }

  /// The least of a term's values for which conditions hold; without one, its condition fails.
  public static func min(
    of term: QueryTerm, @ConditionBuilder where body: () -> [QueryCondition]
  ) -> QueryTerm {
    inner("min", [term], body())
  }

  /// The greatest of a term's values for which conditions hold; without one, its condition fails.
  public static func max(
    of term: QueryTerm, @ConditionBuilder where body: () -> [QueryCondition]
  ) -> QueryTerm {
    inner("max", [term], body())
  }
}

extension QueryTerm where Type: Numeric {
  /// The sum of a term's distinct values in each group of a rule's head; with further terms, of one
  /// value for each combination.
  public static func sum(_ term: QueryTerm, with further: any QueryOutput...) -> QueryTerm {
    group("sum", [term] + further)
  }

  /// The sum of a term's distinct values for which conditions hold; with further terms, of one value
  /// for each combination.
  public static func sum(
    of term: QueryTerm, with further: any QueryOutput...,
    @ConditionBuilder where body: () -> [QueryCondition]
  ) -> QueryTerm {
    inner("sum", [term] + further, body())
  }
}

extension QueryTerm where Type == Int {
  /// The number of distinct values of some terms in each group of a rule's head; without terms, of
  /// matches of the whole body.
  public static func count(_ terms: any QueryOutput...) -> QueryTerm { group("count", terms) }

  /// The number of distinct values of some terms for which conditions hold; without terms, of matches
  /// of the conditions.
  public static func count(
    of terms: any QueryOutput..., @ConditionBuilder where body: () -> [QueryCondition]
  ) -> QueryTerm {
    inner("count", terms, body())
  }
}

extension QueryTerm where Type == Double {
  /// The mean of a term's distinct values in each group of a rule's head; with further terms, of one
  /// value for each combination.
  public static func average<Number: Numeric>(
    _ term: QueryTerm<Number>, with further: any QueryOutput...
  ) -> QueryTerm {
    group("avg", [term] + further)
  }

  /// The mean of a term's distinct values for which conditions hold; without one, its condition
  /// fails.
  public static func average<Number: Numeric>(
    of term: QueryTerm<Number>, with further: any QueryOutput...,
    @ConditionBuilder where body: () -> [QueryCondition]
  ) -> QueryTerm {
    inner("avg", [term] + further, body())
  }
}

extension QueryTerm where Type == String {
  /// The distinct values of a term in each group of a rule's head as one text, sorted and with `, `
  /// between them.
  public static func list(_ term: any QueryOutput) -> QueryTerm { group("list", [term]) }

  /// The distinct values of a term for which conditions hold as one text, sorted and with `, ` between
  /// them.
  public static func list(
    of term: any QueryOutput, @ConditionBuilder where body: () -> [QueryCondition]
  ) -> QueryTerm {
    inner("list", [term], body())
  }
}
