import Foundation
import Tupu

/// `tupu extract`: prints what pages state.
enum ExtractCommand {
  private static let format = Option(
    "--format", "F", choices: FactFormats.names,
    "gold (the project's lines, the default), jsonl or dl (statements of the query language)")
  private static let folder = Option(
    "--out", "DIR", "write one file a page into this folder, named as the page")

  static let command = Command(
    name: "extract", operands: "PAGE…", summary: "print the facts of pages",
    details: """
      Reads pages, or all .txt pages of a folder, and prints the facts that they state, each with the
      words that state it.
      """,
    options: [format, folder, .year, .lexicon],
    examples: [
      "tupu extract seeds --format jsonl",
      "tupu extract seeds --format gold --out facts --year 2018",
    ],
    run: run)

  private static func run(_ arguments: Arguments, _ console: Console) throws -> ExitStatus {
    let paths = try arguments.someOperands("a page")
    let format = FactFormats.named(arguments.value(format) ?? "gold")
    let extractor = Extractor(options: try arguments.extractorOptions())
    let pages = try PageList.read(paths)
    let target = try arguments.value(folder).map(makeFolder)
    for page in pages where page.isBlank { console.remark("tupu: '\(page.name)' is empty") }
    var bar = ProgressBar()
    for start in stride(from: 0, to: pages.count, by: batchSize) {
      let batch = Array(pages[start..<min(start + batchSize, pages.count)])
      for (page, extraction) in zip(batch, extractor.extract(batch)) {
        let text = format.text(of: extraction, page: page)
        if let target {
          try write(text, to: "\(target)/\(page.stem).\(format.ending)")
        } else {
          console.write(text)
        }
      }
      bar.show(start + batch.count, of: pages.count)
    }
    return .fine
  }

  /// How many pages are read at once, on all cores, before their facts are written.
  private static let batchSize = 32

  private static func makeFolder(_ path: String) throws(FactStoreError) -> String {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
      return path
    } catch {
      throw FactStoreError(
        .unwritable, "the folder '\(path)' cannot be made: \(error.localizedDescription)")
    }
  }

  private static func write(_ text: String, to path: String) throws(FactStoreError) {
    do {
      try Data(text.utf8).write(to: URL(filePath: path), options: .atomic)
    } catch {
      throw FactStoreError(
        .unwritable, "'\(path)' cannot be written: \(error.localizedDescription)")
    }
  }
}
