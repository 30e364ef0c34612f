/// States which unit convened a meeting: `二七区召开全区安全生产委员会第三次全体会议`.
struct ConvenedMeetingRule: ExtractionRule {
  static let name = "convened-meeting"

  func apply(to article: ArticleReading, of page: PageReading, facts: inout FactCollector) {
    for sentence in article.sentences {
      for meeting in article.mentions(in: sentence.span, .meeting) {
        if let owner = meeting.owner {
          facts.add(
            "meeting_of", meeting.name, owner, in: article, at: sentence.span, rule: Self.name)
        }
        let first = article.convened(with: meeting, in: sentence)
        for unit in conveners(of: first, in: sentence, article, page) {
          facts.add(
            "meeting_of", meeting.name, unit.name, in: article, at: sentence.span, rule: Self.name)
        }
      }
    }
  }

  /// The units in front of 召开, with nobody between them and the verb.
  private func conveners(
    of meeting: Mention, in sentence: Sentence, _ article: ArticleReading, _ page: PageReading
  ) -> [Mention] {
    let text = page.flow.scalars
    // A subject stands within two hundred characters of its verb.
    let start = max(sentence.span.lowerBound, meeting.span.lowerBound - 200)
    let before = start..<meeting.span.lowerBound
    guard let verb = MeetingWords.convenes.last(in: before, of: text),
      meeting.span.lowerBound - verb.upperBound <= 2
    else { return [] }
    let agents = article.mentions(in: start..<verb.lowerBound, .unit, .official)
    let meetings = article.mentions(in: start..<verb.lowerBound, .meeting)
    let open = agents.filter { agent in
      !agent.isInsideTitle && !isTarget(agent, text)
        // 收听收看省安委会全体会议,接续召开……: a body in the name of another meeting.
        && !meetings.contains { $0.span.contains(agent.span.lowerBound) }
        // 新密市城市管理局: the bureau, and not the city that it is called after.
        && !agents.contains {
          $0.span.lowerBound == agent.span.lowerBound && $0.span.count > agent.span.count
        }
    }
    // 侯寨乡要积极与市水务局对接,每天召开现场会: the subject opens a clause.
    var subject = open.last { isClauseStart($0, sentence, text) } ?? open.last
    // 高新区石佛办事处召开: the office convenes, and the zone is where it lies.
    while let area = subject, area.rule == "area-name",
      let inner = open.first(where: { $0.span.lowerBound == area.span.upperBound })
    {
      subject = inner
    }
    if subject == nil, article.isInSpeech(verb.lowerBound), let main = article.mainMeeting,
      main.name != meeting.name
    {
      return mainConveners(of: main, article, page)
    }
    guard let last = subject, last.kind == .unit, !hasMotion(last, verb, text)
    else { return [] }
    if agents.contains(where: { $0.kind == .official && $0.span.lowerBound > last.span.upperBound })
    {
      return []
    }
    var units = [last]
    for unit in open.dropLast().reversed() where unit.kind == .unit && !unit.isInsideTitle {
      guard let first = units.first, first.span.lowerBound - unit.span.upperBound <= 1,
        unit.rule != "area-name" || unit.span.upperBound < first.span.lowerBound,
        first.span.lowerBound >= unit.span.upperBound
      else { break }
      units.insert(unit, at: 0)
    }
    // 东岭区委、区政府召开: the members of a list convene together.
    for unit in agents where unit.kind == .unit && !unit.isInsideTitle {
      guard let end = units.last?.span.upperBound, unit.span.lowerBound >= end else { continue }
      let gap = unit.span.lowerBound - end
      guard page.scanner.listSeparator(at: end, limit: unit.span.lowerBound) == gap else { break }
      units.append(unit)
    }
    return units
  }

  private func isClauseStart(_ unit: Mention, _ sentence: Sentence, _ text: Scalars) -> Bool {
    let start = unit.span.lowerBound
    if start == sentence.span.lowerBound { return true }
    return text[start - 1] == Glyph.comma || text[start - 1] == Glyph.semicolon
      || text[start - 1] == Glyph.space
  }

  /// Who convened the meeting at which somebody speaks of another one.
  private func mainConveners(of main: Mention, _ article: ArticleReading, _ page: PageReading)
    -> [Mention]
  {
    guard let sentence = article.sentence(at: main.span.lowerBound) else { return [] }
    return conveners(of: main, in: sentence, article, page)
  }

  /// 在金岱产业集聚区召开: the unit is where, not who.
  private func isTarget(_ unit: Mention, _ text: Scalars) -> Bool {
    let before = unit.span.lowerBound - 1
    return before >= 0 && (text[before] == 0x5728 || text[before] == 0x5230)
  }

  private func hasMotion(_ unit: Mention, _ verb: Span, _ text: Scalars) -> Bool {
    verb.lowerBound - unit.span.upperBound > 60
  }
}

extension ArticleReading {
  /// The meeting right behind the verb: the first of `召开甲会议和乙会议`, or the meeting itself.
  func convened(with meeting: Mention, in sentence: Sentence) -> Mention {
    guard meeting.rule == "convened-meeting" else { return meeting }
    return mentions(in: sentence.span.lowerBound..<meeting.span.lowerBound, .meeting).last {
      $0.rule == "convened-meeting"
        && (1...2).contains(meeting.span.lowerBound - $0.span.upperBound)
    } ?? meeting
  }
}
