import Datalog
import Foundation
import GraphStore

/// `StoreWriter FILE full|fast COUNT [LIMIT]`: commits transactions and prints the number of each
/// one that is committed, until it has done COUNT of them or is killed.
///
/// With a limit no file may grow longer, as on a disk that is full.
@main
struct StoreWriterMain {
  static func main() {
    do {
      let words = CommandLine.arguments
      guard words.count >= 4, let count = Int(words[3]) else { exit(2) }
      if words.count > 4, let limit = UInt64(words[4]) { limitFiles(to: limit) }
      try write(words[1], durability: words[2] == "fast" ? .fast : .full, count: count)
    } catch {
      say("error \(error)")
      exit(1)
    }
  }

  private static func write(_ path: String, durability: GraphDatabase.Durability, count: Int) throws
  {
    let database = try GraphDatabase(at: path, waitingUpTo: .seconds(20), durability: durability)
    let first = WriterWorkload.lastTransaction(in: database.facts) + 1
    for number in first..<(first + count) {
      do {
        try database.write { transaction throws(FactStoreError) in
          try WriterWorkload.perform(number, on: &transaction)
        }
        say("\(number)")
        if number % 7 == 0 { try database.compact() }
      } catch {
        // What failed must not be seen, here or by those who open the file.
        let seen = WriterWorkload.lastTransaction(in: database.facts)
        say(
          "failed \(number) \(seen == number - 1 || number % 7 == 0 ? "cleanly" : "with a trace")")
        throw error
      }
    }
  }

  /// Writes a line at once: what a buffer holds when the process is killed is not written.
  private static func say(_ line: String) {
    let bytes = Array("\(line)\n".utf8)
    _ = bytes.withUnsafeBytes { Foundation.write(STDOUT_FILENO, $0.baseAddress, $0.count) }
  }

  private static func limitFiles(to length: UInt64) {
    signal(SIGXFSZ, SIG_IGN)
    var limit = rlimit(rlim_cur: rlim_t(length), rlim_max: rlim_t(length))
    #if canImport(Darwin)
      setrlimit(RLIMIT_FSIZE, &limit)
    #else
      setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
    #endif
  }
}
