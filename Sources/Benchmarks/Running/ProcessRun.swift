import Foundation
import Synchronization

/// What one run of a command took: the whole process, from its start to its end.
struct ProcessRun: Sendable {
  enum End: Sendable, Equatable {
    case finished
    case failed(Int32)
    case timedOut
  }

  let end: End
  /// Seconds on the clock, and seconds of computing by all threads.
  let wall: Double
  let computing: Double
  /// The most bytes that it held.
  ///
  /// The system counts what this process held when it started the other, so smaller figures than
  /// that do not occur.
  let memory: Int
  let output: String
  let errors: String

  /// The last whole number that it wrote.
  var number: Int? {
    output.split(whereSeparator: { !$0.isNumber && !$0.isLetter && $0 != "." })
      .lazy.reversed().compactMap { Int($0) }.first
  }

  /// Runs a command in a folder.
  ///
  /// The shell goes there and becomes the command, so nothing but the command is counted.
  ///
  /// - Parameters:
  ///   - input: A file in the folder that the command reads as its standard input.
  ///   - outputs: The folder for what it writes, if that is another one.
  init(
    _ command: [String], in folder: String, input: String = "/dev/null", outputs: String? = nil,
    timeout: Double
  ) throws {
    let outputs = outputs ?? folder
    let shell = """
      folder=$1; outputs=$2; shift 2
      cd "$folder" && exec "$@" <\(input) >"$outputs/output.txt" 2>"$outputs/errors.txt"
      """
    let arguments = ["/bin/sh", "-c", shell, "sh", folder, outputs] + command
    let clock = ContinuousClock()
    let start = clock.now
    let process = try Self.start(arguments)
    let isOver = Self.kill(process, after: timeout)
    var information = siginfo_t()
    while waitid(P_PID, UInt32(process), &information, WEXITED | WNOWAIT) != 0, errno == EINTR {}
    wall = (clock.now - start) / .seconds(1)
    let wasKilled = isOver.end()
    var status: Int32 = 0
    var usage = rusage()
    _ = wait4(process, &status, 0, &usage)
    computing = Self.seconds(usage.ru_utime) + Self.seconds(usage.ru_stime)
    #if os(Linux)
      memory = Int(usage.ru_maxrss) * 1024
    #else
      memory = Int(usage.ru_maxrss)
    #endif
    end = wasKilled ? .timedOut : status == 0 ? .finished : .failed(status)
    output = Self.text("\(outputs)/output.txt")
    errors = Self.text("\(outputs)/errors.txt")
  }

  private static func start(_ arguments: [String]) throws -> pid_t {
    var process: pid_t = 0
    var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
    var settings: [UnsafeMutablePointer<CChar>?] =
      ProcessInfo.processInfo.environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for word in words + settings { free(word) } }
    let failure = posix_spawn(&process, arguments[0], nil, nil, &words, &settings)
    guard failure == 0 else {
      throw BenchmarkFailure(description: "'\(arguments[0])' cannot be started")
    }
    return process
  }

  /// Whether a process has ended by itself or was ended because its time was over.
  private final class Ending: Sendable {
    private let state = Mutex((isOver: false, wasKilled: false))

    func kill(_ process: pid_t) {
      state.withLock { state in
        guard !state.isOver else { return }
        state.wasKilled = true
        _ = Foundation.kill(process, SIGKILL)
      }
    }

    func end() -> Bool {
      state.withLock { state in
        state.isOver = true
        return state.wasKilled
      }
    }
  }

  private static func kill(_ process: pid_t, after timeout: Double) -> Ending {
    let ending = Ending()
    DispatchQueue.global().asyncAfter(deadline: .now() + timeout) { ending.kill(process) }
    return ending
  }

  private static func seconds(_ time: timeval) -> Double {
    Double(time.tv_sec) + Double(time.tv_usec) / 1_000_000
  }

  private static func text(_ path: String) -> String {
    String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
  }
}
