import Tupu

/// Finds what the word before the cursor may become, by the place where it stands.
struct Completer {
  let vocabulary: Vocabulary
  private static let most = 200
  /// A column with so few values is offered whole, without a word to begin with.
  private static let few = 40

  func completions(of characters: [Character], cursor: Int) -> CompletionList {
    let context = CursorContext(characters, cursor: cursor)
    var candidates = candidates(for: context)
    var seen: Set<String> = []
    candidates = candidates.filter { seen.insert($0.text).inserted }
    return CompletionList(range: context.range, candidates: Array(candidates.prefix(Self.most)))
  }

  private func candidates(for context: CursorContext) -> [CompletionList.Candidate] {
    if context.word.hasPrefix("$") {
      return matching(vocabulary.parameters.map { .init(text: "$\($0)", label: "$\($0)") }, context)
    }
    switch context.place {
    case .statement:
      return matching(Self.statements + relations + functions(of: [.test]), context)
    case .condition:
      return matching(variables(context) + relations + functions(of: [.test, .function]), context)
        + (context.word.isEmpty ? [] : names(vocabulary.entities, context))
    case .argument(let argument): return arguments(argument, context)
    case .file: return FileCompletion.candidates(for: context.word, isQuoted: true)
    case .command: return CommandCompletion.names(context.word)
    case .commandOperand(let command):
      return CommandCompletion.operands(of: command, context, vocabulary)
    }
  }

  private func arguments(_ argument: CursorContext.Argument, _ context: CursorContext)
    -> [CompletionList.Candidate]
  {
    guard let relation = vocabulary.relation(argument.relation) else {
      return matching(variables(context) + functions(of: [.function]), context)
    }
    var candidates = variables(context)
    if argument.column == nil, argument.index == 0 || !argument.named.isEmpty {
      candidates += columns(of: relation, but: argument.named)
    }
    var number: Int? = argument.index
    if let column = argument.column {
      number = relation.columns.firstIndex { $0.name == column }
    }
    let values = number.map { vocabulary.values(of: relation, column: $0) } ?? []
    if context.word.isEmpty {
      return candidates + (values.count <= Self.few ? names(values, context) : [])
    }
    let fitting = names(values, context)
    // What the column holds is what is meant; other names only where it holds none such.
    return matching(candidates, context)
      + (fitting.isEmpty ? names(vocabulary.entities, context) : fitting)
  }

  // MARK: - Candidates

  private static let statements: [CompletionList.Candidate] = [
    .init(text: "?- ", label: "?-", detail: "a query"),
    .init(text: "deny ", label: "deny", detail: "what must never be"),
    .init(text: "include ", label: "include", detail: "another script"),
    .init(text: "load ", label: "load", detail: "facts from a file"),
    .init(text: "relation ", label: "relation", detail: "declare columns and types"),
    .init(text: "retract ", label: "retract", detail: "take facts back"),
    .init(text: "save ", label: "save", detail: "facts to a file"),
    .init(text: "why ", label: "why", detail: "the proof of a fact"),
  ]

  private var relations: [CompletionList.Candidate] {
    vocabulary.relations.map { relation in
      let name = RelationSchema.spelling(of: relation.name)
      let columns = relation.columns.map(\.name).joined(separator: ", ")
      return .init(text: "\(name)(", label: name, detail: "(\(columns))")
    }
  }

  private func functions(of kinds: [FunctionSignature.Kind]) -> [CompletionList.Candidate] {
    FunctionSignature.all.filter { kinds.contains($0.kind) }.map { function in
      let arguments = function.arguments.joined(separator: ", ")
      return .init(text: "\(function.name)(", label: function.name, detail: "(\(arguments))")
    }
  }

  private func columns(of relation: RelationSchema, but used: Set<String>)
    -> [CompletionList.Candidate]
  {
    relation.columns.filter { !used.contains($0.name) }.map {
      .init(text: "\($0.name): ", label: "\($0.name):", detail: $0.type.rawValue)
    }
  }

  private func variables(_ context: CursorContext) -> [CompletionList.Candidate] {
    context.variables.map { .init(text: $0, label: $0) }
  }

  // MARK: - Choosing

  /// What begins as the word does; where nothing does, what holds it.
  private func matching(_ candidates: [CompletionList.Candidate], _ context: CursorContext)
    -> [CompletionList.Candidate]
  {
    guard !context.word.isEmpty else { return candidates }
    let beginning = candidates.filter { $0.text.hasPrefix(context.word) }
    guard beginning.isEmpty, context.word.count > 1 else { return beginning }
    return candidates.filter { $0.label.contains(context.word) }
  }

  /// The names that begin as the word does, then those that hold it further on.
  private func names(_ names: [String], _ context: CursorContext) -> [CompletionList.Candidate] {
    Self.names(names, holding: context.word)
  }

  static func names(_ names: [String], holding word: String, isQuoted: Bool = true)
    -> [CompletionList.Candidate]
  {
    let beginning = names.filter { $0.hasPrefix(word) }
    let holding = word.isEmpty ? [] : names.filter { !$0.hasPrefix(word) && $0.contains(word) }
    return (beginning + holding).map { name in
      .init(text: isQuoted ? Value.text(name).shortSpelling : name, label: name)
    }
  }
}
