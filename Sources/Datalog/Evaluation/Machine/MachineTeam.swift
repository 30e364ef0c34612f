import Synchronization

/// The machines that can run one plan.
struct RuleMachines {
  let machine: RuleMachine
  /// Runs it as a product, if it can be.
  let product: ProductMachine?

  /// Whether machines for the same plan may run at the same time over parts of what comes first.
  var canSplit: Bool { machine.canSplit && product?.canSplit ?? true }

  /// Runs over a part of what comes first: of the rows, or, for a product, of the groups.
  func run(
    _ part: Range<Int>, asProduct: Bool, symbols: inout SymbolTable, watch: inout LimitWatch
  ) throws {
    if asProduct, let product {
      try product.run(part, symbols: &symbols, watch: &watch)
    } else {
      try machine.run(part, symbols: &symbols, watch: &watch)
    }
  }

  /// From now on writes tuples to a buffer instead of adding them.
  func collect(in buffer: UnsafeMutablePointer<CandidateBuffer>) {
    machine.collect(in: buffer)
    product?.collect(in: buffer)
  }
}

/// Machines that run one rule on several threads, with the same tuples in the same order as one.
///
/// The rows that the rule goes through first are cut into parts. Each thread takes the next part and
/// writes what its machine finds to a buffer; what the machines read does not change meanwhile. When
/// enough was found, the tuples are added, a partition of the relation's set to a thread, and those
/// that were new are written to the relation's log, part by part.
///
/// A part that fails, needs numbers for new values or finds too much is run again by itself, behind
/// the parts before it: so errors and numbers are those of a single thread as well.
final class MachineTeam: @unchecked Sendable {
  // Unchecked: the machines' owner calls it from one thread, and the threads it has working share
  // only what does not change before it goes on: each has a worker, and each row one partition.

  /// The machines that add what they find at once.
  let lead: RuleMachines
  /// Makes more machines for the same plan.
  let makeMachines: (inout SymbolTable) -> RuleMachines
  private var workers: [TeamWorker] = []
  private var canSplit: Bool
  /// Whether this run goes through groups of rows.
  private var asProduct = false
  /// The part to take next, and what the parts taken so far have cost.
  private let nextPart = Atomic<Int>(0)
  private let work = Atomic<Int>(0)

  /// The most rows of a part, so that a thread looks at its limits and shares its work soon enough.
  private static let longestPart = 1024
  /// How much is found for each thread before it is added: what stays in a core's cache.
  private static let workOfBatch = 1 << 18

  /// - Parameter makeMachines: Makes more machines for the same plan.
  init(_ lead: RuleMachines, makeMachines: @escaping (inout SymbolTable) -> RuleMachines) {
    self.lead = lead
    self.makeMachines = makeMachines
    canSplit = lead.canSplit
  }

  /// A rough measure of the bytes that wait to be added, and of those that groups take.
  var byteCount: Int {
    workers.reduce(lead.product?.groups.byteCount ?? 0) { $0 + $1.buffer.pointee.byteCount }
  }

  /// Runs the rule once.
  func run(symbols: inout SymbolTable, watch: inout LimitWatch) throws {
    let groupCount = lead.product?.prepare(watch.limits)
    asProduct = groupCount != nil
    let threads = watch.limits.threads
    guard var rest = groupCount.map({ 0..<$0 }) ?? lead.machine.rowsToSplit() else {
      return try lead.machine.run(symbols: &symbols, watch: &watch)
    }
    let rowCount = asProduct ? lead.product?.groups.rowCount ?? 0 : rest.count
    let isShared = threads > 1 && rowCount >= watch.limits.fewestSharedRows
    if isShared {
      while workers.count < threads {
        workers.append(
          TeamWorker(makeMachines(&symbols), CandidateBuffer.Partitions(threads: threads)))
      }
    }
    let part = max(1, min(MachineTeam.longestPart, rest.count / (threads * 8)))
    while !rest.isEmpty {
      guard isShared, canSplit else {
        return try lead.run(rest, asProduct: asProduct, symbols: &symbols, watch: &watch)
      }
      rest = try runBatch(rest, part, &symbols, &watch)
      try watch.look(symbols)
    }
  }

