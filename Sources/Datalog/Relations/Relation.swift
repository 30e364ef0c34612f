import Foundation

/// A set of tuples of one arity while a program is evaluated.
///
/// Tuples are rows of a log that only grows. The rows of the present round are at its end and are
/// not counted yet; ``finishRound(at:)`` counts them and brings the indexes up to date. So a rule
/// may read a relation that it derives, and the rows `delta` of the last round are a range.
///
/// A relation that keeps the best value of each group (recursion through `min` or `max`) may hold
/// rows that a better one has replaced; they are marked dead and leave with ``removeDeadRows()``. So
/// are the rows of tuples that were taken out: the log keeps its order, which tells the rounds.
///
/// A complete relation may be read by several evaluations at a time: its indexes and sets are made
/// under a lock.
///
/// The storage is reached by pointers, so that the machine that runs rules neither counts references
/// nor checks for exclusive access. They stay valid as long as the relation: a machine keeps the
/// relations that it reads.
final class Relation {
  let arity: Int
  let best: RelationInfo.BestValue?
  let log: UnsafeMutablePointer<ColumnLog>
  /// The number of rows, those of the present round not counted.
  private(set) var count = 0
  /// The rows that the last finished round added.
  private(set) var delta = 0..<0
  /// Whether rows may still come; then tuples of the present round are not to be read.
  var isGrowing = false
  /// The column that the rows of the set run over; chosen before the first tuple is looked up.
  var setColumn: Int

  /// The set of the tuples, by the column that its rows run over; others than `setColumn` only
  /// when the relation is complete.
  private(set) var sets: [Int: UnsafeMutablePointer<RowTable>] = [:]
  /// The set of the tuples without those of the present round, once it was needed.
  private(set) var finished: UnsafeMutablePointer<RowTable>?
  private var groups: UnsafeMutablePointer<GroupTable>?
  /// The rows that do not count any more.
  let dead: UnsafeMutablePointer<RowMarks>
  private(set) var indexes: [UnsafeMutablePointer<PostingIndex>] = []
  /// The set that tuples are added to, once there is one; it is reached without the lock.
  private var insertionSet: UnsafeMutablePointer<RowTable>?
  private let lock = NSLock()
  private var stamps: [(firstRow: Int, stamp: Int)] = []
  /// The rows that were gone through to find those of tuples.
  var searchedRows = 0
  /// What planners asked of the rows; guarded by `lock`.
  private var measures = RelationMeasures()
  /// Whether other evaluations read it too, so that it must stay as it is.
  var isShared = false

  init(arity: Int, best: RelationInfo.BestValue? = nil) {
    self.arity = arity
    self.best = best
    log = .allocate(capacity: 1)
    log.initialize(to: ColumnLog(arity: arity))
    setColumn = max(0, arity - 1)
    dead = .allocate(capacity: 1)
    dead.initialize(to: RowMarks())
    if let best {
      groups = .allocate(capacity: 1)
      groups?.initialize(to: GroupTable(arity: arity, best: best, dead: dead))
    }
  }

  /// A relation over columns that hold no tuple twice.
  convenience init(distinct columns: [[UInt32]], count: Int) {
    self.init(arity: columns.count, count: count) { column, target in
      columns[column].withUnsafeBufferPointer { values in
        if let start = values.baseAddress { target.update(from: start, count: count) }
      }
    }
  }

  /// A relation of `count` tuples, no two of them alike, whose columns are written to its memory.
  convenience init(
    arity: Int, count: Int, write: (_ column: Int, _ target: UnsafeMutablePointer<UInt32>) -> Void
  ) {
    self.init(arity: arity, count: count) { columns in
      for column in 0..<arity { write(column, columns[column].start) }
    }
  }

