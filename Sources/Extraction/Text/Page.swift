/// One newspaper page: the name of its file and its text.
///
/// ```swift
/// let page = Page(name: "page.txt", text: "本报讯 8月9日上午,区长苏建设到高砦农贸市场检查。")
/// let facts = Extractor().extract(page).facts
/// ```
///
/// Every evidence range counts Unicode scalars of ``text``, exactly as it stands: a byte order mark and carriage
/// returns are kept and stepped over by the reader.
public struct Page: Sendable {
  /// The file's name with its extension, for example `000_d8be14a1bbace7a0.txt`.
  public let name: String
  /// The whole text.
  public let text: String

  /// Creates a page from text.
  public init(name: String, text: String) {
    self.name = name
    self.text = text
  }

  /// Creates a page from the bytes of a file; bytes that are no UTF-8 become U+FFFD.
  public init(name: String, bytes: some Sequence<UInt8>) {
    self.init(name: name, text: String(decoding: Array(bytes), as: UTF8.self))
  }

  /// The name without its extension, which the names of the page's articles start with.
  public var stem: String {
    guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return name }
    return String(name[..<dot])
  }
}
