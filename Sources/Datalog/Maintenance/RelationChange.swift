/// The tuples that came to a relation and those that left it.
struct RelationChange {
  let added: Relation
  let removed: Relation

  init(arity: Int) {
    added = Relation(arity: arity)
    removed = Relation(arity: arity)
  }

  /// Counts what was added to the two relations.
  func finish() {
    added.finishRound(at: 0)
    removed.finishRound(at: 0)
  }

  var isEmpty: Bool { added.count == 0 && removed.count == 0 }

  /// The number of tuples that came or left.
  var count: Int { added.count + removed.count }
}

/// The facts of a relation that were stated and taken back since an evaluation began, so that its
/// source and its program do not tell of them.
struct RestatedFacts {
  private(set) var added: Set<[UInt32]> = []
  private(set) var removed: Set<[UInt32]> = []

  mutating func state(_ tuple: [UInt32]) {
    if removed.remove(tuple) == nil { added.insert(tuple) }
  }

  /// Forgets what was taken back, because nothing states it any more.
  mutating func forgetRemoved() { removed = [] }

  mutating func takeBack(_ tuple: [UInt32]) {
    if added.remove(tuple) == nil { removed.insert(tuple) }
  }
}
