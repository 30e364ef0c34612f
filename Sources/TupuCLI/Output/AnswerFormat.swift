import Tupu

/// A way to write answers.
protocol AnswerFormat {
  /// Writes an answer with columns.
  func write(_ answer: Answer, to console: Console)
  /// Writes the answer to a question of yes or no.
  func write(_ holds: Bool, to console: Console)
}

extension AnswerFormat {
  func write(_ holds: Bool, to console: Console) {
    console.write((holds ? ExpectationText.yes : ExpectationText.no) + "\n")
  }

  /// Writes any answer.
  func writeAny(_ answer: Answer, to console: Console) {
    if answer.isTruthValue {
      write(!answer.rows.isEmpty, to: console)
    } else {
      write(answer, to: console)
    }
  }
}

/// The formats that `--format` knows.
enum AnswerFormats {
  static let names = ["table", "box", "line", "csv", "tsv", "json", "jsonl", "markdown", "html"]

  /// The format of a name; a table for any other, as the arguments were checked before.
  ///
  /// - Parameter width: The cells across the terminal, to which tables are cut; `nil` cuts nothing.
  static func named(_ name: String, width: Int? = Console.width) -> any AnswerFormat {
    switch name {
    case "box": BoxFormat(width: width)
    case "line": LineFormat()
    case "csv": CSVFormat()
    case "tsv": TSVFormat()
    case "json": JSONFormat()
    case "jsonl": JSONLinesFormat()
    case "markdown": MarkdownFormat()
    case "html": HTMLFormat()
    default: TableFormat(width: width)
    }
  }
}
