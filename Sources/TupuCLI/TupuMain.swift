import Foundation
import Tupu

@main
struct TupuMain {
  static let version = "0.1.0"

  static let usage = """
    usage: tupu COMMAND …

      run SCRIPT…          run scripts and print their answers
      query 'STATEMENTS'   the same for statements on the command line
      test PATH…           compare scripts with the rows they expect   [--update]
      extract PAGE…        print the facts of pages   [--format gold|jsonl|dl] [--out DIR]
      import PAGE…         read pages into a graph file   --graph FILE
      why 'FACT'           print the proof of a fact   --graph G
      repl                 ask questions one after the other; also without a command

    options of run, query, test and repl:
      --graph G      a graph file, a page, or a folder of pages; without it the graph is empty
      --year Y       the year of dates for which pages print none
      --format F     table, csv, tsv, json, jsonl or markdown
      --param k=v    the value of the parameter $k
      --timeout S    stop after so many seconds     --max-facts N   stop at so many derived facts

    exit status: 0 fine, 1 a test or constraint failed, 2 usage, 3 error in a script,
    4 limit reached, 5 file or store error

    """

  static let commands: [String: @Sendable ([String]) throws -> ExitStatus] = [
    "run": ScriptCommands.run, "query": ScriptCommands.query, "why": ScriptCommands.why,
    "test": TestCommand.run, "extract": PageCommands.extract, "import": PageCommands.importPages,
    "repl": ReplCommand.run,
  ]

  static func main() {
    signal(SIGPIPE, SIG_IGN)
    exit(status(of: Array(CommandLine.arguments.dropFirst())).rawValue)
  }

  private static func status(of words: [String]) -> ExitStatus {
    if words.contains("--help") || words.first == "help" {
      Console.write(usage)
      return .fine
    }
    if words.first == "--version" {
      Console.write("tupu \(version)\n")
      return .fine
    }
    do {
      guard let name = words.first else { return try ReplCommand.run([]) }
      guard let command = commands[name] else {
        let near = NearNames.nearest(to: name, among: commands.keys)
        throw UsageError(
          message: "there is no command '\(name)'" + (near.map { "; did you mean '\($0)'?" } ?? ""))
      }
      return try command(Array(words.dropFirst()))
    } catch let error as UsageError {
      Console.say("tupu: \(error.message)\nSee 'tupu --help'.")
      return .usage
    } catch {
      Console.say("tupu: \(error)")
      return .file
    }
  }
}
