/// Collects lines of code with comments at their ends.
///
/// A new line begins only when something is written on it, so a comment may still follow what
/// stands on the one before.
struct LineWriter {
  private struct Line {
    var code: String
    var comment: String?
    /// Whether the comment goes on to the end of the line, so that none can follow it.
    var isClosed = false
  }

  private var lines: [Line] = []
  private var current: Line?
  /// The indent of the line that the next code begins; `nil` to go on with the current one.
  private var nextIndent: Int? = 0
  /// The indent of a line on which something goes on that a comment interrupted.
  var continuationIndent = 2

  /// Lets the next code begin a line.
  mutating func startLine(indent: Int) { nextIndent = indent }

  /// Writes code.
  mutating func write(_ text: String, afterSpace: Bool) {
    if let indent = nextIndent {
      finishLine()
      current = Line(code: String(repeating: " ", count: indent) + text)
      nextIndent = nil
    } else {
      current?.code += afterSpace ? " " + text : text
    }
  }

  /// Writes a comment behind the current line; on a line of its own where there is none, or where a
  /// comment to the end of the line stands already.
  mutating func writeTrailing(_ text: String) {
    guard var line = current, !line.isClosed else {
      writeLine(text)
      return
    }
    line.comment = line.comment.map { "\($0) \(text)" } ?? text
    line.isClosed = text.hasPrefix("%")
    current = line
    nextIndent = nextIndent ?? continuationIndent
  }

  /// Writes a line of its own, with the indent of the code that follows.
  mutating func writeLine(_ text: String) {
    let indent = nextIndent ?? continuationIndent
    finishLine()
    lines.append(Line(code: String(repeating: " ", count: indent) + text))
    nextIndent = indent
  }

  /// Leaves a line empty, unless nothing was written yet.
  mutating func writeBlankLine() {
    finishLine()
    if let last = lines.last, !last.code.isEmpty { lines.append(Line(code: "")) }
  }

  private mutating func finishLine() {
    if let line = current { lines.append(line) }
    current = nil
  }

  // MARK: - Text

  /// Code wider than this is not taken into account when comments are aligned.
  private static let widestAligned = 72

  /// The text, in which comments on consecutive lines stand below each other.
  mutating func finish() -> String {
    finishLine()
    var text = ""
    var index = 0
    while index < lines.count {
      var end = index
      while end < lines.count, lines[end].comment != nil { end += 1 }
      let column =
        lines[index..<end].map { SourceColumns.width(of: $0.code) }
        .filter { $0 <= Self.widestAligned }.max() ?? 0
      for line in lines[index..<max(end, index + 1)] {
        text += line.code
        if let comment = line.comment {
          let gap = max(0, column - SourceColumns.width(of: line.code)) + 2
          text += String(repeating: " ", count: gap) + comment
        }
        text += "\n"
      }
      index = max(end, index + 1)
    }
    return text
  }
}
