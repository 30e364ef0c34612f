/// A search backwards through the history, as Ctrl-R begins it.
struct HistorySearch {
  private(set) var pattern = ""
  /// The entry found last.
  private(set) var found: (place: Int, entry: String)?
  /// Whether the pattern is in no earlier entry.
  private(set) var isFailing = false
  /// What was being edited before.
  let original: EditBuffer

  init(from original: EditBuffer) { self.original = original }

  /// Looks for a longer pattern, from the entry found so far.
  mutating func append(_ text: String, in history: InputHistory) {
    pattern += text
    look(in: history, before: found.map { $0.place + 1 } ?? history.entries.count)
  }

  /// Looks for a shorter pattern, from the end.
  mutating func removeLast(in history: InputHistory) {
    guard !pattern.isEmpty else { return }
    pattern.removeLast()
    found = nil
    look(in: history, before: history.entries.count)
  }

  /// Looks for the entry before the one found.
  mutating func again(in history: InputHistory) {
    look(in: history, before: found?.place ?? history.entries.count)
  }

  private mutating func look(in history: InputHistory, before place: Int) {
    if let next = history.search(pattern, before: place) {
      found = next
      isFailing = false
    } else {
      isFailing = !pattern.isEmpty
    }
  }

  /// The text to edit: the entry found, the cursor at the pattern.
  var result: EditBuffer {
    guard let entry = found?.entry else { return original }
    var buffer = EditBuffer(entry)
    if !pattern.isEmpty, let range = entry.firstRange(of: pattern) {
      buffer.move(to: entry.distance(from: entry.startIndex, to: range.lowerBound))
    }
    return buffer
  }

  var prompt: String { "\(isFailing ? "no " : "")search '\(pattern)': " }
}
