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

extension QueryTerm where Type == String {
  /// The condition that the text has another in it.
  public func contains(_ part: QueryTerm) -> QueryCondition { .test("contains", self, part) }

  /// The condition that the text begins with another.
  public func hasPrefix(_ prefix: QueryTerm) -> QueryCondition {
    .test("starts_with", self, prefix)
  }

  /// The condition that the text ends with another.
  public func hasSuffix(_ suffix: QueryTerm) -> QueryCondition { .test("ends_with", self, suffix) }

  /// The condition that a regular expression is found in the text.
  ///
  /// The language's manual lists what patterns know; a match takes time linear in the text.
  public func matches(_ pattern: QueryTerm) -> QueryCondition { .test("matches", self, pattern) }

  /// The condition that one minus the edits between two texts, in proportion to the longer one, is at
  /// least as much as is asked for.
  public func isSimilar(to other: QueryTerm, atLeast similarity: QueryTerm<Double>)
    -> QueryCondition
  {
    .test("similar", self, other, similarity)
  }
}

extension QueryTerm where Type == Int {
  /// The condition that gives the term each whole number from one up to another, both included.
  public func runs(from first: QueryTerm, through last: QueryTerm) -> QueryCondition {
    .test("range", self, first, last)
  }
}
