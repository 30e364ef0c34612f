// The built-in functions, with the types of their arguments. One without a value, such as the year of a
// date that does not know it, makes its condition fail.

extension QueryTerm {
  /// The value as text.
  public var text: QueryTerm<String> { .call("text", self) }

  /// The text or number as a whole number, if it is one.
  public var int: QueryTerm<Int> { .call("int", self) }

  /// The text or number as a floating-point number, if it is one.
  public var float: QueryTerm<Double> { .call("float", self) }
}

extension QueryTerm where Type == String {
  /// The number of characters.
  public var length: QueryTerm<Int> { .call("length", self) }

  /// The text in small letters.
  public func lowercased() -> QueryTerm { .call("lower", self) }

  /// The text in capitals.
  public func uppercased() -> QueryTerm { .call("upper", self) }

  /// The text without white space at its ends.
  public func trimmed() -> QueryTerm { .call("trim", self) }

  /// Some characters of the text, which are counted from 1; what lies outside is left out.
  public func substring(from first: QueryTerm<Int>, count: QueryTerm<Int>) -> QueryTerm {
    .call("substring", self, first, count)
  }

  /// The text with each occurrence of one text replaced by another.
  public func replacing(_ old: QueryTerm, with new: QueryTerm) -> QueryTerm {
    .call("replace", self, old, new)
  }

  /// A part of the text between separators, counted from 1; empty if there is none.
  public func part(_ number: QueryTerm<Int>, separatedBy separator: QueryTerm) -> QueryTerm {
    .call("split_part", self, separator, number)
  }
}

extension QueryTerm where Type: Numeric {
  /// The number without its sign.
  public var magnitude: QueryTerm { .call("abs", self) }
}

extension QueryTerm where Type == Double {
  /// The nearest whole number.
  public func rounded() -> QueryTerm<Int> { .call("round", self) }

  /// The greatest whole number that is not greater.
  public func roundedDown() -> QueryTerm<Int> { .call("floor", self) }

  /// The least whole number that is not less.
  public func roundedUp() -> QueryTerm<Int> { .call("ceil", self) }
}

extension QueryTerm where Type == CalendarDate {
  /// The year, where it is known.
  public var year: QueryTerm<Int> { .call("year", self) }

  /// The month, where it is known.
  public var month: QueryTerm<Int> { .call("month", self) }

  /// The day of the month, where it is known.
  public var day: QueryTerm<Int> { .call("day", self) }

  /// The number of days to another date, where both are known.
  public func days(until other: QueryTerm) -> QueryTerm<Int> { .call("days", self, other) }
}
