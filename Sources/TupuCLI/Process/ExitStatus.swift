import Tupu

/// What the command tells its caller; scripts in CI depend on these numbers.
enum ExitStatus: Int32 {
  case fine = 0
  /// An expectation, a constraint or a test failed, or a fact does not hold.
  case failed = 1
  case usage = 2
  case script = 3
  /// A limit was reached.
  case limit = 4
  case file = 5
  case interrupted = 130

  /// The graver of two: what a run of several scripts ends with.
  func joined(with other: ExitStatus) -> ExitStatus { rawValue >= other.rawValue ? self : other }

  /// What messages about a script amount to; warnings are nothing.
  init(of diagnostics: [Diagnostic]) {
    let errors = diagnostics.filter { $0.severity == .error }.map(\.code)
    if errors.isEmpty {
      self = .fine
    } else if errors.contains(.limitReached) || errors.contains(.cancelled) {
      self = .limit
    } else if errors.allSatisfy({ $0 == .unreadableFile || $0 == .unwritableFile }) {
      self = .file
    } else {
      self = .script
    }
  }
}
