/// A date as a page prints it, with what the page leaves out left open.
struct CalendarDate: Equatable, Hashable, Sendable {
  var year: Int?
  var month: Int?
  var day: Int?

  /// The date that says nothing.
  static let unknown = CalendarDate()

  var isUnknown: Bool { year == nil && month == nil && day == nil }

  /// The date in ISO 8601-2 with `X` for every digit that is not known: `XXXX-08-15`, `XXXX-09`.
  var text: String {
    let yearText = year.map { pad($0, 4) } ?? "XXXX"
    guard let month else {
      guard let day else { return year == nil ? "XXXX-XX-XX" : yearText }
      return "\(yearText)-XX-\(pad(day, 2))"
    }
    guard let day else { return "\(yearText)-\(pad(month, 2))" }
    return "\(yearText)-\(pad(month, 2))-\(pad(day, 2))"
  }

  private func pad(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }

  /// Reads a date that starts at `start`: `2018年8月15日`, `8月15日`, `9月`, `15日`, `十月二十三日`.
  static func read(_ text: Scalars, at start: Int, limit: Int) -> (date: CalendarDate, length: Int)?
  {
    // Most positions of a text are no number: this is asked at all of them.
    guard start < limit, Glyph.isDigit(text[start]) || ChineseNumber.isNumeral(text[start]) else {
      return nil
    }
    var date = CalendarDate()
    var index = start
    if let (value, end) = integer(text, at: index, limit: limit, maximumDigits: 4),
      end < limit, text[end] == 0x5E74, value >= 1000, value <= 2999
    {
      date.year = value
      index = end + 1
    }
    if let (value, end) = integer(text, at: index, limit: limit, maximumDigits: 2),
      end < limit, text[end] == 0x6708, (1...12).contains(value)
    {
      // 3月份 is March; 两个月 and 3个月 never get here, because of 个.
      date.month = value
      index = end + 1
      if index < limit, text[index] == 0x4EFD { index += 1 }
    }
    if let (value, end) = integer(text, at: index, limit: limit, maximumDigits: 2),
      end < limit, text[end] == 0x65E5 || text[end] == 0x53F7, (1...31).contains(value),
      text[end] == 0x65E5 || date.month != nil
        || end + 1 < limit && Self.dayTimes.contains(text[end + 1])
    {
      date.day = value
      index = end + 1
    }
    guard !date.isUnknown, index > start else { return nil }
    return (date, index - start)
  }

  /// 上, 下, 晚, 凌: what shows 20号 to be a day.
  private static let dayTimes: Set<UInt32> = [0x4E0A, 0x4E0B, 0x665A, 0x51CC]

  private static func integer(
    _ text: Scalars, at start: Int, limit: Int, maximumDigits: Int
  ) -> (Int, Int)? {
    guard start < limit else { return nil }
    if Glyph.isDigit(text[start]) {
      var index = start
      var value = 0
      while index < limit, index - start < maximumDigits, Glyph.isDigit(text[index]) {
        value = value * 10 + Int(text[index] - 0x30)
        index += 1
      }
      return (value, index)
    }
    return chineseInteger(text, at: start, limit: limit, maximumDigits: maximumDigits)
  }

  /// `二〇一八` digit by digit, `二十三` by value.
  private static func chineseInteger(
    _ text: Scalars, at start: Int, limit: Int, maximumDigits: Int
  ) -> (Int, Int)? {
    var index = start
    var digits: [Int] = []
    while index < limit, index - start < 4, let digit = ChineseNumber.digits[text[index]] {
      digits.append(Int(digit))
      index += 1
    }
    if maximumDigits == 4, digits.count == 4 {
      return (digits.reduce(0) { $0 * 10 + $1 }, index)
    }
    guard maximumDigits == 2, let number = ChineseNumber.read(text, at: start, limit: limit),
      !number.isApproximate, number.value < 100
    else { return nil }
    return (Int(number.value), start + number.length)
  }
}
