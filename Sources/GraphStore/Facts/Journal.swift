/// What a transaction changed so far, so that it can be undone, or told to the log.
struct Journal: Sendable {
  /// The rows that changed, in the order in which they first did.
  private(set) var rows: [RowReference] = []
  /// The origins that these rows had before.
  private(set) var origins: [RowReference: [UInt32]] = [:]
  /// The number of relations before.
  let relationCount: Int
  /// The texts before.
  let texts: [StoredText]

  init(relationCount: Int, texts: [StoredText]) {
    self.relationCount = relationCount
    self.texts = texts
  }

  /// Notes the origins that a row has before its first change.
  mutating func note(_ row: RowReference, origins old: [UInt32]) {
    guard origins[row] == nil else { return }
    rows.append(row)
    origins[row] = old
  }
}
