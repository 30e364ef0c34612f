/// What was raised or lowered: `各镇办由原来的6万元提高到20万元`.
extension FigureReader {
  /// The figures before and after a change, and where to go on.
  ///
  /// Who or what changed stands in front of 由; where that is only a body, it is what the money before was for.
  func change(
    _ number: ChineseNumber, at span: Span, in sentence: Span, behind figures: [Figure]
  ) -> (figures: [Figure], next: Int)? {
    guard
      let lead = Self.origins.match(
        endingAt: span.lowerBound, in: text, from: sentence.lowerBound),
      let counter = Counters.words.match(at: span.upperBound, in: text, limit: sentence.upperBound),
      case let end = span.upperBound + counter,
      let verb = Self.changes.match(at: end, in: text, limit: sentence.upperBound),
      let result = ChineseNumber.read(text, at: end + verb, limit: sentence.upperBound),
      case let next = end + verb + result.length,
      let unit = Counters.words.match(at: next, in: text, limit: sentence.upperBound)
    else { return nil }
    let stop = span.lowerBound - lead
    let start = subjectStart(before: stop, in: sentence)
    let subject = scanner.flow.key(start..<stop)
    let counterName = string(span.upperBound..<end)
    // 基础经费5000万元,各镇办由……: the money of each, as of all.
    let matter = figures.last.flatMap { $0.counter == counterName ? $0.measure : nil } ?? ""
    let isBody =
      (subject.hasPrefix("各") || subject.hasPrefix("每"))
      && Self.bodies.contains(where: subject.hasSuffix)
    guard !subject.isEmpty, !isBody || !matter.isEmpty else { return nil }
    let name = isBody ? matter : ""
    return (
      [
        Figure(
          measure: isBody ? subject + "原来的" + name : "原来的" + subject, value: number.value,
          counter: counterName, isApproximate: number.isApproximate, span: start..<end),
        Figure(
          measure: subject + name, value: result.value, counter: string(next..<next + unit),
          isApproximate: result.isApproximate, span: end..<next + unit),
      ], next + unit
    )
  }

  /// `白沙区将保洁补贴由……`: neither the area nor what took hold of the matter belongs to it.
  private func subjectStart(before stop: Int, in sentence: Span) -> Int {
    var start = stop
    while start > sentence.lowerBound, stop - start < 16, Glyph.isWord(text[start - 1]),
      text[start - 1] != 0x5C06, text[start - 1] != 0x628A
    {
      start -= 1
    }
    let area = scanner.home.names.match(at: start, in: text, limit: stop) ?? 0
    return start + area + 1 < stop ? start + area : start
  }

  private static let bodies = [
    "镇办", "乡镇", "街道", "办事处", "社区", "村", "镇", "乡", "单位", "部门", "中队", "学校",
  ]
  private static let origins = WordList(
    "由原来的 由原来 由过去的 由此前的 由之前的 由去年的 由每人 由每人每月 由 从原来的 从去年的 从每人 从每人每月 从")
  private static let changes = WordList(
    "提高到 提升到 增加到 增长到 上升到 上调到 上调至 提高至 提升至 增加至 增长至 上升至 降低到 下降到 减少到 降低至 下降至 减少至 缩短到 缩短至 扩大到 扩大至 扩展到 压缩到 压缩至"
  )
}
