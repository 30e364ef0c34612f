import Datalog

extension [String: any ValueConvertible] {
  /// The parameters as values of the language.
  var asValues: [String: Datalog.Value] { mapValues(\.value) }
}
