/// Where a campaign is carried out.
extension TopicReading {
  /// The places inside a campaign's name, right in front of it, and where it is carried out.
  func places(of campaign: Mention, in sentence: Sentence) -> [Mention] {
    let inside = article.mentions(in: campaign.span, .place)
    if !inside.isEmpty { return inside }
    let start = campaign.span.lowerBound
    let window = max(sentence.span.lowerBound, start - 60)..<start
    let near = article.mentions(in: window, .place)
    if let place = near.first(where: { self.end(of: $0, limit: start) == start }) { return [place] }
    guard let place = near.last else { return [] }
    if let listed = listedPlaces(endingWith: place, near, before: start) { return listed }
    // 走进105号院进行“全城清洁”活动
    let end = self.end(of: place, limit: start)
    let isDone =
      Self.doing.match(at: end, in: text, limit: start).map { end + $0 == start } ?? false
    let isThere =
      Self.motions.match(
        endingAt: place.span.lowerBound, in: text, from: sentence.span.lowerBound) != nil
      || article.mentions(in: window, .unit).contains {
        $0.span.upperBound == place.span.lowerBound
      }
    return isDone && (isThere || text[place.span.lowerBound - 1] == 0x533A) ? [place] : []
  }

  /// `丹城路9号院、影院街2号院等4个老旧小区改造项目`: the members of a list are where its campaign is carried out.
  private func listedPlaces(endingWith last: Mention, _ near: [Mention], before start: Int)
    -> [Mention]?
  {
    var index = last.span.upperBound
    guard index < start, text[index] == 0x7B49 else { return nil }
    index += 1
    while index < start, Glyph.isDigit(text[index]) || ChineseNumber.digits[text[index]] != nil {
      index += 1
    }
    if index < start, Self.counters.match(at: index, in: text, limit: start) != nil { index += 1 }
    guard index == start else { return nil }
    var places = [last]
    for place in near.dropLast().reversed() {
      guard let first = places.first,
        page.scanner.listSeparator(at: place.span.upperBound, limit: first.span.lowerBound)
          == first.span.lowerBound - place.span.upperBound
      else { break }
      places.insert(place, at: 0)
    }
    return places
  }

  private static let counters = WordList("个 处 家 条 片 座")

  /// The end of a place with 沿线, 周边 and the like.
  private func end(of place: Mention, limit: Int) -> Int {
    var end = place.span.upperBound
    while let length = PlaceSuffixes.locatives.match(at: end, in: text, limit: limit) {
      end += length
    }
    return end
  }

  private static let doing = WordList("进行 开展 开展了 进行了 实施 推行 集中开展 举行 举办")
}
