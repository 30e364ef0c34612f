import Foundation

/// Shows long text page by page, where somebody sits in front of a terminal.
enum Pager {
  /// Shows text: through the pager when it is longer than the screen, else as it is.
  static func show(_ text: String, on console: Console) {
    let lines = text.utf8.count { $0 == UInt8(ascii: "\n") }
    guard Console.isInteractive, !console.isRedirected, lines >= Console.height ?? .max,
      let command = command, page(text, with: command)
    else {
      console.write(text)
      return
    }
  }

  /// `$PAGER`, else `less`; `nil` when it is set to nothing or to `cat`.
  private static var command: String? {
    let environment = ProcessInfo.processInfo.environment
    if environment["TERM"] == "dumb" { return nil }
    guard let pager = environment["PAGER"] else { return "less" }
    return pager.isEmpty || pager == "cat" ? nil : pager
  }

  private static func page(_ text: String, with command: String) -> Bool {
    let file = FileManager.default.temporaryDirectory.appending(path: "tupu-\(UUID().uuidString)")
    guard (try? Data(text.utf8).write(to: file)) != nil else { return false }
    defer { try? FileManager.default.removeItem(at: file) }
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", "\(command) < \"$0\"", file.path]
    var environment = ProcessInfo.processInfo.environment
    // Cut long lines, pass colours on, leave at once when it fits, stay on the screen.
    if environment["LESS"] == nil { environment["LESS"] = "SRFX" }
    process.environment = environment
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }
}
