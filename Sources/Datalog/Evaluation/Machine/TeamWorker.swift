/// What one thread of a team has to itself: a machine and a buffer for what it finds.
final class TeamWorker: @unchecked Sendable {
  // Unchecked: it is used by one thread at a time.

  /// One stretch of rows that the worker went through, and where its records are.
  struct Part: @unchecked Sendable {
    // Unchecked: the buffer's records are written by one thread at a time; see `MachineTeam`.
    let number: Int
    let buffer: UnsafeMutablePointer<CandidateBuffer>
    let start: CandidateBuffer.Mark
    var end: CandidateBuffer.Mark
    var failure: Failure?

    var hasUnnumbered: Bool { start.unnumbered < end.unnumbered }

    /// The buffer's words, and the places of a partition's records in them.
    func records(ofPartition partition: Int) -> (words: WordBuffer, places: WordBuffer) {
      (buffer.pointee.words, buffer.pointee.places(ofPartition: partition))
    }
  }

  /// Why a part was given up.
  enum Failure {
    /// A limit or a cancellation.
    case stopped(LimitWatch.Stop)
    /// It made values that have no number yet, which only a single thread gives.
    case newValues
    /// It found too much to keep, or a computation failed.
    case other
  }

  let buffer: UnsafeMutablePointer<CandidateBuffer>
  private(set) var parts: [Part] = []
  private let machines: RuleMachines
  private var asProduct = false
  private var symbols = SymbolTable()
  private var watch: LimitWatch?

  /// The most bytes that wait to be added.
  private static let mostBytes = 64 << 20

  init(_ machines: RuleMachines, _ partitions: CandidateBuffer.Partitions) {
    self.machines = machines
    buffer = .allocate(capacity: 1)
    buffer.initialize(
      to: CandidateBuffer(
        keyWidth: machines.machine.currentEmitter?.keyWidth ?? 0, partitions: partitions))
    machines.collect(in: buffer)
  }

  deinit {
    buffer.pointee.destroy()
    buffer.deallocate()
  }

  /// Forgets what was found before.
  func begin(_ symbols: SymbolTable, _ watch: LimitWatch, asProduct: Bool) {
    self.asProduct = asProduct
    parts.removeAll(keepingCapacity: true)
    buffer.pointee.removeAll()
    self.symbols = symbols
    let buffer = buffer
    self.watch = watch.limited(toBytes: TeamWorker.mostBytes) { buffer.pointee.byteCount }
  }

  /// Runs the machine over a part; gives what that cost, or `nil` if it failed.
  func find(_ number: Int, _ rows: Range<Int>) -> Int? {
    guard var watch else { return nil }
    let start = buffer.pointee.mark
    var part = Part(number: number, buffer: buffer, start: start, end: start, failure: nil)
    let valuesBefore = symbols.count
    let stepsBefore = watch.steps
    do {
      try machines.run(rows, asProduct: asProduct, symbols: &symbols, watch: &watch)
      if symbols.count > valuesBefore { part.failure = .newValues }
    } catch let stop as LimitWatch.Stop {
      let isFull = buffer.pointee.byteCount > TeamWorker.mostBytes
      part.failure = isFull ? .other : .stopped(stop)
    } catch {
      part.failure = .other
    }
    self.watch = watch
    if part.failure != nil { buffer.pointee.removeAll(from: start) }
    part.end = buffer.pointee.mark
    parts.append(part)
    return part.failure == nil ? watch.steps - stepsBefore : nil
  }
}
