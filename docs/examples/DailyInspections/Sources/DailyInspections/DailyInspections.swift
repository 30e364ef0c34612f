import Foundation
import Tupu

/// Reads the pages of a folder that are new into a graph file and prints, as the text of a mail, the
/// inspections that they report and the graph did not know of.
@main
struct DailyInspections {
  /// A row of the query; each column is a property.
  struct Inspection: Decodable, Hashable {
    let who: String
    let place: String
    let on: CalendarDate
  }

  static let query =
    "?(who: Who, place: Place, on: On) :- supervised(Who, Place), visited(Who, Place, _, On)."

  static func main() {
    let arguments = CommandLine.arguments.dropFirst()
    guard let file = arguments.first, let folder = arguments.dropFirst().first else {
      fail("usage: DailyInspections <graph file> <folder of pages>")
    }
    do {
      print(try letter(file: file, folder: folder), terminator: "")
    } catch {
      fail("\(error)")
    }
  }

  static func letter(file: String, folder: String) throws -> String {
    let graph = try KnowledgeGraph(writing: file)
    let inspections = try graph.prepare(query, as: Inspection.self)
    let known = Set(try inspections.rows())
    let imported = Set(graph.facts.pages)
    let pages = try GraphLocation.pages(at: folder).filter { !imported.contains($0.name) }
    for page in pages { try graph.importPage(page) }
    let new = try inspections.rows().filter { !known.contains($0) }

    var lines = ["Subject: \(new.count) inspections in \(pages.count) new pages", ""]
    for inspection in new {
      lines.append("\(inspection.on)  \(inspection.who)  \(inspection.place)")
      lines += try evidence(for: inspection, in: graph).map { "    \($0)" }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The printed words behind an inspection, with their page and line.
  static func evidence(for inspection: Inspection, in graph: KnowledgeGraph) throws -> [String] {
    let supervised = RelationHandle<String, String>("supervised")
    let query = try graph.prepare(
      Query(QueryTerm<String>.parameter("who").named("who")) {
        supervised(.parameter("who"), .parameter("place"))
      })
    let parameters: [String: Value] = [
      "who": .text(inspection.who), "place": .text(inspection.place),
    ]
    guard let row = try query.rows(parameters).first,
      let visit = try query.why(row, parameters)?.statedFacts.first(where: {
        $0.relation == "visited"
      })
    else { return [] }
    return graph.provenance(of: visit).map { origin in
      let words = origin.text.split(whereSeparator: \.isNewline).joined()
      return "\(origin.page):\(origin.line)  \(words)"
    }
  }

  static func fail(_ message: String) -> Never {
    FileHandle.standardError.write(Data((message + "\n").utf8))
    exit(1)
  }
}
