import Tupu

/// What the editor asks about statements and commands of a session.
struct StatementAssistant: EditAssistant {
  private let highlighter: Highlighter
  private let completer: Completer
  private let signatures: SignatureHint

  init(_ vocabulary: Vocabulary) {
    highlighter = Highlighter(relations: Set(vocabulary.relations.map(\.name)))
    completer = Completer(vocabulary: vocabulary)
    signatures = SignatureHint(vocabulary: vocabulary)
  }

  func isComplete(_ text: String) -> Bool {
    TypedText.isCommand(Array(text.prefix(while: { $0 != "\n" })))
      || StatementInput.isComplete(text)
  }

  func styles(of text: [Character], cursor: Int) -> [StyledRange] {
    highlighter.styles(of: text, cursor: cursor)
  }

  func completions(of text: [Character], cursor: Int) -> CompletionList {
    completer.completions(of: text, cursor: cursor)
  }

  func hint(for text: [Character]) -> String { signatures.hint(for: text) }
}
