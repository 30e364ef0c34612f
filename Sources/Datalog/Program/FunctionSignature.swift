/// How a built-in function, test or aggregate is called.
public struct FunctionSignature: Sendable, Equatable {
  /// What a call gives.
  public enum Kind: Sendable {
    /// A value.
    case function
    /// True or false; it stands where an atom may stand.
    case test
    /// A value for a group.
    case aggregate
  }

  /// The function's name.
  public let name: String
  /// What the call gives.
  public let kind: Kind
  /// The names of the arguments.
  public let arguments: [String]

  /// All that are built in, by name; `min` and `max` are functions and aggregates.
  public static let all: [FunctionSignature] = {
    let functions = ScalarFunction.allCases.map {
      FunctionSignature(name: $0.rawValue, kind: .function, arguments: $0.argumentNames)
    }
    let tests = TestFunction.allCases.map {
      FunctionSignature(name: $0.rawValue, kind: .test, arguments: $0.argumentNames)
    }
    let range = FunctionSignature(
      name: BuiltIns.range, kind: .test, arguments: ["variable", "from", "to"])
    let aggregates = AggregateFunction.allCases.map {
      FunctionSignature(
        name: $0.rawValue, kind: .aggregate, arguments: $0 == .count ? [] : ["value"])
    }
    return (functions + tests + [range] + aggregates).sorted { $0.name < $1.name }
  }()
}

extension ScalarFunction {
  fileprivate var argumentNames: [String] {
    switch self {
    case .length, .lower, .upper, .trim: ["text"]
    case .substring: ["text", "from", "count"]
    case .replace: ["text", "part", "replacement"]
    case .splitPart: ["text", "separator", "number"]
    case .text, .int, .float: ["value"]
    case .abs, .round, .floor, .ceil: ["number"]
    case .min, .max: ["first", "second"]
    case .year, .month, .day: ["date"]
    case .days: ["from", "to"]
    }
  }
}

extension TestFunction {
  fileprivate var argumentNames: [String] {
    switch self {
    case .contains: ["text", "part"]
    case .startsWith: ["text", "beginning"]
    case .endsWith: ["text", "ending"]
    case .matches: ["text", "pattern"]
    case .similar: ["first", "second", "least"]
    }
  }
}
