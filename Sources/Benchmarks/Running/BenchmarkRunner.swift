import Foundation

/// Runs a benchmark inside this process, which a runner has started for it alone.
enum BenchmarkRunner {
  /// The line that tells the runner what came out.
  struct Line: Codable {
    let result: Int
    /// Seconds: of each run, or of the evaluation alone.
    let seconds: [Double]
  }

  /// One warm-up, then the runs.
  static func run(_ benchmark: Benchmark, runs: Int) throws -> Line {
    let work = try benchmark.prepare()
    let result = try work()
    if let expected = benchmark.expected, result != expected {
      throw BenchmarkFailure(description: "gave \(result), and \(expected) is right")
    }
    var seconds: [Double] = []
    for _ in 0..<runs {
      var again = 0
      seconds.append(try ContinuousClock().measure { again = try work() } / .seconds(1))
      guard again == result else {
        throw BenchmarkFailure(description: "gave \(result), then \(again)")
      }
    }
    return Line(result: result, seconds: seconds)
  }
}
