/// A condition of a rule or query that is built in Swift.
///
/// ```swift
/// supervised(who, place)  // a relation
/// !market(place)  // negation
/// market(place) || school(place)  // alternatives
/// ```
public struct QueryCondition: Sendable {
  let node: ConditionNode

  init(_ node: ConditionNode) { self.node = node }

  /// A test, built in such as `contains`, or a ``QueryFunction``.
  public static func test(_ name: String, _ arguments: any QueryOutput...) -> QueryCondition {
    QueryCondition(.atom(name, arguments.map(\.column.node)))
  }

  /// All of some conditions, where one is expected.
  public static func all(@ConditionBuilder _ conditions: () -> [QueryCondition]) -> QueryCondition {
    QueryCondition(.all(conditions().map(\.node)))
  }

  /// Whether the condition does not hold.
  public static prefix func ! (condition: QueryCondition) -> QueryCondition {
    QueryCondition(.not(condition.node))
  }

  /// Whether one of two conditions holds, or both.
  public static func || (first: QueryCondition, second: QueryCondition) -> QueryCondition {
    QueryCondition(.either([first.node, second.node]))
  }

  /// The condition, with a value for a variable where nothing satisfies it.
  ///
  /// As `holds(Who, Post, _) else Post = "unknown"`.
  public func orElse<Type>(_ variable: QueryTerm<Type>, is value: QueryTerm<Type>) -> QueryCondition
  {
    QueryCondition(.defaulted(node, variable.node, value.node))
  }
}

extension QueryTerm {
  /// Whether two terms have equal values.
  public static func == (first: QueryTerm, second: QueryTerm) -> QueryCondition {
    QueryCondition(.comparison(.equal, first.node, second.node))
  }

  /// Whether two terms have different values.
  public static func != (first: QueryTerm, second: QueryTerm) -> QueryCondition {
    QueryCondition(.comparison(.notEqual, first.node, second.node))
  }

  /// Whether the first value is the smaller one.
  public static func < (first: QueryTerm, second: QueryTerm) -> QueryCondition {
    QueryCondition(.comparison(.less, first.node, second.node))
  }

  /// Whether the first value is not the greater one.
  public static func <= (first: QueryTerm, second: QueryTerm) -> QueryCondition {
    QueryCondition(.comparison(.lessOrEqual, first.node, second.node))
  }

  /// Whether the first value is the greater one.
  public static func > (first: QueryTerm, second: QueryTerm) -> QueryCondition {
    QueryCondition(.comparison(.greater, first.node, second.node))
  }

  /// Whether the first value is not the smaller one.
  public static func >= (first: QueryTerm, second: QueryTerm) -> QueryCondition {
    QueryCondition(.comparison(.greaterOrEqual, first.node, second.node))
  }
}

/// Gathers conditions, all of which must hold.
@resultBuilder
public enum ConditionBuilder {
  /// The conditions in order.
  public static func buildBlock(_ conditions: [QueryCondition]...) -> [QueryCondition] {
    conditions.flatMap { $0 }
  }
  /// One condition.
  public static func buildExpression(_ condition: QueryCondition) -> [QueryCondition] {
    [condition]
  }
  /// The conditions of an `if`, or none.
  public static func buildOptional(_ conditions: [QueryCondition]?) -> [QueryCondition] {
    conditions ?? []
  }
  /// The conditions of an `if`.
  public static func buildEither(first conditions: [QueryCondition]) -> [QueryCondition] {
    conditions
  }
  /// The conditions of an `else`.
  public static func buildEither(second conditions: [QueryCondition]) -> [QueryCondition] {
    conditions
  }
  /// The conditions of a loop.
  public static func buildArray(_ conditions: [[QueryCondition]]) -> [QueryCondition] {
    conditions.flatMap { $0 }
  }
}

/// A condition, whatever the types in it.
indirect enum ConditionNode: Sendable {
  case atom(String, [TermNode])
  case comparison(ComparisonOperator, TermNode, TermNode)
  case not(ConditionNode)
  case all([ConditionNode])
  case either([ConditionNode])
  case path(String, PathSyntax.Closure, TermNode, TermNode)
  case defaulted(ConditionNode, TermNode, TermNode)
}
