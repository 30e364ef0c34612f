import Foundation

/// A page of the documentation, as far as tests need it: its fenced blocks and headings.
struct Document {
  /// A fenced block.
  struct Block {
    /// The words behind the opening fence: the language, then what the block needs.
    let marks: [String]
    let text: String
    /// The line of the fence, from 1.
    let line: Int
    /// The last heading before the block, without its number signs.
    let heading: String

    var language: String { marks.first ?? "" }

    /// The value of a mark such as `facts=1000`.
    func value(of name: String) -> String? {
      marks.first { $0.hasPrefix("\(name)=") }.map { String($0.dropFirst(name.count + 1)) }
    }
  }

  let name: String
  let url: URL
  private(set) var blocks: [Block] = []
  private(set) var headings: [String] = []

  /// Reads a document of the folder `docs`.
  init(_ name: String) throws {
    self.name = name
    url = Document.root.appending(path: "docs/\(name)")
    let text = try text()
    var open: (marks: [String], line: Int, lines: [Substring])?
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      if line.hasPrefix("```") {
        if let block = open {
          blocks.append(
            Block(
              marks: block.marks, text: block.lines.map { $0 + "\n" }.joined(), line: block.line,
              heading: headings.last ?? ""))
          open = nil
        } else {
          let marks = line.dropFirst(3).split(separator: " ").map { String($0) }
          open = (marks, index + 1, [])
        }
      } else if open != nil {
        open?.lines.append(line)
      } else if line.hasPrefix("#") {
        headings.append(line.drop { $0 == "#" }.trimmingCharacters(in: .whitespaces))
      }
    }
    if let open {
      blocks.append(
        Block(marks: open.marks, text: "not closed", line: open.line, heading: "not closed"))
    }
  }

  /// The document as it is on disk.
  func text() throws -> String { try String(contentsOf: url, encoding: .utf8) }

  /// The folder of the package.
  static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
}
