/// What can be compiled: a text in the query language, or statements built in Swift.
public protocol ScriptConvertible: Sendable {
  /// The statements.
  ///
  /// - Parameter name: The name that messages show for the script.
  func script(named name: String) -> Script
}

extension String: ScriptConvertible {
  /// Parses the text; what is wrong in it stands in the script's diagnostics.
  public func script(named name: String) -> Script {
    Parser.parse(SourceText(name: name, text: self))
  }
}