  /// A relation of `count` tuples, no two of them alike, whose columns are filled all at once.
  convenience init(arity: Int, count: Int, fill: (_ columns: [SharedMemory<UInt32>]) -> Void) {
    self.init(arity: arity)
    log.pointee.reserve(count)
    fill((0..<arity).map { SharedMemory(log.pointee[$0]) })
    log.pointee.advance(by: count)
    finishRound(at: 0)
  }

  /// A relation of the same tuples, all of them stated, that may change.
  convenience init(copyOf other: Relation) {
    assert(other.deadCount == 0 && other.best == nil)
    self.init(arity: other.arity)
    log.pointee.reserve(other.count)
    for column in 0..<arity {
      log.pointee[column].update(from: other.log.pointee[column], count: other.count)
    }
    log.pointee.advance(by: other.count)
    finishRound(at: 0)
  }

  deinit {
    dropIndexes()
    if let groups {
      groups.pointee.destroy()
      groups.deinitialize(count: 1)
      groups.deallocate()
    }
    log.pointee.destroy()
    log.deallocate()
    dead.pointee.destroy()
    dead.deallocate()
  }

  /// The rows, those of the present round included.
  var countWithPending: Int { log.pointee.count }

  /// A rough measure of the bytes it takes.
  var byteCount: Int {
    lock.withLock {
      indexes.reduce(log.pointee.byteCount + dead.pointee.byteCount + stamps.count * 16) {
        $0 + $1.pointee.byteCount
      }
        + sets.values.reduce(0) { $0 + $1.pointee.byteCount }
        + (finished?.pointee.byteCount ?? 0) + (groups?.pointee.byteCount ?? 0)
    }
  }

  // MARK: - Reading

  /// The value at a row and column, also of the present round.
  func value(row: Int, column: Int) -> UInt32 { log.pointee.value(row, column) }

  func tuple(at row: Int) -> [UInt32] { (0..<arity).map { value(row: row, column: $0) } }

  /// Whether it holds a tuple, also one of the present round.
  func contains(_ tuple: [UInt32]) -> Bool {
    guard arity > 0 else { return countWithPending > 0 }
    if let groups { return groups.pointee.row(of: tuple, log.pointee) != nil }
    let set = rowTable()
    var key = tuple
    let value = key.remove(at: setColumn)
    return set.pointee.contains(key, value)
  }

  /// When a row was added: a number that grows from round to round.
  func stamp(ofRow row: Int) -> Int {
    let next = stamps.partitioningIndex { $0.firstRow > row }
    return next > 0 ? stamps[next - 1].stamp : 0
  }

  /// The first row whose stamp is not smaller; rows are in the order of their stamps.
  func firstRow(stampedFrom stamp: Int) -> Int {
    let next = stamps.partitioningIndex { $0.stamp >= stamp }
    return next < stamps.count ? stamps[next].firstRow : count
  }

  /// The oldest row with a key in some columns, if it comes before `limit`.
  func oldestRow(with key: [UInt32], in columns: [Int], before limit: Int) -> Int? {
    let entries = index(over: columns, entry: .row).pointee.entries(key, .all)
    guard let first = entries.first, first < limit else { return nil }
    return Int(first)
  }

  /// The rows with a key in some columns; all without columns.
  func rows(with key: [UInt32], in columns: [Int]) -> [Int] {
    guard !columns.isEmpty else { return Array(liveRows) }
    return index(over: columns, entry: .row).pointee.entries(key, .all).map { Int($0) }
      .filter { !isDead($0) }
  }

  /// Whether a row does not count any more: a better one replaced it, or its tuple was taken out.
  func isDead(_ row: Int) -> Bool { dead.pointee.contains(row) }

  /// The number of rows that do not count any more.
  var deadCount: Int { dead.pointee.count }

  /// The number of tuples, those of the present round not counted.
  var tupleCount: Int { count - deadCount }

  /// The rows of its tuples, those of the present round not counted.
  var liveRows: some Sequence<Int> { (0..<count).lazy.filter { !self.isDead($0) } }

  // MARK: - Structures

