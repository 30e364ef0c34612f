import Foundation
import Tupu

/// Lets somebody write a statement in an editor of their own.
enum ExternalEditor {
  /// The text as it is when the editor is left.
  static func edit(_ text: String) throws(FactStoreError) -> String {
    let environment = ProcessInfo.processInfo.environment
    let command = environment["VISUAL"] ?? environment["EDITOR"] ?? "vi"
    let file = FileManager.default.temporaryDirectory
      .appending(path: "tupu-\(UUID().uuidString).dl")
    defer { try? FileManager.default.removeItem(at: file) }
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", "\(command) \"$0\"", file.path]
    do {
      try Data((text + "\n").utf8).write(to: file)
      try process.run()
    } catch {
      throw FactStoreError(
        .unwritable, "'\(command)' cannot be started: \(error.localizedDescription)")
    }
    process.waitUntilExit()
    guard process.terminationStatus == 0, let data = FileManager.default.contents(atPath: file.path)
    else { return text }
    return String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
  }
}
