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
    } catch let error as UsageError {
      console.say("tupu: \(error.message)\n\(error.advice)")
      return .usage
    } catch let error as DiagnosticsError {
      console.say(error.diagnostics)
      return ExitStatus(of: error.diagnostics)
    } catch let error as FactStoreError {
      console.say("tupu: \(error.message)")
      return .file
    } catch {
      console.say("tupu: \(error.localizedDescription)")
      return .file
    }
  }
}
