import Tupu

/// What may follow in the call that is being typed: its arguments, as far as they are missing.
struct SignatureHint {
  let vocabulary: Vocabulary

  func hint(for characters: [Character]) -> String {
    guard !characters.isEmpty, !TypedText.isCommand(characters) else { return "" }
    let context = CursorContext(characters, cursor: characters.count)
    guard case .argument(let argument) = context.place, argument.named.isEmpty,
      let names = arguments(of: argument.relation)
    else { return "" }
    // What is typed already stands for its argument.
    let isTyped = characters.last != "(" && characters.last != "," && characters.last != " "
    let rest = names.dropFirst(argument.index + (isTyped ? 1 : 0))
    guard !rest.isEmpty else { return isTyped ? ")" : "" }
    let lead = isTyped ? ", " : characters.last == "," ? " " : ""
    return lead + rest.joined(separator: ", ") + ")"
  }

  private func arguments(of name: String) -> [String]? {
    if let relation = vocabulary.relation(name) { return relation.columns.map(\.name) }
    return FunctionSignature.all.first { $0.name == name }?.arguments
  }
}
