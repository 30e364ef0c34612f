public import Extraction
import Foundation
public import GraphStore

/// What a path that names a graph may lead to: a graph file, a page, or a folder of pages.
public enum GraphLocation {
  /// Reads the graph at a path; pages are read on the spot.
  ///
  /// - Parameters:
  ///   - path: A graph file, a page, or a folder: then its `.txt` files in the order of their names.
  ///   - year: The year of dates for which pages print none.
  /// - Throws: ``FactStoreError``.
  public static func read(_ path: String, year: Int? = nil) throws(FactStoreError) -> KnowledgeGraph
  {
    try read(path, options: Extractor.Options(year: year))
  }

  /// Reads the graph at a path; pages are read on the spot, on all cores.
  ///
  /// - Parameters:
  ///   - path: A graph file, a page, or a folder: then its `.txt` files in the order of their names.
  ///   - options: What the extractor is told beside the text. On a graph file, whose pages are read already, only the
  ///     verbs of its lexicon have an effect.
  ///   - progress: Called now and then with the pages read so far and how many there are.
  /// - Throws: ``FactStoreError``.
  public static func read(
    _ path: String, options: Extractor.Options, progress: (Int, Int) -> Void = { _, _ in }
  ) throws(FactStoreError) -> KnowledgeGraph {
    if isGraphFile(path) {
      let graph = try KnowledgeGraph(contentsOf: path)
      try graph.add(options.lexicon)
      return graph
    }
    let graph = KnowledgeGraph()
    let pages = try pages(at: path)
    try graph.importPages(pages, options: options) { progress($0, pages.count) }
    return graph
  }

  /// Whether a path leads to a graph file, whole or damaged.
  public static func isGraphFile(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue
    else { return false }
    let first = try? FileHandle(forReadingFrom: URL(filePath: path)).read(upToCount: 4)
    return path.hasSuffix(".tupu") || first?.elementsEqual("TUPU".utf8) == true
  }

  /// The pages at a path: the one it names, or those of a folder.
  ///
  /// - Throws: ``FactStoreError`` when there is nothing to read, or what is there is no text.
  public static func pages(at path: String) throws(FactStoreError) -> [Page] {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw FactStoreError(.unreadable, "there is no file or folder '\(path)'")
    }
    guard isFolder.boolValue else { return [try page(at: path)] }
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? [])
      .filter { $0.hasSuffix(".txt") }.sorted()
    guard !names.isEmpty else {
      throw FactStoreError(.unreadable, "the folder '\(path)' holds no .txt pages")
    }
    var pages: [Page] = []
    for name in names { pages.append(try page(at: path + "/" + name)) }
    return pages
  }

  private static func page(at path: String) throws(FactStoreError) -> Page {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw FactStoreError(.unreadable, "'\(path)' cannot be read")
    }
    try checkText(data, path)
    return Page(name: URL(filePath: path).lastPathComponent, bytes: data)
  }

  /// Refuses a file that is not text in UTF-8; a stray byte in a long page is let pass.
  private static func checkText(_ data: Data, _ path: String) throws(FactStoreError) {
    guard String(validating: data, as: UTF8.self) == nil else { return }
    var repaired = 0
    var length = 0
    for scalar in String(decoding: data, as: UTF8.self).unicodeScalars {
      length += 1
      if scalar == "\u{FFFD}" { repaired += 1 }
    }
    guard repaired * 1000 > length else { return }
    throw FactStoreError(
      .foreign,
      "'\(path)' is no UTF-8 text; a page in another encoding can be converted, as by "
        + "'iconv -f gb18030 -t utf-8'")
  }
}
