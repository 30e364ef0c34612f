/// What is wrong in a lexicon: all of it, so that one look at the messages mends the file.
public struct LexiconError: Error, Sendable, CustomStringConvertible {
  /// One mistake.
  public struct Problem: Hashable, Sendable {
    /// What is wrong, in one line.
    public let message: String
    /// The line, from 1.
    public let line: Int
    /// The column of the first character at fault, from 1.
    public let column: Int
    /// The bytes at fault, from the start of the text in UTF-8.
    public let bytes: Range<Int>
    /// The words of which one was probably meant.
    public let known: [String]
  }

  /// The lexicon's file.
  public let source: String
  /// The mistakes in the order of the file; at least one.
  public let problems: [Problem]

  /// A line for each mistake: file, line, column and what is wrong.
  public var description: String {
    problems.map { "\(source):\($0.line):\($0.column): \($0.message)" }.joined(separator: "\n")
  }
}
