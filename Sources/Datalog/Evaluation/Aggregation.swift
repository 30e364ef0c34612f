/// Aggregates the bindings of a rule's body by the other columns of its head.
///
/// Every aggregate ranges over the distinct combinations of its own arguments in each group.
final class Aggregation {
  private let rule: Rule
  /// The columns of the head that group, and those that aggregate.
  private let groupColumns: [Int]
  private let aggregateColumns: [Int]
  private var numbers: TupleDirectory
  /// The distinct groups; a group's row is its number.
  private var groups: ColumnLog
  /// For each aggregate, the distinct (group, arguments…) tuples; none where no two bindings are alike
  /// and these need only be counted.
  private let members: [Relation?]
  /// For each aggregate without members, the number of each group's bindings.
  private var counts: [[Int]]
  private let tuple: UnsafeMutablePointer<UInt32>

  /// Whether no two bindings have the same arguments, but for those of `min` and `max`.
  private let areDistinct: Bool

  /// - Parameters:
  ///   - isAlone: Whether all bindings are those of this rule.
  ///   - areDistinct: Whether it is known that no two bindings have the same arguments, where
  ///     repetitions count.
  init(_ rule: Rule, isAlone: Bool = true, areDistinct: Bool = false) {
    self.rule = rule
    self.areDistinct = areDistinct
    var groupColumns: [Int] = []
    var aggregateColumns: [Int] = []
    var members: [Relation?] = []
    for (column, term) in rule.headTerms.enumerated() {
      switch term {
      case .expression: groupColumns.append(column)
      case .aggregate(let function, let arguments, _):
        aggregateColumns.append(column)
        let isCountedOnly =
          function == .count
          && (areDistinct || isAlone && rule.hasDistinctBindings(with: arguments))
        members.append(isCountedOnly ? nil : Relation(arity: arguments.count + 1))
      }
    }
    self.groupColumns = groupColumns
    self.aggregateColumns = aggregateColumns
    self.members = members
    counts = Array(repeating: [], count: members.count)
    numbers = TupleDirectory(width: groupColumns.count)
    groups = ColumnLog(arity: groupColumns.count)
    let longest = members.reduce(groupColumns.count) { max($0, $1?.arity ?? 0) }
    tuple = .allocate(capacity: longest + 1)
  }

  deinit {
    numbers.destroy()
    groups.destroy()
    tuple.deallocate()
  }

  /// A rough measure of the bytes it takes.
  var byteCount: Int {
    members.indices.reduce(numbers.byteCount + groups.byteCount) {
      $0 + (members[$1]?.byteCount ?? counts[$1].count * MemoryLayout<Int>.stride)
    }
  }

  /// Adds a binding, given the registers of the head's expressions and the aggregates' arguments.
  func add(
    _ registers: UnsafePointer<UInt32>, group: [Int32], arguments: [[Int32]]
  ) {
    for position in 0..<group.count { tuple[position] = registers[Int(group[position])] }
    let number = numbers.intern(tuple)
    if number == groups.count {
      groups.reserve(1)
      for position in 0..<group.count { groups[position][Int(number)] = tuple[position] }
      groups.advance(by: 1)
      for aggregate in 0..<arguments.count where members[aggregate] == nil {
        counts[aggregate].append(0)
      }
    }
    tuple[0] = number
    for aggregate in 0..<arguments.count {
      guard let members = members[aggregate] else {
        counts[aggregate][Int(number)] += 1
        continue
      }
      for position in 0..<arguments[aggregate].count {
        tuple[position + 1] = registers[Int(arguments[aggregate][position])]
      }
      if areDistinct { members.append(tuple) } else { members.insert(tuple) }
    }
  }

  /// Hands each group's tuple to `emit`.
  func finish(
    symbols: inout SymbolTable, _ emit: ([UInt32], inout SymbolTable) throws -> Void
  ) throws {
    var results: [[UInt32?]] = []
    for (aggregate, column) in aggregateColumns.enumerated() {
      guard let members = members[aggregate] else {
        results.append(counts[aggregate].map { symbols.intern(.int($0)).bits })
        continue
      }
      members.finishRound(at: 0)
      guard case .aggregate(let function, _, let span) = rule.headTerms[column] else { continue }
      results.append(
        try Aggregation.results(function, members, groupCount: groups.count, span, &symbols))
    }
    for group in 0..<groups.count {
      var tuple = Array(repeating: UInt32(0), count: rule.headTerms.count)
      for (position, column) in groupColumns.enumerated() {
        tuple[column] = groups.value(group, position)
      }
      var isComplete = true
      for (position, column) in aggregateColumns.enumerated() {
        if let result = results[position][group] {
          tuple[column] = result
        } else {
          isComplete = false
        }
      }
      if isComplete { try emit(tuple, &symbols) }
    }
  }

  /// The value of an aggregate for each group; `nil` where no member has a fitting value.
  private static func results(
    _ function: AggregateFunction, _ members: Relation, groupCount: Int, _ span: SourceSpan,
    _ symbols: inout SymbolTable
  ) throws -> [UInt32?] {
    if function == .count {
      var counts = Array(repeating: 0, count: groupCount)
      for row in 0..<members.count { counts[Int(members.value(row: row, column: 0))] += 1 }
      return counts.map { symbols.intern(.int($0)).bits }
    }
    var lists: [[Value]] = Array(repeating: [], count: groupCount)
    for row in 0..<members.count {
      lists[Int(members.value(row: row, column: 0))].append(
        symbols[ValueID(bits: members.value(row: row, column: 1))])
    }
    return try lists.map { values in
      try result(function, values, span).map { symbols.intern($0).bits }
    }
  }

  private static func result(_ function: AggregateFunction, _ values: [Value], _ span: SourceSpan)
    throws -> Value?
  {
    switch function {
    case .count: return .int(values.count)
    case .min: return values.min()
    case .max: return values.max()
    case .list:
      return .text(values.sorted().map(\.displayText).joined(separator: ", "))
    case .sum: return try sum(values, span)
    case .avg:
      let numbers = values.filter(\.isNumber)
      guard !numbers.isEmpty, let total = try sum(numbers.map(\.asFloat), span) else { return nil }
      return try Arithmetic.apply(.divide, total, .float(Double(numbers.count)), span)
    }
  }

  /// The sum of the numbers, added in their order, so that rounding is the same at every run.
  private static func sum(_ values: [Value], _ span: SourceSpan) throws -> Value? {
    var total = Value.int(0)
    for value in values.sorted() where value.isNumber {
      total = try Arithmetic.apply(.add, total, value, span) ?? total
    }
    return total
  }
}

extension Value {
  fileprivate var isNumber: Bool { type == .int || type == .float }

  fileprivate var asFloat: Value {
    if case .int(let number) = self { .float(Double(number)) } else { self }
  }
}
