/// States when a meeting was held: `8月10日上午,二七区召开……会议`.
struct MeetingDateRule: ExtractionRule {
  static let name = "meeting-date"

  func apply(to article: ArticleReading, of page: PageReading, facts: inout FactCollector) {
    let reader = DateReader(scanner: page.scanner, year: page.year)
    for sentence in article.sentences where sentence.role == .paragraph {
      for meeting in article.mentions(in: sentence.span, .meeting) {
        let first = article.convened(with: meeting, in: sentence)
        guard let date = date(of: first, in: sentence, article, page, reader) else { continue }
        facts.add(
          "held_on", [.text(meeting.name), .date(date.text)], in: article, at: sentence.span,
          rule: Self.name)
      }
    }
  }

  private static let sameDay = WordList("当天 当日 当晚 同日")

  /// The day that 当天 refers to: the last one that the article has told.
  private func lastDate(
    before sentence: Sentence, _ article: ArticleReading, _ reader: DateReader
  ) -> CalendarDate? {
    let next = article.sentences.partitioningIndex {
      $0.span.upperBound > sentence.span.lowerBound
    }
    for other in article.sentences[..<next].suffix(6).reversed() where other.role == .paragraph {
      if let found = reader.first(in: other.span) { return found.date }
    }
    return nil
  }

  /// `7月22日,……推进会议召开`: the verb stands behind the name.
  private func isHeld(_ meeting: Mention, _ sentence: Sentence, _ page: PageReading) -> Bool {
    let end = meeting.span.upperBound
    let window = end..<min(sentence.span.upperBound, end + 24)
    guard let verb = MeetingWords.convenes.first(in: window, of: page.flow.scalars) else {
      return false
    }
    return !(end..<verb.lowerBound).contains {
      page.flow.scalars[$0] == Glyph.comma || Glyph.endsSentence(page.flow.scalars[$0])
    }
  }

  private func date(
    of meeting: Mention, in sentence: Sentence, _ article: ArticleReading, _ page: PageReading,
    _ reader: DateReader
  ) -> CalendarDate? {
    let before =
      max(sentence.span.lowerBound, meeting.span.lowerBound - 300)..<meeting.span.lowerBound
    let isHeldHere =
      meeting.rule == "convened-meeting" && !article.isInSpeech(meeting.span.lowerBound)
    // 4月14日市“双迎攻坚”推进会: a date directly in front is the meeting's own.
    let near = max(before.lowerBound, before.upperBound - 12)..<before.upperBound
    if let found = reader.first(in: near), before.upperBound - found.span.upperBound <= 2 {
      return found.date
    }
    if article.isInSpeech(meeting.span.lowerBound) {
      guard let found = reader.first(in: near), before.upperBound - found.span.upperBound <= 4
      else { return nil }
      return found.date
    }
    guard isHeldHere || meeting.span == article.mainMeeting?.span || isHeld(meeting, sentence, page)
    else { return nil }
    // 3月31日召开甲会;4月1日又召开乙会: the date of the meeting's own clause.
    var clause = before.upperBound
    while clause > before.lowerBound, page.flow.scalars[clause - 1] != Glyph.semicolon {
      clause -= 1
    }
    var own: CalendarDate?
    while let found = reader.first(in: clause..<before.upperBound) {
      own = found.date
      clause = found.span.upperBound
    }
    if let own { return own }
    if let found = reader.first(in: before) { return found.date }
    if Self.sameDay.first(in: before, of: page.flow.scalars) != nil,
      let date = lastDate(before: sentence, article, reader)
    {
      return date
    }
    guard !article.visits.isEmpty, let first = article.visits.first,
      first.evidence.upperBound <= sentence.span.upperBound
    else { return nil }
    return first.date.isUnknown ? nil : first.date
  }
}
