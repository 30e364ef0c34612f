/// The state of the editor, and what each key does to it; it knows nothing of terminals.
struct Editor {
  /// What the caller has to do after a key.
  enum Event: Equatable {
    /// Show the text as it is now.
    case edited
    /// The text is handed in.
    case accepted(String)
    /// Ctrl-C.
    case interrupted
    /// Ctrl-D where there is no text.
    case ended
    /// Ctrl-Z.
    case suspended
    /// Ctrl-L.
    case cleared
    /// Nothing can be done.
    case refused
  }

  private(set) var buffer: EditBuffer
  private(set) var search: HistorySearch?
  private(set) var menu: CompletionMenu?
  private(set) var kills: KillRing
  var history: InputHistory
  private var states = EditHistory()
  /// What Ctrl-Y put in last, for Alt-Y to exchange.
  private var yanked: Range<Int>?

  /// Begins to edit a text; cut texts and the history go on from the text before.
  init(_ text: String = "", history: InputHistory, kills: KillRing = KillRing()) {
    buffer = EditBuffer(text)
    self.history = history
    self.kills = kills
  }

  /// Does what a key means.
  mutating func press(_ key: Key, _ assistant: some EditAssistant) -> Event {
    if search != nil { return pressInSearch(key, assistant) }
    if menu != nil, let event = pressInMenu(key) { return event }
    menu = nil
    let previousYank = yanked
    yanked = nil
    if !key.isCut { kills.endCutting() }
    if case .text = key {} else { states.endTyping() }
    switch key {
    case .text(let text): change(isTyping: true) { $0.insert(text) }
    case .paste(let text): change { $0.insert(Self.pasted(text)) }
    case .enter: return enter(assistant)
    case .lineBreak: change { $0.insert("\n") }
    case .tab: return complete(assistant)
    case .up, .control("p"): return goUp()
    case .down, .control("n"): return goDown()
    case .pageUp: return recall(history.previous(instead: buffer.text))
    case .pageDown: return recall(history.next())
    case .meta("<"): buffer.move(to: 0)
    case .meta(">"): buffer.move(to: buffer.characters.count)
    case .control("c"): return .interrupted
    case .control("z"): return .suspended
    case .control("l"): return .cleared
    case .control("d") where buffer.isEmpty: return .ended
    case .control("r"): search = HistorySearch(from: buffer)
    case .control("_"), .control("x"): return goBack(to: states.undo(buffer))
    case .meta("_"), .meta("r"): return goBack(to: states.redo(buffer))
    case .control("y"): return yank()
    case .meta("y"): return yankBefore(previousYank)
    default:
      if move(key) { return .edited }
      return cut(key)
    }
    return .edited
  }

  /// Shows the statement that was handed in as it stays: no menu, the cursor at its end.
  mutating func finish() {
    menu = nil
    search = nil
    buffer.move(to: buffer.characters.count)
  }

  private mutating func change(isTyping: Bool = false, _ body: (inout EditBuffer) -> Void) {
    states.note(buffer, isTyping: isTyping)
    body(&buffer)
  }

  /// Pasted text without what a terminal would take for commands.
  private static func pasted(_ text: String) -> String {
    let lines = text.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
      .replacing("\t", with: "  ")
    return String(
      String.UnicodeScalarView(
        lines.unicodeScalars.filter {
          $0 == "\n" || !($0.value < 0x20 || (0x7F..<0xA0).contains($0.value))
        }))
  }

  // MARK: - Moving and cutting

  private mutating func move(_ key: Key) -> Bool {
    switch key {
    case .left, .control("b"): buffer.moveLeft()
    case .right, .control("f"): buffer.moveRight()
    case .home, .control("a"): buffer.moveToLineStart()
    case .end, .control("e"): buffer.moveToLineEnd()
    case .wordLeft, .meta("b"): buffer.move(to: buffer.previousWord)
    case .wordRight, .meta("f"): buffer.move(to: buffer.nextWord)
    default: return false
    }
    return true
  }

  private mutating func cut(_ key: Key) -> Event {
    let cursor = buffer.cursor
    let count = buffer.characters.count
    switch key {
    case .backspace: return remove(max(0, cursor - 1)..<cursor)
    case .delete, .control("d"): return remove(cursor..<min(count, cursor + 1))
    case .control("t"):
      change { $0.transpose() }
      return .edited
    case .control("k"):
      let end = buffer.lineEnd(of: cursor)
      return cut(cursor..<(end == cursor ? min(count, end + 1) : end))
    case .control("u"): return cut(buffer.lineStart(of: cursor)..<cursor, backwards: true)
    case .control("w"): return cut(buffer.previousSpace..<cursor, backwards: true)
    case .meta("\u{7F}"): return cut(buffer.previousWord..<cursor, backwards: true)
    case .meta("d"): return cut(cursor..<buffer.nextWord)
    default: return .refused
    }
  }

