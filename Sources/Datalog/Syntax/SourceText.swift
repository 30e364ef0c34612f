/// The text of one script with its name; positions in it are offsets of UTF-8 bytes.
public final class SourceText: Sendable {
  /// The name that messages show: a path, or a word such as `query`.
  public let name: String
  /// The text's UTF-8 bytes.
  public let bytes: [UInt8]
  /// The offset at which each line starts.
  private let lineStarts: [Int]

  /// Wraps a text.
  public init(name: String, text: String) {
    self.name = name
    bytes = Array(text.utf8)
    var starts = [0]
    for (offset, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") {
      starts.append(offset + 1)
    }
    lineStarts = starts
  }

  /// The number of lines; at least 1.
  public var lineCount: Int { lineStarts.count }

  /// The line, from 1, that holds an offset.
  ///
  /// - Complexity: O(log lines).
  public func line(at offset: Int) -> Int {
    max(1, lineStarts.partitioningIndex { $0 > offset })
  }

  /// The offsets of a line without its line break; lines count from 1.
  public func range(ofLine line: Int) -> Range<Int> {
    let start = lineStarts[line - 1]
    var end = line < lineStarts.count ? lineStarts[line] - 1 : bytes.count
    if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return start..<max(start, end)
  }

  /// The text between two offsets.
  public func text(in range: Range<Int>) -> String {
    String(decoding: bytes[range.clamped(to: 0..<bytes.count)], as: UTF8.self)
  }
}

/// A stretch of a script.
public struct SourceSpan: Sendable {
  /// The script.
  public let source: SourceText
  /// The offsets of its first byte and of the byte behind its last.
  public let range: Range<Int>

  /// Creates a span.
  public init(_ source: SourceText, _ range: Range<Int>) {
    self.source = source
    self.range = range
  }

  /// The line of the span's start, from 1.
  public var line: Int { source.line(at: range.lowerBound) }

  /// The column of the span's start in characters, from 1.
  public var column: Int {
    let start = source.range(ofLine: line).lowerBound
    return source.text(in: start..<max(start, range.lowerBound)).count + 1
  }

  /// The text it covers.
  public var text: String { source.text(in: range) }

  /// The shortest span of the same script that covers both.
  public func joined(with other: SourceSpan) -> SourceSpan {
    SourceSpan(
      source,
      min(
        range.lowerBound, other.range.lowerBound)..<max(
          range.upperBound, other.range.upperBound))
  }
}

extension SourceSpan: Equatable, CustomStringConvertible {
  /// Whether both cover the same place of the same script.
  public static func == (first: SourceSpan, second: SourceSpan) -> Bool {
    first.source === second.source && first.range == second.range
  }

  /// `name:line:column`.
  public var description: String { "\(source.name):\(line):\(column)" }
}
