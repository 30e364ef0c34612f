import Tupu

/// The widths of columns, in terminal cells, and text padded or cut to them.
struct ColumnLayout {
  /// The narrowest that a column becomes when a line does not fit.
  private static let narrowest = 6

  private(set) var widths: [Int]

  /// Measures columns.
  ///
  /// - Parameters:
  ///   - cells: The lines' cells, all lines with as many.
  ///   - width: The cells that a line may take; `nil` when it may be of any length.
  ///   - frame: The cells that a line takes beside its columns.
  init(_ cells: [[String]], width: Int?, frame: Int) {
    widths = Array(repeating: 1, count: cells.first?.count ?? 0)
    for line in cells {
      for (column, text) in line.enumerated() {
        widths[column] = max(widths[column], SourceColumns.width(of: text))
      }
    }
    guard let width else { return }
    // Takes from the widest column until the line fits.
    var excess = widths.reduce(frame, +) - width
    while excess > 0, let widest = widths.max(), widest > Self.narrowest,
      let column = widths.firstIndex(of: widest)
    {
      let next = widths.filter { $0 < widest }.max() ?? 0
      let taken = min(excess, widest - max(next, Self.narrowest))
      widths[column] -= max(1, taken)
      excess -= max(1, taken)
    }
  }

  /// The text in a column: cut where it is too long, padded where it is shorter.
  func fitted(_ text: String, in column: Int, isRight: Bool = false, pads: Bool = true) -> String {
    let shown = cut(text, to: widths[column])
    guard pads else { return shown }
    let space = String(
      repeating: " ", count: max(0, widths[column] - SourceColumns.width(of: shown)))
    return isRight ? space + shown : shown + space
  }

  private func cut(_ text: String, to width: Int) -> String {
    guard SourceColumns.width(of: text) > width else { return text }
    var used = 1
    for index in text.indices {
      used += SourceColumns.cells(of: text[index])
      if used > width { return text[..<index] + "…" }
    }
    return text
  }
}
