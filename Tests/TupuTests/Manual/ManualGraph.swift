import Foundation
import Tupu

/// The pages in `seeds`, which are read once for all tests of the manual.
enum ManualGraph {
  static let seeds = Result { try GraphLocation.read(Document.root.appending(path: "seeds").path) }
}

/// A folder for the files of one example, removed afterwards.
final class ExampleFolder {
  let url = FileManager.default.temporaryDirectory
    .appending(path: "tupu-manual-\(UUID().uuidString)").resolvingSymlinksInPath()

  init() throws {
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: url.appending(path: name))
  }

  var files: ScriptFiles { ScriptFiles(workingFolder: url.path) }
}
