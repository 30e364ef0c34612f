/// A way along relations of two columns: one step, a choice of steps, or any number of them.
///
/// ```swift
/// let partOf = QueryPath(RelationHandle<String, String>("part_of"))
/// let locatedIn = QueryPath(RelationHandle<String, String>("located_in"))
/// let inside = (partOf | locatedIn).oneOrMore
///
/// let places = Query(place) { inside(place, "二七区") }
/// ```
///
/// It is a condition when it is called with its two ends, as the path `(part_of | located_in)+` is in
/// text.
public struct QueryPath<Start: ValueConvertible, End: ValueConvertible>: Sendable {
  let node: PathNode

  init(_ node: PathNode) { self.node = node }

  /// The path of one step, from a relation's first column to its second.
  public init(_ relation: RelationHandle<Start, End>) { node = .relation(relation.schema.name) }

  /// The condition that the path leads from one term to another.
  public func callAsFunction(_ first: QueryTerm<Start>, _ second: QueryTerm<End>) -> QueryCondition
  {
    QueryCondition(.path(node, [first.node, second.node]))
  }

  /// The path backwards: `^part_of`.
  public var inverse: QueryPath<End, Start> { QueryPath<End, Start>(.inverse(node)) }

  /// The one path or the other: `part_of | located_in`.
  public static func | (first: QueryPath, second: QueryPath) -> QueryPath {
    if case .alternatives(let known) = first.node {
      return QueryPath(.alternatives(known + [second.node]))
    }
    return QueryPath(.alternatives([first.node, second.node]))
  }
}

extension QueryPath where Start == End {
  /// The path gone once or more: `part_of+`.
  public var oneOrMore: QueryPath { QueryPath(.closure(node, .oneOrMore)) }

  /// The path gone any number of times, also not at all: `part_of*`.
  public var zeroOrMore: QueryPath { QueryPath(.closure(node, .zeroOrMore)) }

  /// The path gone once or not at all: `part_of?`.
  public var zeroOrOne: QueryPath { QueryPath(.closure(node, .zeroOrOne)) }
}

/// A path, whatever the types of its ends.
indirect enum PathNode: Sendable {
  case relation(String)
  case inverse(PathNode)
  case alternatives([PathNode])
  case closure(PathNode, PathSyntax.Closure)
}
