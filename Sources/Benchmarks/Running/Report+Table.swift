import Foundation

extension Measurement {
  var mebibytes: Double { Double(memory) / 1_048_576 }

  /// One line for the terminal.
  var line: String {
    let names = "\(benchmark) · \(system)"
    guard problem == nil else { return "\(names): \(problem ?? "")" }
    let own = evaluation.map { String(format: ", evaluation %.4f s", $0) } ?? ""
    return String(
      format: "%@: %.4f s (%.4f–%.4f)%@, computing %.3f s, %d MiB, %d results", names, median,
      fastest, slowest, own, computing, memory >> 20, result ?? 0)
  }
}

extension Report {
  /// Tables in Markdown: seconds, seconds of computing and mebibytes of each system on each workload.
  var table: String {
    let seconds: (Double) -> String = { String(format: $0 < 0.1 ? "%.3f" : "%.2f", $0) }
    return """
      Seconds of the whole process, median:

      \(table(of: \.median, as: seconds))

      \(means(of: \.median, "time"))

      Seconds of computing by all threads, median:

      \(table(of: \.computing, as: seconds))

      \(means(of: \.computing, "computing"))

      Peak memory in MiB:

      \(table(of: \.mebibytes) { String(Int($0)) })
      """
  }

  private var names: [String] {
    [Runner.ours] + PeerSystem.all.map(\.name).filter { systems[$0] != nil }
  }

  /// The benchmarks in order, each with its measurements by system.
  private var rows: [(name: String, cells: [String: Measurement])] {
    var rows: [(name: String, cells: [String: Measurement])] = []
    for measurement in measurements {
      if rows.last?.name != measurement.benchmark { rows.append((measurement.benchmark, [:])) }
      rows[rows.count - 1].cells[measurement.system] = measurement
    }
    return rows.filter { $0.cells.count > 1 }
  }

  private func table(
    of figure: (Measurement) -> Double, as text: (Double) -> String
  ) -> String {
    var lines = [
      "| | " + names.joined(separator: " | ") + " | best peer ÷ ours |",
      "|---" + String(repeating: "|--:", count: names.count + 1) + "|",
    ]
    for row in rows {
      let cells = names.map { name in
        guard let measurement = row.cells[name] else { return "" }
        guard let problem = measurement.problem else { return text(figure(measurement)) }
        return problem.hasPrefix("no answer") ? "> \(Int(measurement.median))" : "fails"
      }
      let ratio = ratio(row.cells, figure).map { String(format: "%.2f", $0) } ?? ""
      lines.append("| \(row.name) | \(cells.joined(separator: " | ")) | \(ratio) |")
    }
    return lines.joined(separator: "\n")
  }

  /// The best peer's figure over ours: above one we are ahead.
  private func ratio(_ cells: [String: Measurement], _ figure: (Measurement) -> Double) -> Double? {
    let peers = cells.values.filter { $0.system != Runner.ours && $0.problem == nil }
    guard let ours = cells[Runner.ours], ours.problem == nil, let best = peers.map(figure).min()
    else { return nil }
    return best / figure(ours)
  }

  private func means(of figure: (Measurement) -> Double, _ name: String) -> String {
    let ratios = rows.compactMap { ratio($0.cells, figure) }
    guard !ratios.isEmpty else { return "" }
    let mean = exp(ratios.map { log($0) }.reduce(0, +) / Double(ratios.count))
    return String(
      format: "Geometric mean over %d workloads: the best peer takes %.2f times our \(name).",
      ratios.count, mean)
  }
}
