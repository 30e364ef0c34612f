/// The candidates below the text, and the one that is chosen.
struct CompletionMenu {
  let list: CompletionList
  /// The text without any candidate.
  let original: EditBuffer
  private(set) var selection: Int?

  init(_ list: CompletionList, _ original: EditBuffer) {
    self.list = list
    self.original = original
  }

  /// Goes on by some candidates, round and round.
  mutating func select(_ step: Int) {
    let count = list.candidates.count
    selection = ((selection ?? (step > 0 ? -1 : 0)) + step + count) % count
  }

  var selectedText: String? { selection.map { list.candidates[$0].text } }

  /// The candidates in columns, as rows that fit a width; the row of the chosen one is among them.
  func rows(width: Int, most: Int) -> [ScreenRow] {
    let labels = list.candidates.map { candidate in
      let detail = candidate.detail.isEmpty ? "" : "  \(candidate.detail)"
      return (label: candidate.label, detail: detail)
    }
    let widest = labels.map { ScreenRow.width(of: $0.label + $0.detail) }.max() ?? 0
    let column = min(max(1, width - 1), widest + 2)
    let perRow = max(1, (width - 1) / column)
    let rowCount = (labels.count + perRow - 1) / perRow
    let shown = min(rowCount, most)
    let selectedRow = (selection ?? 0) % max(1, rowCount)
    let first = max(0, min(selectedRow - shown + 1, rowCount - shown))
    var rows = (first..<first + shown).map { row in
      var result = ScreenRow()
      for index in stride(from: row, to: labels.count, by: rowCount) {
        let start = result.width
        let isSelected = index == selection
        result.append(labels[index].label, isSelected ? .selected : nil, limit: width - 1)
        result.append(labels[index].detail, isSelected ? .selected : .dim, limit: width - 1)
        result.pad(to: min(start + column, width - 1))
      }
      return result
    }
    if rowCount > shown {
      var row = ScreenRow()
      row.append("… \(labels.count) in all", .dim, limit: width - 1)
      rows.append(row)
    }
    return rows
  }
}
