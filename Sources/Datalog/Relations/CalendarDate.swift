/// A calendar date in which digits may be unknown, as ISO 8601-2 (EDTF level 1) writes them.
///
/// `2018-08-15` is a day, `2018-08` a month, `2018` a year; an `X` stands for a digit that is not
/// specified: `XXXX-08-15` is some 15 August, `201X` a year of the 2010s. A date is read as the set
/// of days it may mean, and comparisons say only what holds for every choice from both sets:
///
/// ```swift
/// if let some = CalendarDate("XXXX-08-15"), let known = CalendarDate("2018-08-15") {
///   print(some.isCertainlyBefore(known))  // false: the year may be any
///   print(some.isCertainlyDifferent(known))  // false: it may be the same day
/// }
/// ```
///
/// Two dates that are written alike are the same value. Dates sort as they are written, `X` last.
public struct CalendarDate: Sendable, Hashable {
  /// How much of the date is written.
  public enum Precision: Int, Sendable, Hashable {
    /// Only the year.
    case year = 4
    /// The year and the month.
    case month = 6
    /// The year, the month and the day.
    case day = 8
  }

  /// How much of the date is written.
  public let precision: Precision
  /// Eight digits YYYYMMDD of four bits each, the first in the highest bits; `unspecified` for X.
  private let digits: UInt32

  private static let unspecified: UInt32 = 0xF

  /// The date that is wholly unknown, `XXXX-XX-XX`.
  public static let unknown = CalendarDate(precision: .day, digits: 0xFFFF_FFFF)

  private init(precision: Precision, digits: UInt32) {
    self.precision = precision
    self.digits = digits
  }

  /// Reads a date from text such as `2018-08-15`, `2018-08`, `2018` or `XXXX-08-15`.
  ///
  /// Returns `nil` when the text is no date or no day can be meant (`2018-02-30`).
  public init?(_ text: some StringProtocol) {
    var digits: UInt32 = 0
    var count = 0
    var previousWasDash = true
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "X"):
        guard count < 8, !(previousWasDash == false && (count == 4 || count == 6)) else {
          return nil
        }
        let digit = byte == UInt8(ascii: "X") ? Self.unspecified : UInt32(byte & 0xF)
        digits = digits << 4 | digit
        count += 1
        previousWasDash = false
      case UInt8(ascii: "-"):
        guard !previousWasDash, count == 4 || count == 6 else { return nil }
        previousWasDash = true
      default: return nil
      }
    }
    guard !previousWasDash, let precision = Precision(rawValue: count) else { return nil }
    for _ in count..<8 { digits = digits << 4 | Self.unspecified }
    self.init(precision: precision, digits: digits)
    guard earliestDay != nil else { return nil }
  }

  /// Makes a day from numbers, or `nil` if the calendar has no such day.
  ///
  /// Years run from 0 to 9999.
  public init?(year: Int, month: Int, day: Int) {
    guard (0...9999).contains(year), (1...12).contains(month),
      (1...Self.length(ofMonth: month, year: year)).contains(day)
    else { return nil }
    var digits: UInt32 = 0
    for (number, width) in [(year, 4), (month, 2), (day, 2)] {
      var divisor = width == 4 ? 1000 : 10
      while divisor > 0 {
        digits = digits << 4 | UInt32(number / divisor % 10)
        divisor /= 10
      }
    }
    self.init(precision: .day, digits: digits)
  }

  private func digit(_ position: Int) -> UInt32 { digits >> UInt32(28 - 4 * position) & 0xF }

  private func number(_ positions: Range<Int>) -> Int? {
    var number = 0
    for position in positions {
      let digit = digit(position)
      guard digit != Self.unspecified else { return nil }
      number = number * 10 + Int(digit)
    }
    return number
  }

  /// The year, if all its digits are specified.
  public var year: Int? { number(0..<4) }
  /// The month from 1 to 12, if it is written and specified.
  public var month: Int? { number(4..<6) }
  /// The day of the month from 1 to 31, if it is written and specified.
  public var day: Int? { number(6..<8) }
}

extension CalendarDate: CustomStringConvertible, Comparable {
  /// The date as ISO 8601-2 writes it.
  public var description: String {
    var text = ""
    for position in 0..<precision.rawValue {
      if position == 4 || position == 6 { text += "-" }
      let digit = digit(position)
      text += digit == Self.unspecified ? "X" : String(digit)
    }
    return text
  }

  /// Whether the first date is written before the second; `X` sorts after every digit.
  public static func < (first: CalendarDate, second: CalendarDate) -> Bool {
    (first.digits, first.precision.rawValue) < (second.digits, second.precision.rawValue)
  }
}

// MARK: - What is certain

extension CalendarDate {
  /// Whether every day this date may mean lies before every day the other may mean.
  public func isCertainlyBefore(_ other: CalendarDate) -> Bool {
    guard let last = latestDay, let first = other.earliestDay else { return false }
    return last < first
  }

  /// Whether the dates are the same, or no day of this one can lie after any day of the other.
  public func isCertainlyNotAfter(_ other: CalendarDate) -> Bool {
    guard self != other else { return true }
    guard let last = latestDay, let first = other.earliestDay else { return false }
    return last <= first
  }

  /// Whether no day can be meant by both dates.
  public func isCertainlyDifferent(_ other: CalendarDate) -> Bool {
    for position in 0..<8 {
      let (a, b) = (digit(position), other.digit(position))
      if a != b, a != Self.unspecified, b != Self.unspecified { return true }
    }
    return isCertainlyBefore(other) || other.isCertainlyBefore(self)
  }

  /// The number of days from this date to the other, if both are wholly specified days.
  public func days(until other: CalendarDate) -> Int? {
    guard let start = dayNumber, let end = other.dayNumber else { return nil }
    return end - start
  }

  /// Days since 1 January 0000 in the proleptic Gregorian calendar, if the day is specified.
  private var dayNumber: Int? {
    guard let year, let month, let day else { return nil }
    return Self.dayNumber(year, month, day)
  }

  /// Days by the civil-calendar formula that starts the year in March.
  private static func dayNumber(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
  }

  private static func length(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// The first day the date may mean, as a day number; `nil` if no day fits.
  private var earliestDay: Int? { extremeDay(descending: false) }
  /// The last day the date may mean.
  private var latestDay: Int? { extremeDay(descending: true) }

  private func extremeDay(descending: Bool) -> Int? {
    if let dayNumber {
      guard let year, let month, let day, (1...12).contains(month),
        (1...Self.length(ofMonth: month, year: year)).contains(day)
      else { return nil }
      return dayNumber
    }
    func directed(_ range: ClosedRange<Int>) -> StrideThrough<Int> {
      descending
        ? stride(from: range.upperBound, through: range.lowerBound, by: -1)
        : stride(from: range.lowerBound, through: range.upperBound, by: 1)
    }
    for year in directed(0...9999) where matches(year, at: 0..<4) {
      for month in directed(1...12) where matches(month, at: 4..<6) {
        let length = Self.length(ofMonth: month, year: year)
        for day in directed(1...length) where matches(day, at: 6..<8) {
          return Self.dayNumber(year, month, day)
        }
      }
    }
    return nil
  }

  private func matches(_ number: Int, at positions: Range<Int>) -> Bool {
    var rest = number
    for position in positions.reversed() {
      let digit = digit(position)
      if digit != Self.unspecified, Int(digit) != rest % 10 { return false }
      rest /= 10
    }
    return true
  }
}
