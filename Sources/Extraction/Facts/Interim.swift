/// Interim surface until the extractor lands.
public struct Page: Sendable {
  public let name: String
  public let text: String
  public init(name: String, text: String) {
    self.name = name
    self.text = text
  }
  public init(name: String, bytes: some Sequence<UInt8>) {
    self.init(name: name, text: String(decoding: Array(bytes), as: UTF8.self))
  }
}

public struct PageExtraction: Sendable {
  public let page: String
  public let facts: [ExtractedFact]
}

public struct Extractor: Sendable {
  public struct Options: Sendable {
    public var year: Int?
    public init() {}
  }
  public init(options: Options = .init()) {}
  public func extract(_ page: Page) -> PageExtraction { PageExtraction(page: page.name, facts: []) }
}

public enum GoldFormat {
  public static func lines(of extraction: PageExtraction) -> String { "" }
}

public struct RelationSignature: Sendable {
  public enum ColumnType: Sendable { case text, integer, number, date }
  public struct Column: Sendable {
    public let name: String
    public let type: ColumnType
  }
  public let name: String
  public let columns: [Column]
}

public enum Ontology {
  public static let relations: [RelationSignature] = [
    RelationSignature(
      name: "visited",
      columns: [
        .init(name: "who", type: .text), .init(name: "place", type: .text),
        .init(name: "verb", type: .text), .init(name: "on", type: .date),
      ])
  ]
}