  /// The set of the tuples, those of the present round included; made when it is first asked for.
  func rowTable() -> UnsafeMutablePointer<RowTable> { rowTable(over: setColumn) }

  /// The set of the tuples with rows over a column.
  func rowTable(over setColumn: Int) -> UnsafeMutablePointer<RowTable> {
    assert(arity > 0 && best == nil && (setColumn == self.setColumn || !isGrowing))
    lock.lock()
    defer { lock.unlock() }
    if let known = sets[setColumn] { return known }
    let made = UnsafeMutablePointer<RowTable>.allocate(capacity: 1)
    made.initialize(to: RowTable(arity: arity, column: setColumn))
    for row in 0..<countWithPending where !isDead(row) {
      made.pointee.insert(row, of: log.pointee)
    }
    sets[setColumn] = made
    return made
  }

  /// The set of the tuples, those of the present round left out.
  func finishedSet() -> UnsafeMutablePointer<RowTable> {
    guard isGrowing else { return rowTable() }
    lock.lock()
    defer { lock.unlock() }
    if let finished { return finished }
    let made = UnsafeMutablePointer<RowTable>.allocate(capacity: 1)
    made.initialize(to: RowTable(arity: arity, column: setColumn))
    for row in 0..<count where !isDead(row) { made.pointee.insert(row, of: log.pointee) }
    finished = made
    return made
  }

  /// The best row of each group, for a relation that keeps it.
  var groupTable: UnsafeMutablePointer<GroupTable>? { groups }

  /// The index over some columns, made when it is first asked for.
  func index(over keyColumns: [Int], entry: PostingIndex.Entry)
    -> UnsafeMutablePointer<PostingIndex>
  {
    lock.lock()
    defer { lock.unlock() }
    if let known = indexes.first(where: {
      $0.pointee.keyColumns == keyColumns && $0.pointee.entry == entry
    }) {
      return known
    }
    let made = UnsafeMutablePointer<PostingIndex>.allocate(capacity: 1)
    made.initialize(to: PostingIndex(keyColumns: keyColumns, entry: entry))
    // The rows of a sorted relation that agree in its first columns stand together.
    let isSorted = keyColumns == Array(0..<keyColumns.count) && measures.isSorted(self)
    for rows in [0..<delta.lowerBound, delta.lowerBound..<count] {
      made.pointee.add(rows, of: log.pointee, dead: dead.pointee, isSorted: isSorted)
    }
    indexes.append(made)
    return made
  }

  func hasIndex(over keyColumns: [Int], entry: PostingIndex.Entry) -> Bool {
    lock.withLock {
      indexes.contains { $0.pointee.keyColumns == keyColumns && $0.pointee.entry == entry }
    }
  }

  /// The number of different keys over some columns, if an index knows it.
  func distinctKeys(over keyColumns: [Int]) -> Int? {
    lock.withLock { indexes.first { $0.pointee.keyColumns == keyColumns }?.pointee.keyCount }
  }

  /// Whether it has a set of its tuples.
  var hasRowTable: Bool { lock.withLock { !sets.isEmpty } }

  /// Calls a function with what is known of the rows, while nobody else asks.
  func withMeasures<Result>(_ work: (inout RelationMeasures) -> Result) -> Result {
    lock.withLock { work(&measures) }
  }

  // MARK: - Adding

  /// Adds a tuple to the present round, unless it is there; true if it was added.
  @discardableResult
  func insert(_ tuple: UnsafePointer<UInt32>) -> Bool {
    guard arity > 0 else {
      guard countWithPending == 0 else { return false }
      log.pointee.advance(by: 1)
      return true
    }
    let set = insertionSet ?? rowTable()
    insertionSet = set
    if setColumn == arity - 1 {
      guard set.pointee.insert(tuple, tuple[setColumn]) else { return false }
    } else {
      let isNew = withUnsafeTemporaryAllocation(of: UInt32.self, capacity: arity) { key in
        guard let key = key.baseAddress else { return false }
        for column in 0..<arity where column != setColumn {
          key[column < setColumn ? column : column - 1] = tuple[column]
        }
        return set.pointee.insert(key, tuple[setColumn])
      }
      guard isNew else { return false }
    }
    log.pointee.reserve(1)
    let row = log.pointee.count
    for column in 0..<arity { log.pointee[column][row] = tuple[column] }
    log.pointee.advance(by: 1)
    return true
  }

