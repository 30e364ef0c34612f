import Foundation

/// Runs benchmarks: one warm-up, then five runs; prints the median, the extremes and peak memory.
enum BenchmarkRunner {
  static let runCount = 5

  struct Figures {
    let name: String
    let median: Duration
    let fastest: Duration
    let slowest: Duration
    let result: Int
  }

  static func run(_ benchmark: Benchmark) throws -> Figures {
    let work = try benchmark.prepare()
    let result = try work()
    if let expected = benchmark.expected, result != expected {
      throw BenchmarkFailure(
        description: "\(benchmark.name) gave \(result), and \(expected) is right")
    }
    var times: [Duration] = []
    for _ in 0..<runCount {
      var again = 0
      times.append(try ContinuousClock().measure { again = try work() })
      guard again == result else {
        throw BenchmarkFailure(description: "\(benchmark.name) gave \(result), then \(again)")
      }
    }
    times.sort()
    return Figures(
      name: benchmark.name, median: times[runCount / 2], fastest: times[0],
      slowest: times[runCount - 1], result: result)
  }

  /// The most memory that the process has used so far, in MiB; `nil` where the system does not say.
  static func peakMemory() -> Int? {
    guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8),
      let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") }),
      let number = line.split(whereSeparator: { !$0.isNumber }).first.flatMap({ Int($0) })
    else { return nil }
    return number / 1024
  }
}
