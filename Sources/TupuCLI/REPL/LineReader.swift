import Foundation

/// Reads lines from standard input, with a prompt where somebody types them.
struct LineReader {
  let isInteractive: Bool
  private let console: Console

  init(isInteractive: Bool, _ console: Console) {
    self.isInteractive = isInteractive
    self.console = console
  }

  /// The next line without its line break; `nil` at the end of the input.
  func next(prompt: String) -> String? {
    if isInteractive { console.write(prompt) }
    console.flush()
    return readLine()
  }
}
