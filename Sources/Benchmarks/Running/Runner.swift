import Foundation

/// Runs benchmarks and workloads, each in a fresh process, and the peers beside ours in turns.
struct Runner {
  let options: Options
  let folder: String
  var report = Report()
  private var peers: [PeerSystem] = []
  private var programs: [String: Program] = [:]

  /// A peer's program in a file, named without its ending.
  private struct Program {
    let file: String
    /// Why it does not compile.
    var problem: String?
  }

  static let ours = "tupu"
  /// A system whose warm-up takes longer runs only once more.
  private static let long = 10.0

  init(_ options: Options) throws {
    self.options = options
    folder =
      FileManager.default.temporaryDirectory
      .appending(path: "tupu-benchmarks-\(ProcessInfo.processInfo.processIdentifier)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    guard options.comparesPeers else { return }
    for peer in PeerSystem.all where options.takes(peer: peer.name) {
      if let version = peer.installedVersion(in: folder) {
        report.systems[peer.name] = version
        peers.append(peer)
      } else {
        print("\(peer.name) is not installed")
      }
    }
  }

  func removeFiles() { try? FileManager.default.removeItem(atPath: folder) }

  // MARK: - Benchmarks of ours alone

  mutating func run(_ benchmark: Benchmark) throws {
    var measurement = Measurement(benchmark.name, Self.ours)
    let run = try child(["--inside", benchmark.name, "--runs", String(options.runs)], in: nil)
    if let line = Self.line(run) {
      measurement.take(line.seconds, result: line.result)
      measurement.computing = run.computing
      measurement.memory = run.memory
    } else {
      measurement.problem = Self.problem(run)
    }
    add(measurement)
  }

  // MARK: - Workloads

  mutating func run(_ workload: Workload) throws {
    let place = try prepareFiles(workload)
    var contenders = [try ours(workload, in: place)]
    for peer in peers {
      if let contender = try contender(peer, workload, in: place) { contenders.append(contender) }
    }
    var runs: [[ProcessRun]] = contenders.map { _ in [] }
    // In turns, so that what else the machine does strikes all of them.
    for turn in 0...options.runs {
      for (index, contender) in contenders.enumerated() {
        if let warmUp = runs[index].first {
          if warmUp.end != .finished { continue }
          if warmUp.wall > Self.long, turn > 1 { continue }
        }
        runs[index].append(try contender.run(place, options.timeout))
      }
    }
    let right =
      workload.expected
      ?? zip(contenders, runs).lazy.compactMap { $0.answer(of: $1[0]) }.first
    for (contender, runs) in zip(contenders, runs) {
      add(contender.measurement(workload.name, runs, right: right))
    }
  }

  /// A system with its program for a workload.
  private struct Contender {
    let name: String
    let command: [String]
    let input: String
    var problem: String?

    func run(_ folder: String, _ timeout: Double) throws -> ProcessRun {
      try ProcessRun(command, in: folder, input: input, timeout: timeout)
    }

    func answer(of run: ProcessRun) -> Int? {
      name == Runner.ours ? Runner.line(run)?.result : run.number
    }

    func measurement(_ workload: String, _ runs: [ProcessRun], right: Int?) -> Measurement {
      var measurement = Measurement(workload, name)
      let bad = runs.first { $0.end != .finished }
      measurement.problem = problem ?? bad.map(Runner.problem)
      let timed = runs.count > 1 ? runs.dropFirst() : runs[...]
      measurement.take(timed.map(\.wall), result: runs.last.flatMap(answer))
      measurement.computing = timed.map(\.computing).median
      measurement.memory = timed.map(\.memory).max() ?? 0
      if name == Runner.ours {
        measurement.evaluation = timed.compactMap { Runner.line($0)?.seconds.first }.median
      }
      if measurement.problem == nil, measurement.result != right {
        let given = measurement.result.map(String.init) ?? "nothing"
        measurement.problem = "gave \(given), and \(right.map(String.init) ?? "?") is right"
      }
      return measurement
    }
  }

  /// Writes the data in a process of its own: what this process holds counts for all it starts.
  private mutating func prepareFiles(_ workload: Workload) throws -> String {
    let place = "\(folder)/\(workload.data.name)"
    if !FileManager.default.fileExists(atPath: place) {
      try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
      let run = try child(
        ["--write", workload.name] + (peers.contains(where: \.readsFacts) ? ["--facts"] : []),
        in: place)
      guard run.end == .finished else { throw BenchmarkFailure(description: Self.problem(run)) }
      // The graph file is made by another workload, which may not be chosen.
      if case .graph = workload.use { try makeStores(workload, in: place) }
    }
    let loaded = if case .files = workload.use { workload.data.tables } else { [String]() }
    let script = workload.script(loading: loaded)
    try Data(script.utf8).write(to: URL(filePath: "\(place)/\(workload.name).dl"))
    return place
  }

  private mutating func makeStores(_ workload: Workload, in place: String) throws {
    let load = Catalog.workloads.first {
      if case .load = $0.use { $0.data.name == workload.data.name } else { false }
    }
    guard let load else { return }
    _ = try ours(load, in: place).run(place, options.timeout)
    for peer in peers { _ = try contender(peer, load, in: place)?.run(place, options.timeout) }
  }

  private func ours(_ workload: Workload, in place: String) throws -> Contender {
    let threads = options.threads.map { ["--threads", String($0)] } ?? []
    return Contender(
      name: Self.ours, command: [Self.executable, "--once", workload.name] + threads,
      input: "/dev/null")
  }

  private mutating func contender(
    _ peer: PeerSystem, _ workload: Workload, in place: String
  ) throws -> Contender? {
    guard let text = peer.programs[workload.name] else { return nil }
    let program = try program(of: peer, text)
    return Contender(
      name: peer.name, command: peer.command(for: program.file),
      input: peer.readsInput ? "\(program.file).\(peer.ending)" : "/dev/null",
      problem: program.problem)
  }

  /// Writes a peer's program, and compiles it if it must be; both once for all that share it.
  private mutating func program(of peer: PeerSystem, _ text: String) throws -> Program {
    let key = peer.name + text
    if let known = programs[key] { return known }
    // As the folders of the data see it.
    var program = Program(file: "../programs/\(peer.name)-\(programs.count)")
    let place = "\(folder)/programs"
    try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
    try Data(text.utf8).write(
      to: URL(filePath: "\(place)/\(program.file)").standardizedFileURL
        .appendingPathExtension(peer.ending))
    let preparation = peer.preparation(for: program.file)
    if !preparation.isEmpty {
      let run = try ProcessRun(preparation, in: place, timeout: 600)
      if run.end != .finished { program.problem = Self.problem(run) }
    }
    programs[key] = program
    return program
  }

  // MARK: - Processes

  private static let executable = Bundle.main.executablePath ?? CommandLine.arguments[0]

  private func child(_ arguments: [String], in place: String?) throws -> ProcessRun {
    let place = place ?? FileManager.default.currentDirectoryPath
    return try ProcessRun(
      [Self.executable] + arguments, in: place, outputs: folder, timeout: 600)
  }

  private static func line(_ run: ProcessRun) -> BenchmarkRunner.Line? {
    guard run.end == .finished, let line = run.output.split(separator: "\n").last else {
      return nil
    }
    return try? JSONDecoder().decode(BenchmarkRunner.Line.self, from: Data(line.utf8))
  }

  private static func problem(_ run: ProcessRun) -> String {
    switch run.end {
    case .timedOut: "no answer in \(Int(run.wall)) s"
    case .failed, .finished:
      (run.errors + run.output).split(separator: "\n").suffix(3).joined(separator: " ")
    }
  }

  private mutating func add(_ measurement: Measurement) {
    report.measurements.append(measurement)
    print(measurement.line)
    fflush(nil)
  }
}

extension Measurement {
  fileprivate mutating func take(_ seconds: [Double], result: Int?) {
    runs = seconds.count
    median = seconds.median
    fastest = seconds.min() ?? 0
    slowest = seconds.max() ?? 0
    self.result = result
  }
}