  /// Adds a tuple to a relation with a best value, unless its group's is as good.
  ///
  /// The old best row is marked dead; `isBetter` compares two values of that column.
  ///
  /// - Returns: Whether a row was added.
  func insertBest(_ tuple: [UInt32], isBetter: (UInt32, UInt32) -> Bool) -> Bool {
    guard let groups else { return insert(tuple) }
    return tuple.withUnsafeBufferPointer {
      guard let start = $0.baseAddress else { return false }
      return groups.pointee.insert(start, into: &log.pointee, isBetter: isBetter) == .added
    }
  }

  /// Counts the new rows with the others: they are the new `delta`.
  func finishRound(at stamp: Int) {
    countRound(at: stamp)
    for task in roundTasks { task.run() }
  }

  /// Counts the new rows of several relations; their indexes are brought up to date at the same time
  /// when there is enough to do.
  static func finishRound(of relations: [Relation], at stamp: Int, _ limits: EvaluationLimits) {
    for relation in relations { relation.countRound(at: stamp) }
    RoundTask.run(relations.flatMap(\.roundTasks), limits)
  }

  private func countRound(at stamp: Int) {
    let first = count
    count = log.pointee.count
    groups?.pointee.visible = count
    if count > first { stamps.append((first, stamp)) }
    delta = first..<count
  }

  /// What is to be done for the rows of a round that was counted.
  private var roundTasks: [RoundTask] {
    func task(_ kind: RoundTask.Kind) -> RoundTask {
      RoundTask(kind: kind, log: log, dead: dead, rows: delta)
    }
    let others = sets.filter { $0.key != setColumn }.map { task(.set($0.value)) }
    return indexes.map { task(.index($0)) } + others
      + (finished.map { [task(.set($0))] } ?? [])
  }

  /// Makes all rows the delta: so does the first round of a recursion begin.
  func makeAllDelta() {
    // Indexes know which rows are of the last round, so they are made anew when they are needed.
    dropPostings()
    delta = 0..<count
  }

  /// Takes the dead rows out.
  func removeDeadRows() {
    guard deadCount > 0 else { return }
    var kept: [(firstRow: Int, stamp: Int)] = []
    var target = 0
    for row in 0..<count where !isDead(row) {
      let stamp = stamp(ofRow: row)
      if kept.last?.stamp != stamp { kept.append((target, stamp)) }
      for column in 0..<arity { log.pointee[column][target] = log.pointee[column][row] }
      target += 1
    }
    log.pointee.removeAll()
    log.pointee.advance(by: target)
    stamps = kept
    count = target
    delta = 0..<0
    dead.pointee.removeAll()
    dropPostings()
    lock.withLock { measures = RelationMeasures() }
    groups?.pointee.rebuild(log.pointee)
  }

  /// Takes all rows out of the log, of a relation without columns.
  func empty() {
    assert(arity == 0)
    log.pointee.removeAll()
    (count, delta, stamps) = (0, 0..<0, [])
  }

  private func dropPostings() {
    for index in indexes {
      index.pointee.destroy()
      index.deinitialize(count: 1)
      index.deallocate()
    }
    indexes = []
  }

  private func dropIndexes() {
    dropPostings()
    for set in Array(sets.values) + [finished].compactMap(\.self) {
      set.pointee.destroy()
      set.deinitialize(count: 1)
      set.deallocate()
    }
    sets = [:]
    finished = nil
  }
}
