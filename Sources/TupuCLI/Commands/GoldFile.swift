import Foundation
import Tupu

/// A file of gold facts.
struct GoldFile {
  /// The file's name.
  let name: String
  let text: String
  /// Whether the caller named this file alone: then it is the gold of the only page, however that is named.
  let isOnly: Bool

  /// The file at a path, or the `.tsv` files of a folder in the order of their names.
  static func files(at path: String) throws(FactStoreError) -> [GoldFile] {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw FactStoreError(.unreadable, "there is no file or folder '\(path)'")
    }
    guard isFolder.boolValue else {
      return [try file(at: path, isOnly: true)]
    }
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? [])
      .filter { $0.hasSuffix(".tsv") }.sorted()
    guard !names.isEmpty else {
      throw FactStoreError(.unreadable, "the folder '\(path)' holds no .tsv files")
    }
    var files: [GoldFile] = []
    for name in names { files.append(try file(at: path + "/" + name, isOnly: false)) }
    return files
  }

  private static func file(at path: String, isOnly: Bool) throws(FactStoreError) -> GoldFile {
    guard let data = FileManager.default.contents(atPath: path),
      let text = String(validating: data, as: UTF8.self)
    else { throw FactStoreError(.unreadable, "'\(path)' cannot be read as text") }
    return GoldFile(name: URL(filePath: path).lastPathComponent, text: text, isOnly: isOnly)
  }

  /// The page of which these are the facts.
  func page(among pages: [Page]) -> Page? {
    let stem = name.hasSuffix(".tsv") ? String(name.dropLast(4)) : name
    if let page = pages.first(where: { $0.stem == stem }) { return page }
    if let page = pages.first(where: { $0.stem.hasPrefix(stem + "_") }) { return page }
    return isOnly && pages.count == 1 ? pages[0] : nil
  }
}
