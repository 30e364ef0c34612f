import Foundation

/// What a benchmark took with one system.
struct Measurement: Codable, Sendable {
  let benchmark: String
  let system: String
  /// The number of runs behind the figures; the warm-up is not one of them.
  var runs = 0
  /// Seconds on the clock, of the whole process where it has one of its own.
  var median = 0.0
  var fastest = 0.0
  var slowest = 0.0
  /// The median of the seconds of computing, by all threads.
  var computing = 0.0
  /// The median of the seconds that the engine itself needed, after reading the data.
  var evaluation: Double?
  /// The most bytes that a process held.
  var memory = 0
  var result: Int?
  /// Why there are no figures, or why they do not count.
  var problem: String?

  init(_ benchmark: String, _ system: String, problem: String? = nil) {
    self.benchmark = benchmark
    self.system = system
    self.problem = problem
  }
}

/// All measurements of one call.
struct Report: Codable {
  var date = Date()
  /// The processor, its number, and the system.
  var machine = Machine.description
  /// The systems with their versions.
  var systems: [String: String] = [:]
  var measurements: [Measurement] = []

  func write(to path: String) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    encoder.dateEncodingStrategy = .iso8601
    try encoder.encode(self).write(to: URL(filePath: path))
  }

  init() {}

  init(contentsOf path: String) throws {
    let decoder = JSONDecoder()
    decoder.dateDecodingStrategy = .iso8601
    self = try decoder.decode(Report.self, from: Data(contentsOf: URL(filePath: path)))
  }
}

/// The machine as a report names it.
enum Machine {
  static var description: String {
    let information = ProcessInfo.processInfo
    let memory = information.physicalMemory >> 30
    return "\(processor), \(information.activeProcessorCount) cores, \(memory) GiB, "
      + information.operatingSystemVersionString
  }

  private static var processor: String {
    let text = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
    let line = text.split(separator: "\n").first { $0.hasPrefix("model name") }
    return line.flatMap { $0.split(separator: ":").last }
      .map { $0.trimmingCharacters(in: .whitespaces) } ?? "processor"
  }
}

extension Array where Element == Double {
  var median: Double { isEmpty ? 0 : sorted()[count / 2] }
}
