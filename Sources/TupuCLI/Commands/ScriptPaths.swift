import Foundation
import Tupu

/// Finds and reads the scripts that a command line names.
enum ScriptPaths {
  /// The name of standard input.
  static let standardInput = "-"

  /// The script at a path; `-` is standard input.
  static func source(at path: String) throws(FactStoreError) -> SourceText {
    if path == standardInput {
      let data = (try? FileHandle.standardInput.readToEnd()) ?? Data()
      return SourceText(name: path, text: String(decoding: data, as: UTF8.self))
    }
    switch kind(of: path) {
    case .none: throw FactStoreError(.unreadable, "there is no file '\(path)'")
    case .folder: throw FactStoreError(.unreadable, "'\(path)' is a folder, not a script")
    case .file: break
    }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw FactStoreError(.unreadable, "'\(path)' cannot be read")
    }
    return SourceText(name: path, text: String(decoding: data, as: UTF8.self))
  }

  /// Puts a new text in the place of a script; of a link, in the place of what it leads to.
  static func rewrite(_ path: String, with text: String) throws(FactStoreError) {
    do {
      try Data(text.utf8).write(
        to: URL(filePath: path).resolvingSymlinksInPath(), options: .atomic)
    } catch {
      throw FactStoreError(
        .unwritable, "'\(path)' cannot be written: \(error.localizedDescription)")
    }
  }

  /// The scripts at paths: a file as it is, all `.dl` files below a folder in the order of their
  /// paths, each script once.
  static func scripts(at paths: [String]) throws(FactStoreError) -> [String] {
    var found: [String] = []
    for path in paths {
      switch kind(of: path) {
      case _ where path == standardInput: found.append(path)
      case .file: found.append(path)
      case .none: throw FactStoreError(.unreadable, "there is no file or folder '\(path)'")
      case .folder:
        let below = scripts(below: path)
        guard !below.isEmpty else {
          throw FactStoreError(.unreadable, "the folder '\(path)' holds no .dl scripts")
        }
        found += below.sorted()
      }
    }
    var seen: Set<String> = []
    return found.filter { seen.insert($0).inserted }
  }

  private enum Kind { case file, folder }

  private static func kind(of path: String) -> Kind? {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { return nil }
    return isFolder.boolValue ? .folder : .file
  }

  /// Leaves out hidden folders, such as those of builds, and links to folders, which may lead back.
  private static func scripts(below folder: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    let base = folder.hasSuffix("/") ? folder : folder + "/"
    return names.filter { !$0.hasPrefix(".") }.flatMap { name -> [String] in
      let path = base + name
      if kind(of: path) == .file { return name.hasSuffix(".dl") ? [path] : [] }
      let isLink = (try? FileManager.default.destinationOfSymbolicLink(atPath: path)) != nil
      return isLink ? [] : scripts(below: path)
    }
  }
}
