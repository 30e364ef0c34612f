import Testing

@testable import Extraction

@Suite struct NumberTests {
  @Test(arguments: [
    ("1.2亿", 120_000_000.0, false), ("5000万", 50_000_000, false), ("200余", 200, true),
    ("三", 3, false), ("二十四", 24, false),
    ("两", 2, false), ("一百零五", 105, false), ("3,000", 3000, false), ("10多", 10, true),
    ("20余万", 200_000, true), ("三万六千", 36_000, false),
    ("十", 10, false), ("六十余", 60, true), ("1.5万", 15_000, false), ("2亿", 200_000_000, false),
    ("0", 0, false), ("十二", 12, false),
    ("两千", 2000, false), ("7", 7, false), ("二百", 200, false),
  ])
  func numbersAreRead(text: String, value: Double, isApproximate: Bool) {
    let scalars = text.scalarValues
    let number = ChineseNumber.read(scalars, at: 0, limit: scalars.count)
    #expect(number?.value == value)
    #expect(number?.isApproximate == isApproximate)
    #expect(number?.length == scalars.count)
  }

  @Test(arguments: ["", "处", "万", "三四", "余", "第三", "一二三四"])
  func otherWordsAreNoNumbers(text: String) {
    let scalars = text.scalarValues
    #expect(ChineseNumber.read(scalars, at: 0, limit: scalars.count)?.value == nil)
  }

  @Test(arguments: [
    ("8月15日", "XXXX-08-15"), ("2018年8月15日", "2018-08-15"), ("9月", "XXXX-09"), ("3月份", "XXXX-03"),
    ("15日", "XXXX-XX-15"),
    ("2018年", "2018"), ("十月二十三日", "XXXX-10-23"), ("二〇一八年八月一日", "2018-08-01"),
    ("12月31日", "XXXX-12-31"), ("7月1号", "XXXX-07-01"),
    ("2021年6月", "2021-06"),
  ])
  func datesAreRead(text: String, expected: String) {
    let scalars = text.scalarValues
    let read = CalendarDate.read(scalars, at: 0, limit: scalars.count)
    #expect(read?.date.text == expected)
    #expect(read?.length == scalars.count)
  }

  @Test(arguments: ["13月", "32日", "0月", "3个月", "日", "两个月", "100年", "40日"])
  func otherWordsAreNoDates(text: String) {
    let scalars = text.scalarValues
    #expect(CalendarDate.read(scalars, at: 0, limit: scalars.count) == nil)
  }

  @Test func anUnknownDateIsAllX() {
    #expect(CalendarDate.unknown.text == "XXXX-XX-XX")
  }

  @Test func optionsGiveTheYear() {
    let text = "二七区召开安全生产工作会议\n\n本报讯 8月10日上午,二七区召开安全生产工作会议。"
    let facts = Extractor(options: .init(year: 2018)).extract(Page(name: "a.txt", text: text)).facts
    #expect(facts.contains { $0.relation == "held_on" && $0.arguments[1] == .date("2018-08-10") })
  }
}
