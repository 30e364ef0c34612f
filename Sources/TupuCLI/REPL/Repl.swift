import Tupu

/// A session in which statements are typed and answered one after the other.
struct Repl {
  static let prompt = "tupu> "
  static let continuation = "   ..> "

  var session: ScriptSession
  let year: Int?
  let console: Console
  private var inputCount = 0

  init(_ session: ScriptSession, year: Int?, _ console: Console) {
    self.session = session
    self.year = year
    self.console = console
  }

  /// Reads and answers until the input ends or somebody leaves.
  ///
  /// - Returns: What went worst when the input is no terminal; with one, people have seen it.
  mutating func run(_ reader: LineReader) -> ExitStatus {
    if reader.isInteractive { greet() }
    var status = ExitStatus.fine
    var pending = ""
    while let line = reader.next(prompt: pending.isEmpty ? Self.prompt : Self.continuation) {
      if pending.isEmpty, line.hasPrefix(":"), !line.hasPrefix(":-") {
        guard let result = ReplCommands.run(line, &self) else { return leave(reader, status) }
        status = status.joined(with: result)
        continue
      }
      if reader.isInteractive { session.beginAnew() }
      pending += line + "\n"
      guard StatementInput.isComplete(pending) else { continue }
      status = status.joined(with: evaluate(pending))
      pending = ""
    }
    if reader.isInteractive { console.write("\n") }
    // What the input breaks off with is an error worth seeing.
    if !pending.isEmpty { status = status.joined(with: evaluate(pending)) }
    return leave(reader, status)
  }

  private func greet() {
    let facts = session.graph.map { ", \($0.factCount) facts" } ?? ""
    console.write("tupu \(TupuMain.version)\(facts). ':help' lists the commands.\n")
  }

  private func leave(_ reader: LineReader, _ status: ExitStatus) -> ExitStatus {
    reader.isInteractive ? .fine : status
  }

  /// Answers what statements ask, and keeps what they define.
  private mutating func evaluate(_ text: String) -> ExitStatus {
    guard !text.allSatisfy(\.isWhitespace) else { return .fine }
    inputCount += 1
    let source = SourceText(name: "input \(inputCount)", text: text)
    let compiled = session.runner.check(source)
    // A definition is there to be used by what is typed later.
    let status = session.run(source) { $0.code != .unusedRelation }
    guard compiled.program != nil else { return status }
    let definitions = StatementInput.definitions(of: compiled.script)
    if !definitions.isEmpty { session.keep(kept(definitions, of: source)) }
    return status
  }

  /// The definitions alone, each on the line on which it was typed, so that messages about them later
  /// still name the right one.
  private func kept(_ definitions: [Statement], of source: SourceText) -> SourceText {
    var bytes = source.bytes.map { $0 == UInt8(ascii: "\n") ? $0 : UInt8(ascii: " ") }
    for definition in definitions {
      bytes.replaceSubrange(definition.span.range, with: source.bytes[definition.span.range])
    }
    return SourceText(name: source.name, text: String(decoding: bytes, as: UTF8.self))
  }
}