  /// Runs the first parts of some rows; gives the rest.
  private func runBatch(
    _ rows: Range<Int>, _ length: Int, _ symbols: inout SymbolTable, _ watch: inout LimitWatch
  ) throws -> Range<Int> {
    nextPart.store(0, ordering: .relaxed)
    work.store(0, ordering: .relaxed)
    for worker in workers { worker.begin(symbols, watch, asProduct: asProduct) }
    ConcurrentWork.perform(workers.count) { find(rows, length, workers[$0]) }
    let parts = workers.flatMap(\.parts).sorted { $0.number < $1.number }
    let failed = parts.firstIndex { $0.failure != nil }
    try watch.countFacts(add(parts[..<(failed ?? parts.endIndex)]))
    let done = failed ?? parts.count
    var rest = min(rows.upperBound, rows.lowerBound + done * length)..<rows.upperBound
    if let failure = failed.flatMap({ parts[$0].failure }) {
      if case .stopped(let stop) = failure { throw stop }
      if case .newValues = failure { canSplit = false }
      let end = min(rest.upperBound, rest.lowerBound + length)
      try lead.run(
        rest.lowerBound..<end, asProduct: asProduct, symbols: &symbols, watch: &watch)
      rest = end..<rest.upperBound
    }
    return rest
  }

  /// Takes parts until there is enough to add.
  private func find(_ rows: Range<Int>, _ length: Int, _ worker: TeamWorker) {
    let enough = MachineTeam.workOfBatch * workers.count
    while work.load(ordering: .relaxed) < enough {
      let number = nextPart.add(1, ordering: .relaxed).oldValue
      let start = rows.lowerBound + number * length
      guard start < rows.upperBound else { return }
      let cost = worker.find(number, start..<min(start + length, rows.upperBound))
      work.add(cost ?? enough, ordering: .relaxed)
    }
  }

  // MARK: - Adding

  /// Adds what parts found; gives the number of new tuples.
  private func add(_ parts: ArraySlice<TeamWorker.Part>) -> Int {
    guard let emitter = lead.machine.currentEmitter, let first = workers.first, !parts.isEmpty
    else {
      return 0
    }
    let partitions = first.buffer.pointee.partitions
    emitter.prepare(partitions)
    var late: [[(part: Int, place: Int)]] = Array(repeating: [], count: partitions.count)
    for (position, part) in parts.enumerated() where part.hasUnnumbered {
      emitter.numberRows(of: part.buffer.pointee, part.start.unnumbered..<part.end.unnumbered) {
        late[partitions.partition(ofRow: $0)].append((position, $1))
      }
    }
    let added = AddedCounts(parts: parts.count, partitions: partitions.count)
    defer { added.destroy() }
    let lateRecords = late
    ConcurrentWork.perform(partitions.count) { partition in
      for (position, part) in parts.enumerated() {
        let (words, places) = part.records(ofPartition: partition)
        for place in part.start.places[partition]..<part.end.places[partition] {
          added[position, partition] &+=
            emitter.add(words.address(of: Int(places[place])), partition: partition)
        }
      }
      for (position, place) in lateRecords[partition] {
        let words = parts[parts.startIndex + position].buffer.pointee.words
        added[position, partition] &+= emitter.add(
          words.address(of: place), partition: partition)
      }
    }
    var rows = [0]
    for position in 0..<parts.count { rows.append(rows[position] + added.sum(ofPart: position)) }
    let total = rows[parts.count]
    let firstRow = emitter.reserve(total)
    let starts = rows
    ConcurrentWork.perform(parts.count) { position in
      let part = parts[parts.startIndex + position]
      guard starts[position] < starts[position + 1] else { return }
      emitter.write(
        part.start.words..<part.end.words, of: part.buffer.pointee,
        from: firstRow + starts[position])
    }
    emitter.advance(by: total)
    return total
  }
}

/// How many tuples of each part were new in each partition.
///
/// Invariant: `counts` has `partitions` numbers for each part; that of a partition is touched only by
/// the thread that works on it.
private struct AddedCounts: @unchecked Sendable {
  // Unchecked: see the invariant.
  private let counts: UnsafeMutablePointer<Int>
  private let partitions: Int

  init(parts: Int, partitions: Int) {
    self.partitions = partitions
    counts = .allocate(capacity: parts * partitions)
    counts.initialize(repeating: 0, count: parts * partitions)
  }

  subscript(part: Int, partition: Int) -> Int {
    get { counts[part * partitions + partition] }
    nonmutating set { counts[part * partitions + partition] = newValue }
  }

  func sum(ofPart part: Int) -> Int { (0..<partitions).reduce(0) { $0 + self[part, $1] } }

  func destroy() { counts.deallocate() }
}
