import Foundation

/// New figures beside old ones.
struct Comparison {
  private struct Row {
    let new: Measurement
    let time: Double
    let memory: Double

    var mark: String {
      if new.problem != nil { return "fails" }
      if time > Comparison.tolerance || memory > Comparison.tolerance { return "worse" }
      return time < 1 / Comparison.tolerance ? "better" : ""
    }
  }

  /// Differences below it are taken for noise.
  private static let tolerance = 1.25
  private let rows: [Row]

  init(old: Report, new: Report) {
    rows = new.measurements.compactMap { measurement in
      let before = old.measurements.first {
        $0.benchmark == measurement.benchmark && $0.system == measurement.system
      }
      guard let before, before.problem == nil, measurement.system == Runner.ours else { return nil }
      return Row(
        new: measurement, time: measurement.median / max(before.median, 1e-9),
        memory: Double(measurement.memory) / Double(max(before.memory, 1)))
    }
  }

  var isWorse: Bool { rows.contains { $0.mark == "worse" || $0.mark == "fails" } }

  var text: String {
    let lines = rows.map { row in
      let figures = String(format: "%6.2f× time %6.2f× memory  ", row.time, row.memory)
      return "\(figures)\(row.new.benchmark)  \(row.mark)"
    }
    return (["Beside the older figures:"] + lines).joined(separator: "\n")
  }
}
