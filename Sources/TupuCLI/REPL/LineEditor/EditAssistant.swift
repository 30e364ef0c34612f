/// What the editor does not know itself: the language of what is typed.
protocol EditAssistant {
  /// Whether Enter hands the text in, or adds a line to it.
  func isComplete(_ text: String) -> Bool
  /// The text's stretches that are shown in a style, in order; the cursor stands before a character.
  func styles(of text: [Character], cursor: Int) -> [StyledRange]
  /// What the word before the cursor may become.
  func completions(of text: [Character], cursor: Int) -> CompletionList
  /// What may follow at the end of the text, shown in grey.
  func hint(for text: [Character]) -> String
}

/// A stretch of text in one style.
struct StyledRange: Equatable {
  let range: Range<Int>
  let style: TextStyle
}

/// The looks that text may have.
enum TextStyle: Equatable {
  case keyword, relation, function, variable, text, number, comment, error, matched, dim, prompt
  case selected
}

/// Words that may stand in the place of what is typed.
struct CompletionList: Equatable {
  struct Candidate: Equatable {
    /// What is put into the text.
    let text: String
    /// What the list shows.
    let label: String
    /// What it is, shown beside it.
    var detail = ""
  }
  /// The characters that a candidate replaces.
  let range: Range<Int>
  let candidates: [Candidate]

  /// The beginning that all candidates share.
  var commonPrefix: String {
    guard var prefix = candidates.first?.text else { return "" }
    for candidate in candidates {
      while !candidate.text.hasPrefix(prefix) { prefix.removeLast() }
    }
    return prefix
  }
}
