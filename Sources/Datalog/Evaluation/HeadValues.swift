extension Rule {
  /// The values of the head's expressions under a binding; `nil` if one has none.
  ///
  /// - Parameter withBest: Whether a column that aggregates gives the value at hand, because the
  ///   relation itself keeps the best one.
  func headValues(
    _ registers: [UInt32], _ symbols: inout SymbolTable, withBest: Bool
  ) throws -> [UInt32]? {
    var tuple: [UInt32] = []
    tuple.reserveCapacity(headTerms.count)
    for term in headTerms {
      switch term {
      case .expression(let expression):
        guard let id = try expression.id(registers, &symbols) else { return nil }
        tuple.append(id)
      case .aggregate(_, let arguments, _):
        guard withBest, let argument = arguments.first else { continue }
        guard let id = try argument.id(registers, &symbols) else { return nil }
        tuple.append(id)
      }
    }
    return tuple
  }

  /// The values of the arguments of each aggregate in the head; `nil` if one has none.
  func argumentValues(
    _ registers: [UInt32], _ symbols: inout SymbolTable
  ) throws -> [[UInt32]]? {
    var all: [[UInt32]] = []
    for term in headTerms {
      guard case .aggregate(_, let arguments, _) = term else { continue }
      var values: [UInt32] = []
      for argument in arguments {
        guard let id = try argument.id(registers, &symbols) else { return nil }
        values.append(id)
      }
      all.append(values)
    }
    return all
  }

  /// The variables of the columns that group, for a rule that the compiler made of an inner body.
  var groupVariables: [Int] {
    headTerms.compactMap { term in
      if case .expression(let expression) = term { expression.loneVariable } else { nil }
    }
  }
}

extension ScalarExpression {
  /// The number of its value under a binding.
  func id(_ registers: [UInt32], _ symbols: inout SymbolTable) throws -> UInt32? {
    if let variable = loneVariable { return registers[variable] }
    let value = try Arithmetic.value(of: self) { symbols[ValueID(bits: registers[$0])] }
    return value.map { symbols.intern($0).bits }
  }
}
