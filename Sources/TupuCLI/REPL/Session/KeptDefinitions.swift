import Tupu

/// What of typed statements stays in force.
enum KeptDefinitions {
  /// The definitions alone, each on the line on which it was typed, so that messages about them later
  /// still name the right one.
  static func source(of definitions: [Statement], in source: SourceText) -> SourceText {
    SourceText(name: source.name, text: text(of: source, keeping: definitions.map(\.span.range)))
  }

  /// A script with blanks in the place of what is not kept.
  static func text(of source: SourceText, keeping ranges: [Range<Int>]) -> String {
    var bytes = source.bytes.map { $0 == UInt8(ascii: "\n") ? $0 : UInt8(ascii: " ") }
    for range in ranges { bytes.replaceSubrange(range, with: source.bytes[range]) }
    return String(decoding: bytes, as: UTF8.self)
  }
}
