import Tupu

/// Why a command line was not understood.
struct UsageError: Error {
  let message: String
  /// The command whose help tells more.
  var command: String?

  init(_ message: String) { self.message = message }

  /// Says that a word is none of those known, and offers the one that was probably meant.
  init(_ message: String, unknown word: String, among known: some Sequence<String>) {
    let near = NearNames.nearest(to: word, among: known)
    self.message = message + (near.map { "; did you mean '\($0)'?" } ?? "")
  }

  /// Where to read on.
  var advice: String { "See 'tupu \(command.map { "\($0) " } ?? "")--help'." }
}
