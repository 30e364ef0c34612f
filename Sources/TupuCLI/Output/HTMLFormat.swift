import Tupu

/// A table of HTML, to put into a page.
struct HTMLFormat: AnswerFormat {
  func write(_ answer: Answer, to console: Console) {
    console.write("<table>\n<thead>\(row(answer.columns.map(\.name), "th"))</thead>\n<tbody>\n")
    for values in answer.rows { console.write(row(values.map(\.displayText), "td") + "\n") }
    console.write("</tbody>\n</table>\n")
  }

  func write(_ holds: Bool, to console: Console) { console.write("<p>\(holds)</p>\n") }

  private func row(_ cells: [String], _ tag: String) -> String {
    "<tr>" + cells.map { "<\(tag)>\(escaped($0))</\(tag)>" }.joined() + "</tr>"
  }

  private func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
      .replacing("\n", with: "<br>")
  }
}
