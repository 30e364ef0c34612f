/// A term of a rule or query that is built in Swift: a variable, a value, a parameter, or a
/// computation, of which the compiler knows the type.
///
/// ```swift
/// let who = QueryTerm<String>.variable("Who")
/// let market: QueryTerm<String> = "高砦农贸市场"
/// ```
public struct QueryTerm<Type: ValueConvertible>: Sendable {
  let node: TermNode

  init(_ node: TermNode) { self.node = node }

  /// A variable; the same name is the same variable throughout a rule or query.
  ///
  /// Its name is also that of the column in which a query shows it.
  public static func variable(_ name: String) -> QueryTerm { QueryTerm(.variable(name)) }

  /// A parameter, whose value is given when the query runs.
  public static func parameter(_ name: String) -> QueryTerm { QueryTerm(.parameter(name)) }

  /// A value.
  public static func value(_ value: Type) -> QueryTerm { QueryTerm(.value(value.value)) }

  /// Any value at all, which is not shown: `_`.
  public static var any: QueryTerm { QueryTerm(.wildcard) }

  /// The value of a function, built in or a ``QueryFunction``.
  public static func call(_ function: String, _ arguments: any QueryOutput...) -> QueryTerm {
    QueryTerm(.call(function, arguments.map(\.column.node)))
  }

  /// The term as a column of an answer, under a name.
  public func named(_ name: String) -> QueryColumn { QueryColumn(name: name, node: node) }
}

extension QueryTerm: ExpressibleByUnicodeScalarLiteral
where Type: ExpressibleByUnicodeScalarLiteral {
  /// A value.
  public init(unicodeScalarLiteral value: Type.UnicodeScalarLiteralType) {
    self = .value(Type(unicodeScalarLiteral: value))
  }
}

extension QueryTerm: ExpressibleByExtendedGraphemeClusterLiteral
where Type: ExpressibleByExtendedGraphemeClusterLiteral {
  /// A value.
  public init(extendedGraphemeClusterLiteral value: Type.ExtendedGraphemeClusterLiteralType) {
    self = .value(Type(extendedGraphemeClusterLiteral: value))
  }
}

extension QueryTerm: ExpressibleByStringLiteral where Type: ExpressibleByStringLiteral {
  /// A value.
  public init(stringLiteral value: Type.StringLiteralType) {
    self = .value(Type(stringLiteral: value))
  }
}

extension QueryTerm: ExpressibleByIntegerLiteral where Type: ExpressibleByIntegerLiteral {
  /// A value.
  public init(integerLiteral value: Type.IntegerLiteralType) {
    self = .value(Type(integerLiteral: value))
  }
}

extension QueryTerm: ExpressibleByFloatLiteral where Type: ExpressibleByFloatLiteral {
  /// A value.
  public init(floatLiteral value: Type.FloatLiteralType) {
    self = .value(Type(floatLiteral: value))
  }
}

extension QueryTerm where Type: Numeric {
  /// The sum.
  public static func + (first: QueryTerm, second: QueryTerm) -> QueryTerm {
    QueryTerm(.binary(.add, first.node, second.node))
  }

  /// The difference.
  public static func - (first: QueryTerm, second: QueryTerm) -> QueryTerm {
    QueryTerm(.binary(.subtract, first.node, second.node))
  }

  /// The product.
  public static func * (first: QueryTerm, second: QueryTerm) -> QueryTerm {
    QueryTerm(.binary(.multiply, first.node, second.node))
  }

  /// The quotient; of whole numbers without the rest.
  public static func / (first: QueryTerm, second: QueryTerm) -> QueryTerm {
    QueryTerm(.binary(.divide, first.node, second.node))
  }
}

extension QueryTerm where Type: SignedNumeric {
  /// The number with the other sign.
  public static prefix func - (number: QueryTerm) -> QueryTerm { QueryTerm(.negated(number.node)) }
}

extension QueryTerm where Type == Int {
  /// The rest of the division: `X mod Y`.
  public static func % (first: QueryTerm, second: QueryTerm) -> QueryTerm {
    QueryTerm(.binary(.modulo, first.node, second.node))
  }
}

extension QueryTerm where Type == String {
  /// The texts one behind the other.
  public static func + (first: QueryTerm, second: QueryTerm) -> QueryTerm {
    QueryTerm(.binary(.concatenate, first.node, second.node))
  }
}

/// A term, whatever its type.
indirect enum TermNode: Sendable {
  case variable(String)
  case parameter(String)
  case wildcard
  case value(Value)
  case negated(TermNode)
  case binary(ArithmeticOperator, TermNode, TermNode)
  case call(String, [TermNode])
  case aggregate(String, [TermNode], ConditionNode)
}
