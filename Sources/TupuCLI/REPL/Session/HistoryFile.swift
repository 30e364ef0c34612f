import Foundation

/// The statements of earlier sessions, one a line, in a file that only its owner reads.
///
/// `TUPU_HISTORY` names the file, and turns the history off when it is empty; else it is
/// `tupu/history` in `$XDG_STATE_HOME`.
struct HistoryFile {
  private static let most = 5000
  let path: String

  init?(_ environment: [String: String]) {
    if let path = environment["TUPU_HISTORY"] {
      guard !path.isEmpty else { return nil }
      self.path = path
    } else {
      let folder = UserFolders.folder("XDG_STATE_HOME", ".local/state", environment)
      guard let folder else { return nil }
      path = folder + "/history"
    }
  }

  /// The statements, oldest first; none when there is no file.
  func read() -> [String] {
    guard let data = FileManager.default.contents(atPath: path) else { return [] }
    let lines = String(decoding: data, as: UTF8.self).split(separator: "\n")
    if lines.count > 2 * Self.most { write(lines.suffix(Self.most).map { String($0) }) }
    return lines.suffix(Self.most).map(Self.decoded)
  }

  /// Adds a statement at the end; several sessions may do so at once.
  func append(_ entry: String) {
    let folder = (path as NSString).deletingLastPathComponent
    try? FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    // A file that somebody else made may be open to all.
    _ = fchmod(descriptor, 0o600)
    let bytes = Array((Self.encoded(entry) + "\n").utf8)
    _ = Foundation.write(descriptor, bytes, bytes.count)
  }

  private func write(_ lines: [String]) {
    let data = Data((lines.joined(separator: "\n") + "\n").utf8)
    guard (try? data.write(to: URL(filePath: path), options: .atomic)) != nil else { return }
    _ = chmod(path, 0o600)
  }

  private static func encoded(_ entry: String) -> String {
    entry.replacing("\\", with: "\\\\").replacing("\n", with: "\\n")
  }

  private static func decoded(_ line: Substring) -> String {
    var text = ""
    var isEscaped = false
    for character in line {
      if isEscaped {
        text.append(character == "n" ? "\n" : character)
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else {
        text.append(character)
      }
    }
    return text
  }
}

/// The folders in which a user keeps what programs know.
enum UserFolders {
  /// The folder of this program below one that a variable names, or below its usual place.
  static func folder(_ variable: String, _ usual: String, _ environment: [String: String])
    -> String?
  {
    // A relative path is to be ignored, says the specification.
    if let folder = environment[variable], folder.hasPrefix("/") { return folder + "/tupu" }
    return environment["HOME"].map { "\($0)/\(usual)/tupu" }
  }
}
