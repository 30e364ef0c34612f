import Tupu

/// `tupu check`: compiles scripts without running them.
enum CheckCommand {
  private static let format = Option(
    "--format", "F", choices: ["text", "json"],
    "text for people, on standard error; json for programs, on standard output")

  static let command = Command(
    name: "check", operands: "SCRIPT…",
    summary: "report the errors of scripts without running them",
    details: """
      Compiles scripts and reports errors and warnings; of a folder all .dl scripts below it, and '-'
      is standard input. The relations and rules that come with every graph are known, so no pages are
      needed. The exit status is 3 when there are errors; warnings alone give 0.
      """,
    options: [.graph, .year, .lexicon, .parameter, format],
    examples: ["tupu check Queries", "printf '?- supervized(W, M).' | tupu check -"],
    run: run)

  private static func run(_ arguments: Arguments, _ console: Console) throws -> ExitStatus {
    let paths = try ScriptPaths.scripts(at: try arguments.someOperands("a script or folder"))
    var session = try ScriptSession(arguments, scripts: paths, console)
    if session.graph == nil { session.graph = KnowledgeGraph() }
    let runner = session.runner
    var found: [Diagnostic] = []
    for path in paths {
      let diagnostics = runner.check(try ScriptPaths.source(at: path)).diagnostics
      if arguments.value(format) != "json" { console.say(diagnostics) }
      found += diagnostics
    }
    if arguments.value(format) == "json" { console.write(DiagnosticJSON.text(found)) }
    return ExitStatus(of: found)
  }
}
