/// Statements typed before, and the place in them while somebody goes through them.
struct InputHistory {
  private(set) var entries: [String]
  /// The entry that is shown; as many as there are while something new is typed.
  private var position: Int
  /// What was typed before going back.
  private var draft = ""

  init(_ entries: [String] = []) {
    self.entries = entries
    position = entries.count
  }

  /// Adds a statement, unless it repeats the last one; true if it was added.
  @discardableResult
  mutating func add(_ entry: String) -> Bool {
    defer { rewind() }
    guard !entry.isEmpty, entries.last != entry else { return false }
    entries.append(entry)
    return true
  }

  /// Begins anew behind the last entry.
  mutating func rewind() {
    position = entries.count
    draft = ""
  }

  /// The entry before the one shown.
  mutating func previous(instead current: String) -> String? {
    guard position > 0 else { return nil }
    if position == entries.count { draft = current }
    position -= 1
    return entries[position]
  }

  /// The entry behind the one shown, at last what was typed before.
  mutating func next() -> String? {
    guard position < entries.count else { return nil }
    position += 1
    return position == entries.count ? draft : entries[position]
  }

  /// The last entry before a place that holds a text, and its place.
  func search(_ text: String, before place: Int) -> (place: Int, entry: String)? {
    guard !text.isEmpty else { return nil }
    let index = entries.indices.prefix(max(0, place)).last { entries[$0].contains(text) }
    return index.map { ($0, entries[$0]) }
  }
}
