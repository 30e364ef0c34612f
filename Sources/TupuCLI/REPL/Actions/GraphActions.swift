import Foundation
import Tupu

/// Commands about what the graph holds, and where it comes from.
enum GraphActions {
  static let all = [relations, schema, rules, sample, entity, open, importPages, save]

  private static let relations = ReplAction(
    name: "relations", summary: "the relations in force, with their columns"
  ) { _, repl in
    repl.show(repl.state.vocabulary.relations.map { "\($0)" })
  }

  private static let schema = ReplAction(
    name: "schema", operand: "R", summary: "the columns of a relation, and how many facts it has"
  ) { name, repl in
    guard let relation = relation(name, repl) else { return .usage }
    let empty = SourceText(name: "schema", text: "")
    let count = Interruption.cancellable {
      try? repl.state.session.runner.evaluation(of: empty)?.evaluation.count(of: name)
    }
    let facts = count.map { "  % \(Spelling.count($0, "fact"))" } ?? ""
    return repl.show(["relation \(relation).\(facts)"])
  }

  private static let rules = ReplAction(
    name: "rules", operand: "R", summary: "the rules that derive a relation"
  ) { name, repl in
    guard relation(name, repl) != nil else { return .usage }
    let program = repl.state.session.runner.check(SourceText(name: "rules", text: "")).program
    let spans = program?.definitions(of: name) ?? []
    guard !spans.isEmpty else {
      return repl.show(["no rule derives \(name): its facts are stated"])
    }
    return repl.show(
      spans.flatMap { span in
        [repl.console.style.dim("% \(span.source.name):\(span.line)"), span.text + "."]
      })
  }

  private static let sample = ReplAction(
    name: "sample", operand: "R", summary: "some facts of a relation"
  ) { name, repl in
    guard let relation = relation(name, repl) else { return .usage }
    let columns = relation.columns.enumerated().map { "\($1.name): X\($0)" }
    let terms = relation.columns.indices.map { "X\($0)" }.joined(separator: ", ")
    let atom = "\(RelationSchema.spelling(of: relation.name))(\(terms))"
    let query =
      columns.isEmpty
      ? "?- \(atom)." : "?(\(columns.joined(separator: ", "))) :- \(atom) limit 10."
    return repl.run(SourceText(name: "sample", text: query))
  }

  private static let entity = ReplAction(
    name: "entity", operand: "NAME", summary: "all that is known of a name"
  ) { name, repl in
    guard !name.isEmpty else { return repl.usage("':entity' needs a name") }
    return EntityCard.show(name.trimmingQuotationMarks, repl)
  }

  private static let open = ReplAction(
    name: "open", operand: "PATH", summary: "another graph: a file, a page or a folder of pages"
  ) { path, repl in
    guard !path.isEmpty else {
      return repl.usage("':open' needs a graph file, a page or a folder of pages")
    }
    return repl.attempt {
      var bar = ProgressBar()
      let graph = try GraphLocation.read(path.expandingTilde, options: repl.state.extractor) {
        bar.show($0, of: $1)
      }
      repl.state.session.graph = graph
      repl.console.remark("opened \(path): \(Spelling.count(graph.factCount, "fact"))")
    }
  }

  private static let importPages = ReplAction(
    name: "import", operand: "PAGE…", summary: "read pages into the graph of this session"
  ) { operand, repl in
    let paths = operand.split(separator: " ").map { String($0).expandingTilde }
    guard !paths.isEmpty else { return repl.usage("':import' needs pages or folders") }
    return repl.attempt {
      let graph = repl.state.session.graph ?? KnowledgeGraph()
      let pages = try PageList.read(paths)
      var bar = ProgressBar()
      let summaries = try graph.importPages(pages, options: repl.state.extractor) {
        bar.show($0, of: pages.count)
      }
      for summary in summaries {
        repl.console.write("\(summary.page): \(summary.change.summary)\n")
      }
      repl.state.session.graph = graph
    }
  }

  private static let save = ReplAction(
    name: "save", operand: "FILE",
    summary: "the graph into a graph file, or what was typed into a .dl script"
  ) { path, repl in
    guard !path.isEmpty else { return repl.usage("':save' needs a file") }
    return repl.attempt {
      let file = path.expandingTilde
      guard !path.hasSuffix(".dl") else {
        let text = repl.state.session.options.definitions.map { source in
          source.text(in: 0..<source.bytes.count).trimmingCharacters(in: .whitespacesAndNewlines)
        }.joined(separator: "\n")
        try Data((text + "\n").utf8).write(to: URL(filePath: file), options: .atomic)
        return
      }
      guard let graph = repl.state.session.graph else {
        throw UsageError("there is no graph to save; a name that ends in .dl saves what was typed")
      }
      try graph.write(to: file)
      repl.console.remark("saved \(Spelling.count(graph.factCount, "fact")) to \(path)")
    }
  }

  /// The relation of a name; says what is wrong when there is none.
  private static func relation(_ name: String, _ repl: Repl) -> RelationSchema? {
    let vocabulary = repl.state.vocabulary
    if let relation = vocabulary.relation(name) { return relation }
    let error =
      name.isEmpty
      ? UsageError("the name of a relation is missing; ':relations' lists them")
      : UsageError(
        "there is no relation '\(name)'", unknown: name, among: vocabulary.relations.map(\.name))
    _ = repl.usage(error.message)
    return nil
  }
}

extension String {
  var expandingTilde: String { (self as NSString).expandingTildeInPath }

  /// The text without quotation marks around it.
  var trimmingQuotationMarks: String {
    hasPrefix("\"") && hasSuffix("\"") && count > 1 ? String(dropFirst().dropLast()) : self
  }
}
