import Datalog
public import Extraction

/// Finds the line of a page on which an offset lies.
public struct PageLines: Sendable {
  /// The offsets of the line breaks, ascending.
  private var breaks: [Int] = []

  /// Looks for the line breaks of a page.
  ///
  /// - Complexity: O(length of the page).
  public init(of page: Page) {
    var offset = 0
    for scalar in page.text.unicodeScalars {
      if scalar == "\n" { breaks.append(offset) }
      offset += 1
    }
  }

  /// The line, from 1, of an offset in Unicode scalars, such as a bound of `Evidence.range`.
  ///
  /// - Complexity: O(log lines).
  public func line(at offset: Int) -> Int {
    breaks.partitioningIndex { $0 >= offset } + 1
  }
}
