/// Gathers the statements of a script and of what it includes, each script once.
struct StatementGathering {
  enum Origin {
    case prelude
    case script
    case included
  }

  struct Gathered {
    let statement: Statement
    let origin: Origin
  }

  let files: (any FileAccess)?
  private(set) var statements: [Gathered] = []
  private(set) var diagnostics: [Diagnostic] = []
  private var included: Set<String> = []
  private var depth = 0

  init(files: (any FileAccess)?) { self.files = files }

  mutating func add(_ script: Script, origin: Origin, excluding excluded: Set<Int> = []) {
    included.insert(script.source.name)
    let left = script.statements.filter { excluded.contains($0.span.range.lowerBound) }
    diagnostics += script.diagnostics.filter { diagnostic in
      !left.contains { $0.span.range.overlaps(diagnostic.span.range.nonEmpty) }
    }
    for statement in script.statements
    where !excluded.contains(statement.span.range.lowerBound) {
      if case .include(let path) = statement.kind {
        include(path)
      } else {
        statements.append(Gathered(statement: statement, origin: origin))
      }
    }
  }

  private mutating func include(_ path: TextSyntax) {
    guard let files else {
      diagnostics.append(
        Diagnostic(.fileNotAllowed, "this program may not read files", at: path.span))
      return
    }
    guard depth < 64 else {
      diagnostics.append(
        Diagnostic(.tooLarge, "scripts include each other more than 64 levels deep", at: path.span))
      return
    }
    do {
      let file = try files.read(path.text, relativeTo: path.span.source.name)
      guard included.insert(file.name).inserted else { return }
      depth += 1
      defer { depth -= 1 }
      let text = String(decoding: file.bytes, as: UTF8.self)
      add(Parser.parse(SourceText(name: file.name, text: text)), origin: .included)
    } catch {
      diagnostics.append(error.diagnostic(at: path.span))
    }
  }
}

extension Range<Int> {
  /// The range, or one element at its place if it is empty.
  fileprivate var nonEmpty: Range<Int> { isEmpty ? lowerBound..<(lowerBound + 1) : self }
}
