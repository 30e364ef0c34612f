/// Finds dates in the running text.
struct DateReader {
  let scanner: NameScanner
  /// The year of a date that prints none.
  let year: Int?

  /// The first date of a day in a span.
  func first(in span: Span) -> (date: CalendarDate, span: Span)? {
    var index = span.lowerBound
    while index < span.upperBound {
      let scalar = scanner.text[index]
      if Glyph.isDigit(scalar) || ChineseNumber.digits[scalar] != nil
        || ChineseNumber.smallUnits[scalar] != nil
      {
        if let (date, length) = CalendarDate.read(scanner.text, at: index, limit: span.upperBound),
          date.day != nil
        {
          return (resolved(date), index..<index + length)
        }
        while index < span.upperBound, Glyph.isDigit(scanner.text[index]) { index += 1 }
      }
      index += 1
    }
    return nil
  }

  /// The date with the year that the options give, unless the text prints one.
  func resolved(_ date: CalendarDate) -> CalendarDate {
    var date = date
    if date.year == nil, date.month != nil { date.year = year }
    return date
  }
}
