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

  /// Who supervised which place, with the date of the visit.
  static let query: Query = {
    let supervised = RelationHandle<String, String>("supervised")
    let visited = RelationHandle<String, String, String, CalendarDate>("visited")
    let (who, place) = (QueryTerm<String>.variable("Who"), QueryTerm<String>.variable("Place"))
    let on = QueryTerm<CalendarDate>.variable("On")
    return Query(who, place, on) {
      supervised(who, place)
      visited(who, place, .any, on)
    }
  }()

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
    let inspections = try graph.prepare(query)
    let known = Set(try inspections.rows().decoded(as: Inspection.self))
    let imported = Set(graph.facts.pages)
    let pages = try GraphLocation.pages(at: folder).filter { !imported.contains($0.name) }
    try graph.importPages(pages)

    var count = 0
    var lines: [String] = []
    for row in try inspections.rows() {
      let inspection = try row.decoded(as: Inspection.self)
      if known.contains(inspection) { continue }
      count += 1
      lines.append("\(inspection.on)  \(inspection.who)  \(inspection.place)")
      lines += try evidence(for: row, of: inspections, in: graph).map { "    \($0)" }
    }
    let subject = "Subject: \(count) inspections in \(pages.count) new pages"
    return ([subject, ""] + lines).joined(separator: "\n") + "\n"
  }

  /// The printed words behind a row, with their page and line.
  static func evidence(for row: AnswerRow, of query: PreparedQuery, in graph: KnowledgeGraph)
    throws -> [String]
  {
    guard let visit = try query.why(row)?.statedFacts.first(where: { $0.relation == "visited" })
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
