/// A function that gives one value for its arguments, or none.
enum ScalarFunction: String, Sendable, CaseIterable {
  case length, lower, upper, trim, substring, replace
  case splitPart = "split_part"
  case text, int, float, abs, round, floor, ceil, min, max, year, month, day, days

  /// The types of the arguments; `nil` takes a value of any type.
  var parameters: [ValueType?] {
    switch self {
    case .length, .lower, .upper, .trim: [.text]
    case .substring: [.text, .int, .int]
    case .replace: [.text, .text, .text]
    case .splitPart: [.text, .text, .int]
    case .text, .int, .float, .abs, .round, .floor, .ceil: [nil]
    case .min, .max: [nil, nil]
    case .year, .month, .day: [.date]
    case .days: [.date, .date]
    }
  }

  /// The type of the result; `nil` when it is that of the arguments.
  var result: ValueType? {
    switch self {
    case .length, .int, .round, .floor, .ceil, .year, .month, .day, .days: .int
    case .lower, .upper, .trim, .substring, .replace, .splitPart, .text: .text
    case .float: .float
    case .abs, .min, .max: nil
    }
  }
}

/// A condition on values that are bound elsewhere.
enum TestFunction: String, Sendable, CaseIterable {
  case contains
  case startsWith = "starts_with"
  case endsWith = "ends_with"
  case matches
  case similar

  var parameters: [ValueType] {
    self == .similar ? [.text, .text, .float] : [.text, .text]
  }
}

/// A function over all values of a group.
enum AggregateFunction: String, Sendable, CaseIterable {
  case count, sum, min, max, avg, list

  /// The value of a group without members, or `nil` if there is none.
  var valueOfEmptyGroup: Value? {
    switch self {
    case .count, .sum: .int(0)
    case .list: .text("")
    case .min, .max, .avg: nil
    }
  }
}

/// The names that are built in.
enum BuiltIns {
  /// The generator of whole numbers.
  static let range = "range"

  /// Names that stand where an atom may stand, and so cannot be relations.
  static let literalNames: Set<String> = Set(TestFunction.allCases.map(\.rawValue) + [range])

  /// All names of functions, tests and aggregates.
  static let allNames: [String] =
    ScalarFunction.allCases.map(\.rawValue) + AggregateFunction.allCases.map(\.rawValue)
    + literalNames.sorted()
}
