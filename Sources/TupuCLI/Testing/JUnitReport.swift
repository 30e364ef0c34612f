import Foundation
import Tupu

/// The XML file that servers of continuous integration read.
///
/// A script is a suite, and each of its statements with something to check a case.
enum JUnitReport {
  static func text(_ reports: [ScriptReport]) -> String {
    var tally = Tally()
    for report in reports { tally.add(report) }
    var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    text += "<testsuites name=\"tupu test\"\(counts(tally))>\n"
    for report in reports { text += suite(report) }
    return text + "</testsuites>\n"
  }

  private static func suite(_ report: ScriptReport) -> String {
    var tally = Tally()
    tally.add(report)
    let path = quoted(report.path)
    let seconds = report.time / .seconds(1)
    let time = String(format: "%.3f", seconds)
    var text = "  <testsuite name=\(path)\(counts(tally)) time=\"\(time)\">\n"
    for testCase in report.cases {
      let name = quoted("line \(testCase.line): \(testCase.statement)")
      text += "    <testcase classname=\(path) name=\(name) file=\(quoted(testCase.path))"
      text += " line=\"\(testCase.line)\""
      guard let failure = testCase.failure else {
        text += "/>\n"
        continue
      }
      let details = failure.difference.joined(separator: "\n")
      text += ">\n      <failure message=\(quoted(failure.message))>\(escaped(details))</failure>\n"
      text += "    </testcase>\n"
    }
    return text + "  </testsuite>\n"
  }

  private static func counts(_ tally: Tally) -> String {
    " tests=\"\(tally.passed + tally.failed)\" failures=\"\(tally.failed)\" errors=\"0\""
  }

  private static func quoted(_ text: String) -> String {
    "\"\(escaped(text).replacing("\n", with: "&#10;").replacing("\t", with: "&#9;"))\""
  }

  /// Text as XML 1.0 allows it: some control characters cannot even be written as references.
  private static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "\t", "\n": escaped.unicodeScalars.append(scalar)
      default:
        let isAllowed = scalar.value >= 0x20 && scalar.value != 0xFFFE && scalar.value != 0xFFFF
        escaped.unicodeScalars.append(isAllowed ? scalar : "\u{FFFD}")
      }
    }
    return escaped
  }
}
