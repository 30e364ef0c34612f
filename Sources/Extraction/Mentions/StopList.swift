/// A list of stops: `甲、乙、丙等地`.
struct StopList {
  let scanner: NameScanner

  /// The members of the list, and whether it ends with 等地 or the like.
  func read(from start: Int, in region: Span) -> (items: [Span], endsInPlaces: Bool) {
    let text = scanner.text
    var items: [Span] = []
    var itemStart = start
    // 了, 到, 至: 先后深入到甲、乙
    while itemStart < region.upperBound,
      text[itemStart] == 0x4E86 || text[itemStart] == Glyph.space
        || (text[itemStart] == 0x5230 || text[itemStart] == 0x81F3)
          && scanner.boundaries.stopsName(at: itemStart)
    { itemStart += 1 }
    var index = itemStart
    var endsInPlaces = false
    var depth = 0
    while index <= region.upperBound, index - start < 400 {
      let scalar = index < region.upperBound ? text[index] : Glyph.newline
      if scalar == Glyph.openParenthesis { depth += 1 }
      if scalar == Glyph.closeParenthesis { depth -= 1 }
      if depth == 0 {
        if scalar != Glyph.enumerationComma, isJoiner(index), !namesPlace(itemStart..<index),
          namesPlace(itemStart..<nextEnd(from: index, in: region))
        {
          // 县生态及地质灾害避险搬迁安置区: the joint is inside the name.
          index += 1
          continue
        }
        if scalar == Glyph.enumerationComma || isJoiner(index)
          || scalar == Glyph.comma && isInsideTour(index)
        {
          append(itemStart..<index, to: &items)
          itemStart =
            index + (Self.joiners.match(at: index, in: text, limit: region.upperBound) ?? 1)
          index = itemStart
          continue
        }
        if ends(at: index, itemStart: itemStart, limit: region.upperBound) {
          append(itemStart..<index, to: &items)
          endsInPlaces =
            Self.placeEnds.match(at: index, in: text, limit: region.upperBound) != nil
            || closesWithClass(at: index, limit: region.upperBound)
          break
        }
      }
      index += 1
    }
    return (items, endsInPlaces)
  }

  /// Whether a member ends as the names of places and bodies do.
  private func namesPlace(_ item: Span) -> Bool {
    PlaceSuffixes.words.match(endingAt: item.upperBound, in: scanner.text, from: item.lowerBound)
      != nil
      || UnitSuffixes.bodyWords.match(
        endingAt: item.upperBound, in: scanner.text, from: item.lowerBound) != nil
      || UnitSuffixes.localAreaWords.match(
        endingAt: item.upperBound, in: scanner.text, from: item.lowerBound) != nil
  }

  /// The end of the member that starts behind a joint.
  private func nextEnd(from start: Int, in region: Span) -> Int {
    var end = start + 1
    while end < region.upperBound, end - start < 30, Glyph.isWord(scanner.text[end]),
      !isJoiner(end)
    { end += 1 }
    return end
  }

  /// `先后到甲家苑,乙街丙小区、丁社区等地,察看……`: the commas in front of 等地 part the stops.
  func isInsideTour(_ comma: Int) -> Bool {
    let text = scanner.text
    var index = comma + 1
    while index < text.count, index - comma < 60, !Glyph.endsSentence(text[index]) {
      if Self.tourEnds.match(at: index, in: text, limit: text.count) != nil { return true }
      if scanner.lexicon.visitVerbs.match(at: index, in: text, limit: index + 4) != nil {
        return false
      }
      index += 1
    }
    return false
  }

  private static let tourEnds = WordList("等地 等处 等点位")
  private static let joiners = WordList("以及 和 及 与 、")
  /// `等工地`, `等多个重点小区`: a word for places behind 等 says what the members are.
  private func closesWithClass(at index: Int, limit: Int) -> Bool {
    guard index < limit, scanner.text[index] == 0x7B49 else { return false }
    return (index + 1..<min(limit, index + 6)).contains { start in
      guard
        let length = PlaceSuffixes.commonWords.match(at: start, in: scanner.text, limit: limit)
      else { return false }
      return length >= 2
        && !(index + 1..<start).contains { !Glyph.isHan(scanner.text[$0]) }
        && (start + length >= limit || scanner.boundaries.startsWord(at: start + length))
    }
  }

  private static let placeEnds = WordList(
    "等地 等处 等点位 等现场 等项目现场 等多处 等多个 等社区 等单位 等企业 等小区 等路段 等区域 等项目 等重点 两地 三地 等农贸市场 等市场 等学校 等村 等镇 等街道 等乡镇 等道路 等地方 等场所 等站点 等工地"
  )
  private static let ends = WordList("招商 学习 等 进行 实地 现场 听取 详细 认真 仔细 开展 ,")

  private static let scenes = WordList("现场")

  private func isJoiner(_ index: Int) -> Bool {
    guard let length = Self.joiners.match(at: index, in: scanner.text, limit: scanner.flow.count),
      length > 0
    else { return false }
    return scanner.boundaries.stopsName(at: index)
  }

  private func ends(at index: Int, itemStart: Int, limit: Int) -> Bool {
    guard index < limit else { return true }
    let scalar = scanner.text[index]
    if !Glyph.isWord(scalar), scalar != Glyph.openParenthesis, scalar != Glyph.closeParenthesis,
      !Glyph.isQuote(scalar)
    {
      return true
    }
    guard index > itemStart, scanner.boundaries.startsWord(at: index) else { return false }
    // 孟家湾村生产现场、某村收割现场: no adverb.
    if Self.scenes.match(at: index, in: scanner.text, limit: limit) != nil,
      index + 2 >= limit || !Glyph.isWord(scanner.text[index + 2])
    {
      return false
    }
    return Self.ends.match(at: index, in: scanner.text, limit: limit) != nil
      && scanner.boundaries.stopsName(at: index)
      || scanner.lexicon.visitVerbs.match(at: index, in: scanner.text, limit: limit) != nil
  }

  private func append(_ item: Span, to items: inout [Span]) {
    var upper = item.upperBound
    // 郑州市树木园(林业产业中心): what stands in brackets is another name.
    if let open = item.first(where: { scanner.text[$0] == Glyph.openParenthesis }),
      let close = item.last(where: { scanner.text[$0] == Glyph.closeParenthesis }),
      item.upperBound - close <= 2
    {
      upper = open
    }
    while let length = PlaceSuffixes.locatives.match(
      endingAt: upper, in: scanner.text, from: item.lowerBound),
      upper - length - item.lowerBound >= 3, scanner.flow.text(upper - length..<upper) != "沿线"
    {
      upper -= length
    }
    let lower = item.lowerBound
    upper = withoutScene(lower..<upper)
    guard upper - lower >= 2, upper - lower <= 32 else { return }
    guard
      !(lower..<upper).contains(where: {
        scanner.boundaries.stopsName(at: $0) && Glyph.isHan(scanner.text[$0])
      })
    else { return }
    items.append(lower..<upper)
  }

  /// `孟家湾村“三夏”生产现场`: the village, where nothing else has a name.
  private func withoutScene(_ item: Span) -> Int {
    guard scanner.flow.text(item).hasSuffix("现场"),
      let area = UnitSuffixes.localAreaWords.all(in: item, of: scanner.text).last,
      area.lowerBound > item.lowerBound, item.upperBound - area.upperBound <= 8,
      PlaceSuffixes.words.first(in: area.upperBound..<item.upperBound - 2, of: scanner.text) == nil
    else { return item.upperBound }
    return area.upperBound
  }
}
