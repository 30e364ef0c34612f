import Foundation
import Tupu

extension Console {
  /// Says why something could not be done.
  ///
  /// - Returns: The exit status for it.
  func report(_ error: any Error) -> ExitStatus {
    switch error {
    case let error as UsageError:
      say("tupu: \(error.message)")
      return .usage
    case let error as DiagnosticsError:
      say(error.diagnostics)
      return ExitStatus(of: error.diagnostics)
    case let error as FactStoreError:
      say("tupu: \(error.message)")
      return .file
    default:
      say("tupu: \(error.localizedDescription)")
      return .file
    }
  }
}
