/// A text that a graph keeps under a name: stored rules, or what its owner wants to note.
struct StoredText: Sendable, Hashable {
  enum Kind: UInt8, Sendable {
    case rules = 1
    case metadata = 2
  }

  let kind: Kind
  let name: String
  let text: String

  init(kind: Kind, name: String, text: String) {
    self.kind = kind
    self.name = name
    self.text = text
  }

  init(from reader: inout ByteReader) throws(FactStoreError) {
    guard let kind = Kind(rawValue: try reader.readByte()) else {
      throw FactStoreError(.damaged, "the file holds a text of an unknown kind")
    }
    self.init(kind: kind, name: try reader.readText(), text: try reader.readText())
  }

  func write(to writer: inout ByteWriter) {
    writer.write(kind.rawValue)
    writer.write(name)
    writer.write(text)
  }
}
