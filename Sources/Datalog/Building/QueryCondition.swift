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

  /// Whether both conditions hold.
  public static func && (first: QueryCondition, second: QueryCondition) -> QueryCondition {
    if case .all(let known) = first.node { return QueryCondition(.all(known + [second.node])) }
    return QueryCondition(.all([first.node, second.node]))
  }

  /// Whether one of two conditions holds, or both.
  public static func || (first: QueryCondition, second: QueryCondition) -> QueryCondition {
    if case .either(let known) = first.node {
      return QueryCondition(.either(known + [second.node]))
    }
    return QueryCondition(.either([first.node, second.node]))
  }

  /// The condition, with a value for a variable where nothing satisfies it.
  ///
  /// As `holds(Who, Post, _) else Post = "unknown"`. Several variables get their values one behind the
  /// other: `seat(who, row, place).orElse(row, is: 0).orElse(place, is: 0)`.
  public func orElse<Type>(_ variable: QueryTerm<Type>, is value: QueryTerm<Type>) -> QueryCondition
  {
    let value = DefaultNode(variable: variable.node, value: value.node)
    if case .defaulted(let condition, let known) = node {
      return QueryCondition(.defaulted(condition, known + [value]))
    }
    return QueryCondition(.defaulted(node, [value]))
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
  case path(PathNode, [TermNode])
  case defaulted(ConditionNode, [DefaultNode])
}

/// The value that a variable gets where nothing satisfies a condition.
struct DefaultNode: Sendable {
  let variable: TermNode
  let value: TermNode
}
