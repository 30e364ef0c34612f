/// Reads statements from a terminal, with all the keys that people know from their shell.
final class LineEditor {
  /// What came of reading.
  enum Result {
    case text(String)
    /// Ctrl-C; true when there was no text to give up.
    case interrupted(wasEmpty: Bool)
    case end
  }

  private let terminal: Terminal
  private let palette: Palette
  private let prompts: (first: String, further: String)
  /// How long bytes may be apart that are one key, in milliseconds; over a network they may be late.
  private static let patience: Int32 = 60

  var history: InputHistory
  private var kills = KillRing()
  private var decoder = KeyDecoder()
  /// Keys that came while none was asked for, as with a paste without marks.
  private var waiting: [Key] = []

  init(
    _ terminal: Terminal, history: InputHistory, prompts: (first: String, further: String),
    usesColor: Bool
  ) {
    self.terminal = terminal
    self.history = history
    self.prompts = prompts
    palette = Palette(isOn: usesColor)
  }

  /// Reads a statement.
  ///
  /// - Parameter text: What stands there already.
  func read(_ text: String = "", _ assistant: some EditAssistant) -> Result {
    var editor = Editor(text, history: history, kills: kills)
    var painter = EditorPainter(palette, size: terminal.size)
    terminal.enter()
    defer {
      terminal.leave()
      kills = editor.kills
    }
    show(editor, assistant, &painter)
    while true {
      guard
        let key = nextKey(onChange: {
          painter.resize(to: terminal.size)
          show(editor, assistant, &painter)
        })
      else {
        finish(&editor, assistant, &painter)
        return .end
      }
      switch editor.press(key, assistant) {
      case .edited: if waiting.isEmpty { show(editor, assistant, &painter) }
      case .refused: terminal.write("\u{07}")
      case .accepted(let text):
        finish(&editor, assistant, &painter)
        return .text(text)
      case .interrupted:
        let wasEmpty = editor.buffer.isEmpty
        finish(&editor, assistant, &painter)
        return .interrupted(wasEmpty: wasEmpty)
      case .ended:
        finish(&editor, assistant, &painter)
        return .end
      case .cleared:
        terminal.write(painter.clear())
        show(editor, assistant, &painter)
      case .suspended:
        finish(&editor, assistant, &painter)
        terminal.suspend()
        painter = EditorPainter(palette, size: terminal.size)
        show(editor, assistant, &painter)
      }
    }
  }

  private func nextKey(onChange: () -> Void) -> Key? {
    while waiting.isEmpty {
      switch terminal.read(timeout: decoder.isWaiting ? Self.patience : nil) {
      case .bytes(let bytes): waiting = decoder.feed(bytes)
      case .nothing: waiting = decoder.flush()
      case .changed: onChange()
      case .end: return nil
      }
    }
    return waiting.removeFirst()
  }

  private func show(
    _ editor: Editor, _ assistant: some EditAssistant, _ painter: inout EditorPainter
  ) {
    let below = editor.menu?.rows(width: painter.columns, most: painter.menuRows) ?? []
    terminal.write(painter.paint(layout(editor, assistant, painter.columns), below: below))
  }

  /// Leaves the text on the screen as it was handed in.
  private func finish(
    _ editor: inout Editor, _ assistant: some EditAssistant, _ painter: inout EditorPainter
  ) {
    editor.finish()
    let text = layout(editor, assistant, painter.columns, isFinal: true)
    terminal.write(painter.paint(text, isFinal: true))
  }

  private func layout(
    _ editor: Editor, _ assistant: some EditAssistant, _ width: Int, isFinal: Bool = false
  ) -> ScreenText {
    let buffer = editor.search?.result ?? editor.buffer
    let first = editor.search?.prompt ?? prompts.first
    let place = isFinal ? -1 : buffer.cursor
    let hasHint = !isFinal && editor.search == nil && editor.menu == nil && buffer.isAtEnd
    return ScreenText(
      buffer.characters, cursor: place,
      styles: assistant.styles(of: buffer.characters, cursor: place),
      prompts: (first, prompts.further),
      hint: hasHint ? assistant.hint(for: buffer.characters) : "", width: width)
  }
}
