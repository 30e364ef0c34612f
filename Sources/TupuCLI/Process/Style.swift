import Foundation

/// When to use colours.
enum ColorChoice: String, CaseIterable {
  case auto, always, never
}

/// Colours text, or leaves it as it is.
struct Style {
  let isOn: Bool

  /// Decides for one stream: `--color` first, then `NO_COLOR` and `FORCE_COLOR`, then whether the
  /// stream is a terminal that knows colours.
  init(_ choice: ColorChoice, of descriptor: Int32, _ environment: [String: String]) {
    func isSet(_ name: String) -> Bool { environment[name]?.isEmpty == false }
    switch choice {
    case .always: isOn = true
    case .never: isOn = false
    case .auto:
      if isSet("NO_COLOR") {
        isOn = false
      } else if isSet("FORCE_COLOR") {
        isOn = environment["FORCE_COLOR"] != "0"
      } else {
        isOn = isatty(descriptor) == 1 && environment["TERM"] != "dumb"
      }
    }
  }

  func bold(_ text: String) -> String { paint(text, "1") }
  func red(_ text: String) -> String { paint(text, "31") }
  func green(_ text: String) -> String { paint(text, "32") }
  func dim(_ text: String) -> String { paint(text, "2") }

  private func paint(_ text: String, _ code: String) -> String {
    isOn ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}
