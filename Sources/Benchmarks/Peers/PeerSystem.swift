import Foundation

/// Another system that runs the same workloads: a command on the path, or a module of Python.
struct PeerSystem: Sendable {
  let name: String
  /// Prints the version.
  let version: [String]
  /// Its programs by the names of workloads; one workload's data may need statements of its own.
  let programs: [String: String]
  /// The ending of the program's file.
  let ending: String
  /// Done once before the runs, and not timed; `FILE` stands for the program's file without ending.
  var prepare: [String] = []
  /// The command that is timed.
  let command: [String]
  /// Whether the command reads the program as its standard input.
  var readsInput = false
  /// Whether it reads the data as facts in files that end in `.lp`.
  var readsFacts = false

  static let all: [PeerSystem] =
    Souffle.systems + [
      DuckDB.command, DuckDB.module, SQLite.system, Nemo.system, Prolog.system, Clingo.system,
      Cozo.system, Ladybug.system,
    ]

  /// The version, if it is installed.
  func installedVersion(in folder: String) -> String? {
    guard let run = try? ProcessRun(version, in: folder, timeout: 30), run.end == .finished else {
      return nil
    }
    let words = (run.output + run.errors).split(whereSeparator: { $0.isWhitespace })
    let number = words.first { $0.contains(".") && $0.contains(where: \.isNumber) }
    return String(number ?? "").trimmingCharacters(in: CharacterSet(charactersIn: "v,()"))
  }

  func command(for file: String) -> [String] {
    command.map { $0.replacingOccurrences(of: "FILE", with: file) }
  }

  func preparation(for file: String) -> [String] {
    prepare.map { $0.replacingOccurrences(of: "FILE", with: file) }
  }

  /// The version of a module of Python.
  static func version(ofModule module: String, package: String) -> [String] {
    [
      "python3", "-c",
      "import \(module), importlib.metadata; print(importlib.metadata.version('\(package)'))",
    ]
  }
}
