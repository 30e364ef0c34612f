/// An option of a command, as its help shows it.
struct Option: Sendable {
  /// The name with its dashes.
  let name: String
  /// What the help calls its value; `nil` when it takes none.
  var value: String?
  /// What it does, in one line.
  let meaning: String
  /// The values it takes, when only these.
  var choices: [String] = []

  /// An option without a value.
  init(_ name: String, _ meaning: String) {
    self.name = name
    self.meaning = meaning
  }

  /// An option with a value.
  init(_ name: String, _ value: String, choices: [String] = [], _ meaning: String) {
    self.name = name
    self.value = value
    self.choices = choices
    self.meaning = meaning
  }
}

extension Option {
  static let help = Option("--help", "show this help")
  static let color = Option(
    "--color", "WHEN", choices: ColorChoice.allCases.map(\.rawValue),
    "colour in messages and answers: auto, always or never")
  static let graph = Option(
    "--graph", "G", "a graph file, a page, or a folder of pages read on the spot")
  static let graphFile = Option("--graph", "FILE", "the graph file")
  static let year = Option("--year", "Y", "the year of dates for which pages print none")
  static let lexicon = Option(
    "--lexicon", "FILE", "names and verbs of your own, for reading pages (docs/Lexicons.md)")
  static let answerFormat = Option(
    "--format", "F", choices: AnswerFormats.names,
    "how answers are written: \(AnswerFormats.names.joined(separator: ", "))")
  static let parameter = Option(
    "--param", "k=v", "the value of the parameter $k; 'k:text=v' keeps a number or date as text")
  static let timeout = Option("--timeout", "S", "stop after so many seconds (60)")
  static let mostFacts = Option(
    "--max-facts", "N", "stop when rules derive more than so many facts (50000000)")

  static let threads = Option("--threads", "N", "work on so many threads (as there are cores)")

  /// The options of commands that run scripts, but for the format of answers.
  static let running = [graph, year, lexicon, parameter, timeout, mostFacts, threads]
  static let quiet = Option("--quiet", "no warnings and remarks, only data and errors")
  static let verbose = Option("--verbose", "tell what takes how long")
  /// The options that every command has.
  static let everywhere = [color, quiet, verbose, help]
}
