/// A piece of work that is timed, and that checks its own result.
struct Benchmark: Sendable {
  /// What `Benchmarks NAME` selects.
  let name: String
  /// What is measured, in one line.
  let summary: String
  /// Prepares the work; what it returns runs it once and says what came out.
  let prepare: @Sendable () throws -> (() throws -> Int)
  /// What must come out, where it is known beforehand.
  let expected: Int?
}

/// Why a benchmark's figures mean nothing.
struct BenchmarkFailure: Error, CustomStringConvertible {
  let description: String
}
