import Foundation
import Tupu

/// The process: its arguments in, its exit status out.
@main
struct TupuMain {
  static let version = "0.1.0"

  static func main() {
    Interruption.install()
    let console = Console()
    let status = status(of: Array(CommandLine.arguments.dropFirst()), console)
    console.flush()
    exit(status.rawValue)
  }

  private static func status(of words: [String], _ console: Console) -> ExitStatus {
    do {
      return try Dispatcher(console: console).run(words)
    } catch {
      let status = console.report(error)
      if let error = error as? UsageError { console.say(error.advice) }
      return status
    }
  }
}
