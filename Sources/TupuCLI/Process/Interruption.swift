import Foundation
import Synchronization

/// What Ctrl-C does: it cancels an evaluation, and ends the process when there is none.
///
/// A second Ctrl-C ends the process in any case. A signal's handler may do next to nothing, so it
/// sets a flag at which the evaluation looks now and then.
enum Interruption {
  private static let isRunning = Atomic<Bool>(false)
  private static let isAsked = Atomic<Bool>(false)
  private static let isSession = Atomic<Bool>(false)

  /// Whether Ctrl-C was pressed during the evaluation that runs or was the last.
  static var isRequested: Bool { isAsked.load(ordering: .relaxed) }

  /// Puts the handlers in their places.
  static func install() {
    // The flags are made here, as a signal's handler may not.
    _ = isRequested || isRunning.load(ordering: .relaxed) || isSession.load(ordering: .relaxed)
    // A reader that goes away is no signal: `Console` learns of it when it writes.
    signal(SIGPIPE, SIG_IGN)
    // A parent that starts this process from a thread of a pool may hand down blocked signals.
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGINT)
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    signal(SIGINT) { _ in
      let isSecond = Interruption.isAsked.exchange(true, ordering: .relaxed)
      let goesOn =
        Interruption.isRunning.load(ordering: .relaxed)
        || Interruption.isSession.load(ordering: .relaxed)
      if isSecond || !goesOn { _exit(ExitStatus.interrupted.rawValue) }
    }
  }

  /// Begins to work on an input of a session: the next Ctrl-C stops this work, whether it evaluates
  /// already or not, and not the session.
  static func beginInput() {
    isSession.store(true, ordering: .relaxed)
    isAsked.store(false, ordering: .relaxed)
  }

  /// Runs an evaluation that asks `isRequested` whether to stop.
  static func cancellable<Result>(_ evaluate: () throws -> Result) rethrows -> Result {
    if !isSession.load(ordering: .relaxed) { isAsked.store(false, ordering: .relaxed) }
    isRunning.store(true, ordering: .relaxed)
    defer { isRunning.store(false, ordering: .relaxed) }
    return try evaluate()
  }
}
