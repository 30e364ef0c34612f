/// What rules say about the types of columns and variables.
extension TypeInference {
  mutating func add(_ rule: Rule) {
    let first = parents.count
    firstVariables.append(first)
    for _ in rule.variables { _ = makeSlot() }
    if builder.pathRelations.contains(rule.head) {
      addPath(rule)
      return
    }
    for literal in rule.body { add(literal, rule, first) }
    for (column, term) in rule.headTerms.enumerated() {
      let columnSlot = slot(of: rule.head, column)
      guard types[root(columnSlot)] != .any else { continue }
      let schema = builder.relations[rule.head.index].schema
      switch term {
      case .expression(let expression):
        let found = infer(expression, rule, first)
        unify(
          found, with: columnSlot, at: expression.span,
          inTwoTypes("column '\(schema.columns[column].name)'"))
      case .aggregate(let function, let arguments, let span):
        let found = inferAggregate(function, arguments, span, rule, first)
        unify(
          found, with: columnSlot, at: span,
          inTwoTypes("column '\(schema.columns[column].name)'"))
      }
    }
  }

  /// The ends of a path's steps have one type; said once, about the step.
  private mutating func addPath(_ rule: Rule) {
    for case .atom(let atom) in rule.body where atom.relation != rule.head {
      let name = builder.relations[atom.relation.index].schema.name
      let end = slot(of: atom.relation, 0)
      let isOneType = unify(slot(of: atom.relation, 1), with: end, at: rule.span, converts: false) {
        "a path goes on from where it led, and the ends of '\(name)' are \($1.rawValue) and "
          + $0.rawValue
      }
      for (column, term) in atom.terms.enumerated() {
        guard case .constant(let value) = term else { continue }
        let span = atom.termSpans[column]
        unify(makeLiteral(value, at: span), with: end, at: span) {
          "\(value) is \($0.rawValue), and the ends of '\(name)' are \($1.rawValue)"
        }
      }
      for column in 0..<builder.schemaArity(rule.head) {
        let columnSlot = root(slot(of: rule.head, column))
        if isOneType {
          unify(columnSlot, with: end, at: rule.span, inTwoTypes("an end of the path"))
        } else {
          types[columnSlot] = .any
        }
      }
    }
  }

  private mutating func inferAggregate(
    _ function: AggregateFunction, _ arguments: [ScalarExpression], _ span: SourceSpan,
    _ rule: Rule, _ first: Int
  ) -> Int {
    let slots = arguments.map { infer($0, rule, first) }
    switch function {
    case .count: return makeSlot(.int, at: span)
    case .list: return makeSlot(.text, at: span)
    case .min, .max: return slots[0]
    case .sum:
      deferred.append(.numeric(slots[0], "'sum'", span))
      return slots[0]
    case .avg:
      deferred.append(.numeric(slots[0], "'avg'", span))
      return makeSlot(.float, at: span)
    }
  }

  private mutating func add(_ literal: Literal, _ rule: Rule, _ first: Int) {
    switch literal {
    case .atom(let atom), .negatedAtom(let atom), .group(let atom, _):
      for (column, term) in atom.terms.enumerated() {
        let columnSlot = slot(of: atom.relation, column)
        guard types[root(columnSlot)] != .any else {
          if case .variable(let variable) = term { holdsAny[root(first + variable)] = true }
          continue
        }
        let span = column < atom.termSpans.count ? atom.termSpans[column] : atom.span
        switch term {
        case .variable(let variable):
          unify(
            columnSlot, with: first + variable, at: span, wantsHere: true,
            converts: column < atom.termSpans.count,
            inTwoTypes("'\(rule.variables[variable])'"))
        case .constant(let value):
          let found = makeLiteral(value, at: span)
          let name = builder.relations[atom.relation.index].schema.columns[column].name
          unify(found, with: columnSlot, at: span) {
            "\(value) is \($0.rawValue), and the column '\(name)' is \($1.rawValue)"
          }
        case .wildcard: break
        }
      }
    case .comparison(_, let left, let right, _):
      let slots = (infer(left, rule, first), infer(right, rule, first))
      deferred.append(.comparable(slots.0, slots.1, left.span.joined(with: right.span)))
    case .test(let test, let arguments, _, _):
      for (argument, type) in zip(arguments, test.parameters) {
        require(
          infer(argument, rule, first), type, at: argument.span, "an argument of '\(test.rawValue)'"
        )
      }
    case .range(let term, let low, let high, let span):
      if case .variable(let variable) = term {
        require(first + variable, .int, at: span, "'\(rule.variables[variable])'")
      }
      for bound in [low, high] {
        require(infer(bound, rule, first), .int, at: bound.span, "a bound of 'range'")
      }
    }
  }

  mutating func makeLiteral(_ value: Value, at span: SourceSpan) -> Int {
    let slot = makeSlot(value.type, at: span)
    isLiteral[slot] = value.type == .int
    return slot
  }

  private mutating func infer(_ expression: ScalarExpression, _ rule: Rule, _ first: Int) -> Int {
    switch expression.kind {
    case .variable(let variable): return first + variable
    case .constant(let value): return makeLiteral(value, at: expression.span)
    case .widened(let operand): return infer(operand, rule, first)
    case .negated(let operand):
      let slot = infer(operand, rule, first)
      deferred.append(.numeric(slot, "'-'", operand.span))
      return slot
    case .binary(.concatenate, let left, let right):
      for operand in [left, right] {
        require(infer(operand, rule, first), .text, at: operand.span, "an operand of '++'")
      }
      return makeSlot(.text, at: expression.span)
    case .binary(let operation, let left, let right):
      let slots = (infer(left, rule, first), infer(right, rule, first))
      let result = makeSlot()
      deferred.append(.arithmetic(operation, result: result, slots.0, slots.1, expression.span))
      return result
    case .call(let function, let arguments):
      let slots = arguments.map { infer($0, rule, first) }
      for (index, type) in function.parameters.enumerated() {
        guard let type else { continue }
        require(
          slots[index], type, at: arguments[index].span, "an argument of '\(function.rawValue)'")
      }
      switch function {
      case .abs, .round, .floor, .ceil:
        deferred.append(.numeric(slots[0], "'\(function.rawValue)'", expression.span))
      case .min, .max:
        unify(slots[1], with: slots[0], at: arguments[1].span) {
          "'\(function.rawValue)' takes values of one type, not \($1.rawValue) and \($0.rawValue)"
        }
      default: break
      }
      return function.result.map { makeSlot($0, at: expression.span) } ?? slots[0]
    case .apply(let function, let arguments):
      return inferCall(of: function, arguments, rule, first, at: expression.span)
    }
  }

  private mutating func inferCall(
    of function: QueryFunction, _ arguments: [ScalarExpression], _ rule: Rule, _ first: Int,
    at span: SourceSpan
  ) -> Int {
    for (argument, type) in zip(arguments, function.parameters) {
      let slot = infer(argument, rule, first)
      guard type != .any else { continue }
      require(slot, type, at: argument.span, "an argument of '\(function.name)'")
    }
    return makeSlot(function.result, at: span)
  }
}
