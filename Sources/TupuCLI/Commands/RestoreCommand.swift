import Foundation
import Tupu

/// `tupu restore`: makes a graph file of a dump.
enum RestoreCommand {
  static let command = Command(
    name: "restore", operands: "DUMP", summary: "make a graph file of what 'tupu dump' wrote",
    details: """
      Makes a graph file of a dump; '-' is standard input. A file that is there already is not
      touched.
      """,
    options: [.graphFile],
    examples: ["tupu restore graph.dl --graph graph.tupu"],
    run: run)

  private static func run(_ arguments: Arguments, _ console: Console) throws -> ExitStatus {
    let dump = try arguments.onlyOperand("a dump")
    let file = try arguments.graphFile(for: "restore")
    guard !FileManager.default.fileExists(atPath: file) else {
      throw FactStoreError(
        .unwritable, "'\(file)' is there already; restore into another file, or remove it first")
    }
    let data =
      dump == "-"
      ? FileHandle.standardInput.readDataToEndOfFile() : FileManager.default.contents(atPath: dump)
    guard let data else {
      throw FactStoreError(
        .unreadable,
        FileManager.default.fileExists(atPath: dump)
          ? "'\(dump)' cannot be read" : "there is no file '\(dump)'")
    }
    let store = try DumpReader.store(from: [UInt8](data), name: dump)
    try store.write(to: file)
    console.write("\(file): \(store.count) facts of \(store.pages.count) pages\n")
    return .fine
  }
}
