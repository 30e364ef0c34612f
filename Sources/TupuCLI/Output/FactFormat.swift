import Tupu

/// A way to write the facts of a page.
protocol FactFormat {
  /// The ending of files in this format, without its dot.
  var ending: String { get }
  /// The facts of a page as lines.
  func text(of extraction: PageExtraction, page: Page) -> String
}

/// The formats that `tupu extract --format` knows.
enum FactFormats {
  static let names = ["gold", "jsonl", "dl"]

  /// The format of a name; that of the gold data for any other.
  static func named(_ name: String) -> any FactFormat {
    switch name {
    case "jsonl": JSONLinesFacts()
    case "dl": DatalogFacts()
    default: GoldFacts()
    }
  }
}
