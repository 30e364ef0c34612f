import Synchronization

/// Machines that fold the bindings of one rule on several threads, with the groups in the order in
/// which one thread would find them.
///
/// The rows that the rule goes through first are cut into parts. Each thread takes the next part, and
/// folds all of its parts together, noting which groups each brought. Then the groups are put
/// together part by part.
final class FoldTeam: @unchecked Sendable {
  // Unchecked: its owner calls it from one thread; each of the threads that it has working uses a
  // worker of its own, and shares only what does not change meanwhile.

  private let lead: RuleMachine
  private let plan: FoldPlan
  private let makeMachine: (inout SymbolTable) -> RuleMachine
  private var workers: [Worker] = []
  private let nextPart = Atomic<Int>(0)

  init(
    _ lead: RuleMachine, _ plan: FoldPlan, makeMachine: @escaping (inout SymbolTable) -> RuleMachine
  ) {
    self.lead = lead
    self.plan = plan
    self.makeMachine = makeMachine
  }

  /// A rough measure of the bytes that groups take.
  var byteCount: Int {
    workers.reduce(lead.fold?.pointee.byteCount ?? 0) {
      $0 + ($1.machine.fold?.pointee.byteCount ?? 0)
    }
  }

  /// Folds all bindings; the result is the team's, and valid as long as that.
  ///
  /// - Throws: What the machine throws; ``GroupFold/Unfit``.
  func run(symbols: inout SymbolTable, watch: inout LimitWatch) throws
    -> UnsafeMutablePointer<GroupFold>?
  {
    guard let fold = lead.fold else { return nil }
    let threads = watch.limits.threads
    guard threads > 1, lead.isIndependent, let rows = lead.rowsToSplit(),
      rows.count >= watch.limits.fewestSharedRows
    else {
      try lead.run(symbols: &symbols, watch: &watch)
      return fold
    }
    if try !runParts(rows, symbols: &symbols, watch: &watch) {
      // Errors, numbers for new values and the memory in use are those of one thread.
      workers = []
      try lead.run(symbols: &symbols, watch: &watch)
      return fold
    }
    let parts = workers.flatMap(\.parts).sorted { $0.number < $1.number }
    for part in parts {
      guard let found = part.machine.fold else { continue }
      fold.pointee.add(found.pointee, groups: part.groups, symbols)
    }
    workers = []
    return fold
  }

  // MARK: - Several threads

  /// Runs all parts; false if one failed.
  private func runParts(
    _ rows: Range<Int>, symbols: inout SymbolTable, watch: inout LimitWatch
  ) throws -> Bool {
    let threads = watch.limits.threads
    let memory = (watch.measure?() ?? 0, watch.limits.bytes)
    for _ in 0..<threads {
      let machine = makeMachine(&symbols)
      guard let fold = machine.fold else { return false }
      let limited = watch.limited(toBytes: memory.1) { memory.0 + fold.pointee.byteCount * threads }
      workers.append(Worker(machine, limited, symbols))
    }
    let length = max(1, min(1 << 16, rows.count / (threads * 8)))
    ConcurrentWork.perform(threads) { find(rows, length, workers[$0]) }
    for worker in workers {
      if let stop = worker.stop, worker.bytes <= memory.1 { throw stop }
      if worker.isUnfit { throw GroupFold.Unfit() }
    }
    return workers.allSatisfy { !$0.hasFailed }
  }

  /// Takes parts until there are none.
  private func find(_ rows: Range<Int>, _ length: Int, _ worker: Worker) {
    while !worker.hasFailed {
      let number = nextPart.add(1, ordering: .relaxed).oldValue
      let start = rows.lowerBound + number * length
      guard start < rows.upperBound else { return }
      worker.find(number, cut(start, rows)..<cut(min(start + length, rows.upperBound), rows))
    }
    // The others need not go on.
    nextPart.store(rows.count, ordering: .relaxed)
  }

  /// A place from which on no binding is like one before it.
  private func cut(_ row: Int, _ rows: Range<Int>) -> Int {
    guard plan.repeatingColumns > 0, let log = lead.firstScan.flatMap({ lead.steps[$0].log }) else {
      return row
    }
    var row = row
    while row > rows.lowerBound, row < rows.upperBound,
      (0..<plan.repeatingColumns).allSatisfy({
        log.pointee.value(row, $0) == log.pointee.value(row - 1, $0)
      })
    {
      row += 1
    }
    return row
  }

  /// What one thread has to itself.
  private final class Worker: @unchecked Sendable {
    // Unchecked: it is used by one thread at a time.

    /// A stretch of rows, and the groups that they brought.
    struct Part {
      let number: Int
      let machine: RuleMachine
      let groups: Range<Int>
    }

    let machine: RuleMachine
    private(set) var parts: [Part] = []
    private(set) var hasFailed = false
    private(set) var stop: LimitWatch.Stop?
    private(set) var isUnfit = false
    private var watch: LimitWatch
    private var symbols: SymbolTable

    init(_ machine: RuleMachine, _ watch: LimitWatch, _ symbols: SymbolTable) {
      self.machine = machine
      self.watch = watch
      self.symbols = symbols
    }

    /// The bytes in use, as the worker sees it.
    var bytes: Int { watch.measure?() ?? 0 }

    func find(_ number: Int, _ rows: Range<Int>) {
      guard let fold = machine.fold, !rows.isEmpty else { return }
      let (groupsBefore, valuesBefore) = (fold.pointee.count, symbols.count)
      do {
        try machine.run(rows, symbols: &symbols, watch: &watch)
        hasFailed = symbols.count > valuesBefore
      } catch {
        hasFailed = true
        stop = error as? LimitWatch.Stop
        isUnfit = error is GroupFold.Unfit
      }
      parts.append(
        Part(number: number, machine: machine, groups: groupsBefore..<fold.pointee.count))
    }
  }
}
