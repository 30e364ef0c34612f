import Foundation
import Testing

/// What a run of the command gave.
struct CommandResult {
  let status: Int32
  let output: String
  let messages: String

  var lines: [String] {
    output.split(separator: "\n", omittingEmptySubsequences: false).map { String($0) }
  }
}

/// A temporary folder in which the built command `tupu` runs.
final class Workspace {
  /// A page that states that 陈红民 supervised 高砦农贸市场.
  static let page = """
    二七区领导督导高砦农贸市场
    本报讯 8月9日,二七区委书记陈红民到长江路街道督导高砦农贸市场整治工作。

    """

  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory
      .appending(path: "tupu-cli-\(UUID().uuidString)").resolvingSymlinksInPath()
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  // MARK: - Files

  func write(_ text: String, to name: String) throws { try write(Data(text.utf8), to: name) }

  func write(_ data: Data, to name: String) throws {
    let file = folder.appending(path: name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try data.write(to: file)
  }

  func text(of name: String) throws -> String {
    try String(contentsOf: folder.appending(path: name), encoding: .utf8)
  }

  func data(of name: String) throws -> Data { try Data(contentsOf: folder.appending(path: name)) }

  func exists(_ name: String) -> Bool {
    FileManager.default.fileExists(atPath: folder.appending(path: name).path)
  }

  // MARK: - Running

  /// Runs `tupu` to its end.
  func tupu(_ arguments: String..., input: String = "", environment: [String: String] = [:])
    throws -> CommandResult
  {
    let run = try start(
      try Self.command(), arguments, input: input, environment: environment)
    return try run.finish()
  }

  /// Runs `tupu` with a list of words to its end.
  func run(_ words: [String], input: String = "", environment: [String: String] = [:]) throws
    -> CommandResult
  {
    try start(try Self.command(), words, input: input, environment: environment).finish()
  }

  /// Runs a line of the shell, in which `$TUPU` is the command.
  func shell(_ line: String) throws -> CommandResult {
    let shell = URL(filePath: "/bin/bash")
    return try start(
      shell, ["-c", line], input: "", environment: ["TUPU": try Self.command().path]
    ).finish()
  }

  /// Starts `tupu` without waiting for it.
  func startTupu(_ arguments: String...) throws -> RunningCommand {
    try start(try Self.command(), arguments, input: "", environment: [:])
  }

  private func start(
    _ executable: URL, _ arguments: [String], input: String, environment: [String: String]
  ) throws -> RunningCommand {
    let name = UUID().uuidString
    try write(input, to: "\(name).in")
    try write("", to: "\(name).out")
    try write("", to: "\(name).err")
    func file(_ ending: String) -> URL { folder.appending(path: "\(name).\(ending)") }
    let process = Process()
    process.executableURL = executable
    process.arguments = arguments
    process.currentDirectoryURL = folder
    var variables = ProcessInfo.processInfo.environment
    for name in ["NO_COLOR", "FORCE_COLOR"] { variables[name] = nil }
    process.environment = variables.merging(environment) { $1 }
    process.standardInput = try FileHandle(forReadingFrom: file("in"))
    process.standardOutput = try FileHandle(forWritingTo: file("out"))
    process.standardError = try FileHandle(forWritingTo: file("err"))
    try process.run()
    return RunningCommand(process: process, output: file("out"), messages: file("err"))
  }

  /// The command, which the build puts beside the bundle of the tests.
  static func command() throws -> URL {
    let candidates = CommandLine.arguments + Bundle.allBundles.map(\.bundlePath)
    for path in candidates {
      var folder = URL(filePath: path)
      while folder.path != "/", folder.path != folder.deletingLastPathComponent().path {
        folder.deleteLastPathComponent()
        let command = folder.appending(path: "tupu")
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: command.path, isDirectory: &isFolder),
          !isFolder.boolValue, FileManager.default.isExecutableFile(atPath: command.path)
        {
          return command
        }
      }
    }
    throw CocoaError(.fileNoSuchFile)
  }
}

/// A command that was started.
struct RunningCommand {
  let process: Process
  let output: URL
  let messages: URL

  /// Waits until the command has written something.
  func waitForOutput() throws {
    while process.isRunning, try Data(contentsOf: output).isEmpty {
      Thread.sleep(forTimeInterval: 0.01)
    }
  }

  /// Waits for the end.
  func finish() throws -> CommandResult {
    process.waitUntilExit()
    return CommandResult(
      status: process.terminationStatus,
      output: String(decoding: try Data(contentsOf: output), as: UTF8.self),
      messages: String(decoding: try Data(contentsOf: messages), as: UTF8.self))
  }
}
