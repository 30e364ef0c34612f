import Foundation

/// Runs benchmarks and workloads, each in a fresh process, and the peers beside ours in turns.
struct Runner {
  let options: Options
  let folder: String
  var report = Report()
  private var peers: [PeerSystem] = []

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
    contenders += try peers.compactMap { try contender($0, workload, in: place) }
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
    let right = workload.expected ?? contenders[0].answer(of: runs[0][0])
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
  private func prepareFiles(_ workload: Workload) throws -> String {
    let place = "\(folder)/\(workload.data.name)"
    if !FileManager.default.fileExists(atPath: place) {
      try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
      let run = try child(
        ["--write", workload.name] + (peers.isEmpty ? [] : ["--peers"]), in: place)
      guard run.end == .finished else { throw BenchmarkFailure(description: Self.problem(run)) }
      // The graph file is made by another workload, which may not be chosen.
      if case .graph = workload.use { try makeStores(workload, in: place) }
    }
    let loaded = if case .files = workload.use { workload.data.tables } else { [String]() }
    let script = workload.script(loading: loaded)
    try Data(script.utf8).write(to: URL(filePath: "\(place)/\(workload.name).dl"))
    return place
  }

  private func makeStores(_ workload: Workload, in place: String) throws {
    let load = Catalog.workloads.first {
      if case .load = $0.use { $0.data.name == workload.data.name } else { false }
    }
    guard let load else { return }
    _ = try ours(load, in: place).run(place, options.timeout)
    for peer in peers { _ = try contender(peer, load, in: place)?.run(place, options.timeout) }
  }

  private func ours(_ workload: Workload, in place: String) throws -> Contender {
    Contender(
      name: Self.ours, command: [Self.executable, "--once", workload.name], input: "/dev/null")
  }

  private func contender(_ peer: PeerSystem, _ workload: Workload, in place: String) throws
    -> Contender?
  {
    guard let program = peer.programs[workload.name] else { return nil }
    let file = "\(workload.name)-\(peer.name)"
    try Data(program.utf8).write(to: URL(filePath: "\(place)/\(file).\(peer.ending)"))
    var result = Contender(
      name: peer.name, command: peer.command(for: file),
      input: peer.readsInput ? "\(file).\(peer.ending)" : "/dev/null")
    let preparation = peer.preparation(for: file)
    if !preparation.isEmpty {
      let run = try ProcessRun(preparation, in: place, timeout: 300)
      if run.end != .finished { result.problem = Self.problem(run) }
    }
    return result
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
