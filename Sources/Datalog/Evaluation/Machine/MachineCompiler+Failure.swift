extension MachineCompiler {
  /// Sets where each step goes back to when it finds nothing.
  ///
  /// That is the last step that gave one of the values that it reads: the bindings of the steps
  /// between them would make it fail again.
  mutating func setFailBacks() {
    // The first step has none before it, and what takes the bindings goes back to the last.
    if steps.count <= 2, steps.dropFirst().allSatisfy({ readRegisters($0) == nil }) {
      for position in steps.indices { steps[position].failBack = steps[position].back }
      return
    }
    /// The last step to go back to for another value of a register.
    var sources: [Int32: Int32] = [:]
    for position in steps.indices {
      let step = steps[position]
      let own = writtenRegisters(step)
      if let read = readRegisters(step) {
        steps[position].failBack =
          read.filter { !own.contains($0) }.map { sources[$0] ?? -1 }.max() ?? -1
      } else {
        steps[position].failBack = step.back
      }
      // A computed value changes at the latest with the bindings before it.
      for register in own {
        sources[register] = step.operation.isGenerator ? Int32(position) : step.back
      }
    }
  }

  /// The registers that decide whether a step finds anything; `nil` where that is not told apart.
  private func readRegisters(_ step: MachineStep) -> [Int32]? {
    switch step.operation {
    case .scan, .values, .rows, .sortedRows, .group, .hasEntries:
      (0..<step.key.count).map { step.key[$0] }
        + (0..<step.checks.count).map { step.checks[$0].register }
        + (0..<step.repeats.count).map { step.repeats[$0].register }
        + (step.operation == .group ? [step.first] : [])
    case .contains: (0..<step.key.count).map { step.key[$0] } + [step.register]
    case .compare: [step.first, step.second]
    case .intersect, .given, .compute, .condition, .range, .emit, .emitValues, .emitIntersection,
      .emitBest, .collect, .collectValues, .fold, .foldRows, .visit:
      nil
    }
  }
}
