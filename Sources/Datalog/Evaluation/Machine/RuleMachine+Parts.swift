/// What others need of a machine that finds a part of a rule's tuples, or one side of them.
extension RuleMachine {
  // MARK: - Collecting

  var collected: UnsafeMutablePointer<ValueSet>? { steps[stepCount - 1].collected }

  /// The values that the last run collected.
  var collectedValues: UnsafeBufferPointer<UInt32> {
    collected?.pointee.values ?? UnsafeBufferPointer(start: nil, count: 0)
  }

  /// The index that has the values to collect for a variable's value, if no step does more than that.
  func onlyIndex(
    by variable: Int
  ) -> (index: UnsafeMutablePointer<PostingIndex>?, rows: RowChoice) {
    guard stepCount == 1, steps.pointee.operation == .collectValues, steps.pointee.key.count == 1,
      steps.pointee.key[0] == Int32(variable)
    else { return (nil, .all) }
    return (steps.pointee.index, steps.pointee.choice)
  }

  /// Sets the values that the first step goes through.
  func give(_ values: UnsafeBufferPointer<UInt32>) {
    assert(steps.pointee.operation == .given)
    (steps.pointee.entries, steps.pointee.end) = (values.baseAddress, values.count)
  }

  /// Where bindings are folded, if they are.
  var fold: UnsafeMutablePointer<GroupFold>? { steps[stepCount - 1].fold }

  /// Folds the bindings of a step's rows.
  func foldRows(
    _ step: UnsafeMutablePointer<MachineStep>, _ symbols: borrowing SymbolTable,
    _ watch: inout LimitWatch
  ) throws {
    guard let fold = step.pointee.fold else { return }
    var row = step.pointee.low
    while row < step.pointee.high {
      let end = min(row &+ 1024, step.pointee.high)
      watch.spend(end &- row)
      try watch.tick(symbols)
      while row < end {
        if step.pointee.take(row, registers), !fold.pointee.add(registers, symbols) {
          throw GroupFold.Unfit()
        }
        row &+= 1
      }
    }
  }

  // MARK: - Several threads

  /// Whether machines for the same plan may run at the same time.
  var isIndependent: Bool { conditions.areIndependent }

  /// The first step that gives several bindings, if it goes through rows of a relation in order.
  var firstScan: Int? {
    (0..<stepCount).first { steps[$0].operation.isGenerator }
      .flatMap {
        [.scan, .foldRows].contains(steps[$0].operation) && !steps[$0].isExistential ? $0 : nil
      }
  }

  /// Whether machines for the same plan may run at the same time over parts of the first step's rows.
  var canSplit: Bool {
    guard firstScan != nil, emitter?.pointee.keyWidth != nil, conditions.areIndependent else {
      return false
    }
    return (0..<stepCount).allSatisfy { ![.emitBest, .visit].contains(steps[$0].operation) }
  }

  /// The rows that the first step would go through now.
  func rowsToSplit() -> Range<Int>? {
    prepare()
    return firstScan.map { steps[$0].low..<max(steps[$0].low, steps[$0].high) }
  }

  /// What adds tuples to the head's relation.
  var currentEmitter: MachineEmitter? { emitter?.pointee }

  /// From now on writes tuples to a buffer instead of adding them.
  func collect(in buffer: UnsafeMutablePointer<CandidateBuffer>) {
    emitter?.pointee.candidates = buffer
  }
}
