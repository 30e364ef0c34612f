/// What the rules of campaigns share: who a campaign is of, and what an article is about.
struct TopicReading {
  let article: ArticleReading
  let page: PageReading

  /// The campaigns that the article is about: those of its headline, of its meeting's name and of its first sentence.
  var topics: [Mention] {
    var topics: [Mention] = []
    for sentence in article.sentences where sentence.role == .headline {
      topics += article.mentions(in: sentence.span, .campaign)
    }
    if let first = article.sentences.first(where: { $0.role == .paragraph }) {
      topics += article.mentions(in: first.span, .campaign)
    }
    return topics
  }

  /// The unit that convened the article's meeting.
  var convener: String? {
    guard let meeting = article.mainMeeting,
      let sentence = article.sentence(at: meeting.span.lowerBound)
    else { return nil }
    return article.mentions(in: sentence.span.lowerBound..<meeting.span.lowerBound, .unit).last {
      !$0.isInsideTitle
    }?.name
      ?? meeting.owner
  }

  /// The unit that a sentence's campaign is carried out by.
  func agents(of campaign: Mention, in sentence: Sentence) -> [Mention] {
    let before = article.mentions(in: sentence.span.lowerBound..<campaign.span.lowerBound, .unit)
      .filter {
        !$0.isInsideTitle && !isPlaceOfAction($0) && !isInsideMeeting($0, sentence)
      }
    guard let last = before.last(where: { isClauseStart($0, sentence) }) ?? before.last else {
      return []
    }
    var group = [last]
    for unit in before.reversed() where unit.span.lowerBound < last.span.lowerBound {
      guard let first = group.first, first.span.lowerBound >= unit.span.upperBound,
        isJoined(unit, first)
      else { break }
      group.insert(unit, at: 0)
    }
    return group
  }

  /// Whether only words such as 特别是 stand between a clause's start and the unit.
  private func isClauseStart(_ unit: Mention, _ sentence: Sentence) -> Bool {
    var start = unit.span.lowerBound
    while start > sentence.span.lowerBound, page.scanner.boundaries.stopsName(at: start - 1),
      Glyph.isWord(page.flow.scalars[start - 1])
    {
      start -= 1
    }
    guard start > sentence.span.lowerBound else { return true }
    let before = page.flow.scalars[start - 1]
    return before == Glyph.comma || before == Glyph.semicolon || before == Glyph.space
      || before == Glyph.colon
  }

  private func isInsideMeeting(_ unit: Mention, _ sentence: Sentence) -> Bool {
    article.mentions(in: sentence.span, .meeting).contains {
      $0.span.lowerBound <= unit.span.lowerBound && $0.span.upperBound > unit.span.upperBound
    }
  }

  private func isJoined(_ first: Mention, _ second: Mention) -> Bool {
    let gap = second.span.lowerBound - first.span.upperBound
    if gap == 0 { return true }
    guard gap <= 3 else { return false }
    return page.scanner.listSeparator(at: first.span.upperBound, limit: second.span.lowerBound)
      == gap
      || page.flow.text(first.span.upperBound..<second.span.lowerBound) == "联合"
  }

  private func isPlaceOfAction(_ unit: Mention) -> Bool {
    guard unit.span.lowerBound > 0 else { return false }
    let before = page.flow.scalars[unit.span.lowerBound - 1]
    return before == 0x5230 || before == 0x5728 || before == 0x5BF9
  }
}
