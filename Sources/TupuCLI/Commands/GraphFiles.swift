import Tupu

extension Option {
  static let wait = Option(
    "--wait", "S", "wait up to so many seconds for another process that writes the graph (0)")
}

extension Arguments {
  /// The graph file that a command needs.
  func graphFile(for command: String) throws(UsageError) -> String {
    guard let file = value(.graphFile) else {
      throw UsageError("'\(command)' needs '--graph FILE'")
    }
    return file
  }

  /// The time that `--wait` gives.
  func waiting() throws(UsageError) -> Duration {
    guard let text = value(.wait) else { return .zero }
    guard let seconds = Double(text), seconds >= 0, seconds < 1e9 else {
      throw UsageError("'--wait' needs a number of seconds, not '\(text)'")
    }
    return .seconds(seconds)
  }
}

extension FactStore.Change {
  /// The change in words.
  var summary: String { "\(added) added, \(removed) removed, \(kept) kept" }
}
