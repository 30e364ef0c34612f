/// A way to tell how tests went, while they run.
protocol TestReporter {
  /// Writes what stands before all reports.
  mutating func begin(to console: Console)
  /// Writes what the test of one script gave.
  mutating func report(_ report: ScriptReport, to console: Console)
  /// Writes the end.
  mutating func finish(_ tally: Tally, to console: Console)
}

extension TestReporter {
  func begin(to console: Console) {}
  func finish(_ tally: Tally, to console: Console) { console.write(tally.line + "\n") }
}

/// The formats that `tupu test --format` knows.
enum TestReporters {
  static let names = ["text", "tap", "github"]

  /// The reporter of a name; the one for people for any other.
  static func named(_ name: String) -> any TestReporter {
    switch name {
    case "tap": TAPReporter()
    case "github": GitHubReporter()
    default: TextReporter()
    }
  }
}