  private mutating func remove(_ range: Range<Int>) -> Event {
    guard !range.isEmpty else { return .refused }
    change { $0.remove(range) }
    return .edited
  }

  private mutating func cut(_ range: Range<Int>, backwards: Bool = false) -> Event {
    guard !range.isEmpty else { return .refused }
    states.note(buffer)
    kills.cut(buffer.remove(range), backwards: backwards)
    return .edited
  }

  private mutating func yank() -> Event {
    guard let text = kills.last else { return .refused }
    let start = buffer.cursor
    change { $0.insert(text) }
    yanked = start..<buffer.cursor
    return .edited
  }

  private mutating func yankBefore(_ range: Range<Int>?) -> Event {
    guard let range, let text = kills.rotate() else { return .refused }
    change { $0.replace(range, with: text) }
    yanked = range.lowerBound..<buffer.cursor
    return .edited
  }

  private mutating func goBack(to state: EditBuffer?) -> Event {
    guard let state else { return .refused }
    buffer = state
    return .edited
  }

  // MARK: - Lines and history

  private mutating func enter(_ assistant: some EditAssistant) -> Event {
    guard assistant.isComplete(buffer.text) else {
      change { $0.insert("\n") }
      return .edited
    }
    return .accepted(buffer.text)
  }

  /// Within the text first; from its first line on, to the statement before.
  private mutating func goUp() -> Event {
    if buffer.moveUp() { return .edited }
    return recall(history.previous(instead: buffer.text))
  }

  private mutating func goDown() -> Event {
    if buffer.moveDown() { return .edited }
    return recall(history.next())
  }

  private mutating func recall(_ entry: String?) -> Event {
    guard let entry else { return .refused }
    change { $0.set(entry) }
    return .edited
  }

  private mutating func pressInSearch(_ key: Key, _ assistant: some EditAssistant) -> Event {
    switch key {
    case .text(let text), .paste(let text): search?.append(text, in: history)
    case .backspace: search?.removeLast(in: history)
    case .control("r"): search?.again(in: history)
    case .control("g"), .control("c"): endSearch(keeping: false)
    default:
      endSearch(keeping: true)
      return key == .escape ? .edited : press(key, assistant)
    }
    return .edited
  }

  private mutating func endSearch(keeping: Bool) {
    guard let search else { return }
    self.search = nil
    guard keeping, search.result != buffer else { return }
    change { $0 = search.result }
  }

  // MARK: - Completion

  private mutating func complete(_ assistant: some EditAssistant) -> Event {
    let list = assistant.completions(of: buffer.characters, cursor: buffer.cursor)
    guard let first = list.candidates.first else { return .refused }
    let typed = String(buffer.characters[list.range])
    if list.candidates.count == 1 {
      guard first.text != typed else { return .refused }
      change { $0.replace(list.range, with: first.text) }
      return .edited
    }
    let prefix = list.commonPrefix
    var range = list.range
    if prefix.count > typed.count, prefix.hasPrefix(typed) {
      change { $0.replace(list.range, with: prefix) }
      range = range.lowerBound..<buffer.cursor
    }
    menu = CompletionMenu(CompletionList(range: range, candidates: list.candidates), buffer)
    return .edited
  }

  /// Goes through the candidates, or leaves them; `nil` when the key is an ordinary one.
  private mutating func pressInMenu(_ key: Key) -> Event? {
    switch key {
    case .tab, .down, .control("n"): menu?.select(1)
    case .backTab, .up, .control("p"): menu?.select(-1)
    case .escape, .control("g"):
      if let menu { buffer = menu.original }
      menu = nil
      return .edited
    case .enter where menu?.selection != nil:
      menu = nil
      return .edited
    default: return nil
    }
    if let menu {
      if buffer == menu.original { states.note(buffer) }
      buffer = menu.original
      if let text = menu.selectedText { buffer.replace(menu.list.range, with: text) }
    }
    return .edited
  }
}

extension Key {
  /// Whether the key cuts text that joins what was cut right before.
  fileprivate var isCut: Bool {
    switch self {
    case .control("k"), .control("u"), .control("w"), .meta("d"), .meta("\u{7F}"): true
    default: false
    }
  }
}
