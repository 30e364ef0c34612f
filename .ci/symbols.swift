// Reads symbol graphs: checks that every public symbol is documented, compares them with a baseline,
// and writes them as those of one module for docc.
//
//   symbols <graphs> <merged> <baseline> [--update]

import Foundation

let arguments = CommandLine.arguments
guard arguments.count >= 4 else {
  print("usage: symbols <graphs> <merged> <baseline> [--update]")
  exit(2)
}
let (graphs, merged, baseline) = (arguments[1], arguments[2], arguments[3])
let updates = arguments.dropFirst(4).contains("--update")

struct Symbol {
  let name: String
  let declaration: String
  let isDocumented: Bool
  /// Written in a source file, and not made by the compiler.
  let isWritten: Bool
}

func text(_ fragments: Any?) -> String {
  (fragments as? [[String: Any]] ?? []).compactMap { $0["spelling"] as? String }.joined()
    .split(whereSeparator: \.isWhitespace).joined(separator: " ")
}

func symbols(in graph: [String: Any]) -> [Symbol] {
  (graph["symbols"] as? [[String: Any]] ?? []).map { symbol in
    let path = (symbol["pathComponents"] as? [String] ?? []).joined(separator: ".")
    return Symbol(
      name: path, declaration: "\(path)\t\(text(symbol["declarationFragments"]))",
      isDocumented: symbol["docComment"] != nil, isWritten: symbol["location"] != nil)
  }
}

var all: [Symbol] = []
try FileManager.default.createDirectory(atPath: merged, withIntermediateDirectories: true)
for file in try FileManager.default.contentsOfDirectory(atPath: graphs).sorted() {
  let source = URL(filePath: graphs).appending(path: file)
  var content = try String(contentsOf: source, encoding: .utf8)
  let graph = try JSONSerialization.jsonObject(with: Data(content.utf8)) as? [String: Any] ?? [:]
  // What a module adds to the standard library is listed with the types it adds it to.
  if !file.contains("@Swift") { all += symbols(in: graph) }
  for module in ["Datalog", "GraphStore", "Extraction"] {
    content = content.replacing(
      "\"module\":{\"name\":\"\(module)\"", with: "\"module\":{\"name\":\"Tupu\"")
    content = content.replacing(
      "\"extendedModule\":\"\(module)\"", with: "\"extendedModule\":\"Tupu\"")
  }
  let name = file.replacing("@", with: "-")
  try content.write(
    to: URL(filePath: merged).appending(path: name), atomically: true, encoding: .utf8)
}

let written = all.filter(\.isWritten)
let missing = written.filter { !$0.isDocumented }
for symbol in missing { print("not documented: \(symbol.name)") }
print("documented: \(written.count - missing.count) of \(written.count) public symbols")

let present = Set(written.map(\.declaration))
if updates {
  let lines = present.sorted().joined(separator: "\n") + "\n"
  try lines.write(toFile: baseline, atomically: true, encoding: .utf8)
  print("baseline: \(present.count) declarations")
} else {
  let known = try String(contentsOfFile: baseline, encoding: .utf8)
  let promised = Set(known.split(separator: "\n").map(String.init))
  let gone = promised.subtracting(present).sorted()
  for declaration in gone { print("breaking: gone or changed: \(declaration)") }
  let new = present.subtracting(promised).count
  if new > 0 { print("not in the baseline yet: \(new) declarations; '.ci/documentation --update' adds them") }
  if !gone.isEmpty { exit(1) }
}
if !missing.isEmpty { exit(1) }
