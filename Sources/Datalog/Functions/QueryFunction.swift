/// A function or test written in Swift that rules may use as they use the built-in ones.
///
/// ```swift
/// let initial = QueryFunction("initial") { (name: String) in String(name.prefix(1)) }
/// let isLong = QueryFunction(test: "is_long") { (name: String) in name.count > 4 }
/// ```
///
/// A function stands in expressions, `X = initial(Name)`; a test stands where a condition does,
/// `is_long(Name)` or `not is_long(Name)`. Their types take part in the checks of a script.
///
/// The body must be pure: the same arguments give the same result, and nothing else is done. It is
/// called as often as the evaluation likes, from whatever thread. One that throws stops the query
/// with a message at the call's place.
///
/// - Precondition: The name is a word, and none that is built in.
public struct QueryFunction: Sendable {
  /// The name that scripts call it by.
  public let name: String
  /// The types of the arguments.
  public let parameters: [ValueType]
  /// The type of the result; of a test, ``ValueType/bool``.
  public let result: ValueType
  /// Whether it stands where a condition does.
  public let isTest: Bool

  let body: @Sendable ([Value]) throws -> Value?

  /// Creates a function.
  ///
  /// - Parameters:
  ///   - name: The name that scripts call it by.
  ///   - body: The value for some arguments; with `nil` the condition that asks does not hold.
  public init<each Argument: ValueConvertible, Result: ValueConvertible>(
    _ name: String, _ body: @escaping @Sendable (repeat each Argument) throws -> Result?
  ) {
    self.init(name: name, types: repeat (each Argument).self, result: Result.self, isTest: false) {
      (arguments: repeat each Argument) in try body(repeat each arguments)
    }
  }

  /// Creates a test.
  ///
  /// - Parameters:
  ///   - name: The name that scripts call it by.
  ///   - body: Whether the test holds for some arguments.
  public init<each Argument: ValueConvertible>(
    test name: String, _ body: @escaping @Sendable (repeat each Argument) throws -> Bool
  ) {
    self.init(name: name, types: repeat (each Argument).self, result: Bool.self, isTest: true) {
      (arguments: repeat each Argument) in try body(repeat each arguments)
    }
  }

  private init<each Argument: ValueConvertible, Result: ValueConvertible>(
    name: String, types: repeat (each Argument).Type, result: Result.Type, isTest: Bool,
    _ body: @escaping @Sendable (repeat each Argument) throws -> Result?
  ) {
    precondition(
      RelationSchema.spelling(of: name) == name && !BuiltIns.allNames.contains(name),
      "the name of a query function is a word that is not built in, and '\(name)' is none")
    self.name = name
    self.isTest = isTest
    self.result = Result.valueType
    var parameters: [ValueType] = []
    for type in repeat each types { parameters.append(type.valueType) }
    self.parameters = parameters
    self.body = { values in
      var rest = ArgumentList(values)
      // Columns of type `any` may bring values of other types: then there is no result.
      do {
        return try body(repeat try rest.next((each Argument).self))?.value
      } catch is ArgumentList.Mismatch {
        return nil
      }
    }
  }
}

/// The arguments of a call, taken one after the other.
private struct ArgumentList {
  struct Mismatch: Error {}

  private var values: ArraySlice<Value>

  init(_ values: [Value]) { self.values = values[...] }

  mutating func next<Argument: ValueConvertible>(_ type: Argument.Type) throws -> Argument {
    guard let value = values.popFirst(), let argument = Argument(value) else { throw Mismatch() }
    return argument
  }
}

extension QueryFunction {
  /// The value for some arguments, or none.
  func apply(_ arguments: [Value], _ span: SourceSpan) throws(ArithmeticError) -> Value? {
    let result: Value?
    do {
      result = try body(arguments)
    } catch {
      throw ArithmeticError(
        code: .failedFunction, message: "'\(name)' failed: \(error)", span: span)
    }
    if case .float(let number)? = result, !number.isFinite {
      throw ArithmeticError(
        code: .failedFunction, message: "'\(name)' gave a number that is not finite", span: span)
    }
    return result
  }
}
