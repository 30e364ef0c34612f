import Foundation
import Tupu

/// Completes paths.
enum FileCompletion {
  /// The files and folders that a path may go on to.
  ///
  /// - Parameter isQuoted: Whether the path stands in a statement, as text.
  static func candidates(for path: String, isQuoted: Bool) -> [CompletionList.Candidate] {
    let slash = path.lastIndex(of: "/")
    let folder = slash.map { String(path[...$0]) } ?? ""
    let beginning = slash.map { String(path[path.index(after: $0)...]) } ?? path
    let place = (folder as NSString).expandingTildeInPath
    let entries =
      (try? FileManager.default.contentsOfDirectory(atPath: folder.isEmpty ? "." : place)) ?? []
    return entries.sorted().filter {
      $0.hasPrefix(beginning) && (beginning.hasPrefix(".") || !$0.hasPrefix("."))
    }.map { entry in
      var isFolder: ObjCBool = false
      let full = folder.isEmpty ? entry : place + "/" + entry
      _ = FileManager.default.fileExists(atPath: full, isDirectory: &isFolder)
      let text = folder + entry + (isFolder.boolValue ? "/" : "")
      guard isQuoted else { return .init(text: text, label: entry) }
      let quoted = Value.quote(text)
      // The way into a folder goes on behind it.
      return .init(text: isFolder.boolValue ? String(quoted.dropLast()) : quoted, label: entry)
    }
  }
}
