/// Conditions on types that wait until those are known.
extension TypeInference {
  mutating func solveDeferred() {
    var progress = true
    while progress {
      progress = false
      var rest: [Deferred] = []
      for condition in deferred {
        if solve(condition) { progress = true } else { rest.append(condition) }
      }
      deferred = rest
    }
  }

  /// Whether the condition is settled.
  private mutating func solve(_ condition: Deferred) -> Bool {
    switch condition {
    case .numeric(let slot, let user, let span):
      guard let type = types[root(slot)] else { return false }
      if type != .int, type != .float, type != .any { needsNumber(user, type, slot, span) }
      return true
    case .arithmetic(let operation, let result, let left, let right, let span):
      for operand in [left, right] {
        if let type = types[root(operand)], type != .int, type != .float, type != .any {
          needsNumber("'\(operation.rawValue)'", type, operand, span)
          return true
        }
      }
      guard let one = types[root(left)], let other = types[root(right)] else {
        // A whole-number literal takes the other side's type, once that is known.
        return false
      }
      let type: ValueType =
        one == .any || other == .any ? .any : one == .float || other == .float ? .float : .int
      if type == .any { return true }
      let found = makeSlot(type, at: span)
      isLiteral[found] = isLiteral[root(left)] && isLiteral[root(right)]
      unify(found, with: result, at: span, inTwoTypes("the result"))
      return true
    case .comparable(let left, let right, let span):
      let (left, right) = (root(left), root(right))
      switch (types[left], types[right]) {
      case (let one?, let other?):
        let numbers: Set<ValueType> = [.int, .float]
        if one == other || one == .any || other == .any { return true }
        if numbers.contains(one), numbers.contains(other) { return true }
        unify(left, with: right, at: span, converts: false) {
          "\($0.rawValue) and \($1.rawValue) cannot be compared"
        }
        return true
      case (nil, nil): return false
      case (nil, _) where holdsAny[left]:
        types[left] = .any
        return true
      case (_, nil) where holdsAny[right]:
        types[right] = .any
        return true
      default:
        unify(left, with: right, at: span, inTwoTypes("one side of the comparison"))
        return true
      }
    }
  }

  private mutating func needsNumber(
    _ user: String, _ type: ValueType, _ slot: Int, _ span: SourceSpan
  ) {
    var diagnostic = Diagnostic(
      .typeClash, "\(user) takes numbers, and this is \(type.rawValue)", at: span)
    if type == .text, user == "'+'" { diagnostic = diagnostic.noting("text is joined with '++'") }
    if let origin = origins[root(slot)] {
      diagnostic = diagnostic.noting("\(type.rawValue) because of this", at: origin)
    }
    builder.report(diagnostic)
  }
}
