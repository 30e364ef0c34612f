/// Adds the rows of a round to what finds the rows of a relation.
struct RoundTask: @unchecked Sendable {
  // Unchecked: no two tasks of a round change the same, and none changes a log or its marks.
  enum Kind {
    case index(UnsafeMutablePointer<PostingIndex>)
    case set(UnsafeMutablePointer<RowTable>)
  }

  let kind: Kind
  let log: UnsafeMutablePointer<ColumnLog>
  let dead: UnsafeMutablePointer<RowMarks>
  let rows: Range<Int>

  func run() {
    switch kind {
    case .index(let index): index.pointee.add(rows, of: log.pointee, dead: dead.pointee)
    case .set(let set): for row in rows { set.pointee.insert(row, of: log.pointee) }
    }
  }

  /// Runs tasks, on several threads when there is enough to do.
  static func run(_ tasks: [RoundTask], _ limits: EvaluationLimits) {
    if limits.threads > 1, tasks.count > 1,
      tasks.reduce(0, { $0 + $1.rows.count }) >= limits.fewestSharedRows
    {
      ConcurrentWork.perform(tasks.count) { tasks[$0].run() }
    } else {
      for task in tasks { task.run() }
    }
  }
}
