/// Turns the text of a page into a ``PageReading``: boundaries, home, mentions, statements and visits.
struct MentionFinder {
  /// Reads a page.
  ///
  /// - Complexity: linear in the page's length for text of any language.
  static func read(_ page: Page, year: Int?, lexicon: Lexicon) -> PageReading {
    let pageText = PageReader.read(page)
    let boundaries = Segmenter.shared.boundaries(
      of: pageText.flow.scalars, extra: lexicon.boundaryWords)
    let home = HomeArea.find(in: pageText.flow, boundaries: boundaries)
    let scanner = NameScanner(
      flow: pageText.flow, boundaries: boundaries, home: home, lexicon: lexicon)
    let units = SubdistrictNames.resolved(pageText.articles.map { unitMentions(of: $0, scanner) })
    var people = PersonMentions(scanner: scanner, units: units.flatMap { $0 })
    for article in pageText.articles {
      people.startArticle(at: article.parts.first?.span.lowerBound ?? 0)
      for part in article.parts where part.role != .byline { people.read(part.span) }
    }
    let names = WordList(people.officials)
    let articles = zip(pageText.articles, units).map { article, units in
      ArticleReader(
        scanner: scanner, units: units, people: people, officials: names, posts: people.posts,
        year: year
      ).read(article)
    }
    return PageReading(
      page: page, scanner: scanner,
      articles: MeetingNames.merged(articles, flow: scanner.flow, lexicon: lexicon),
      posts: people.posts,
      officials: people.officials, year: year)
  }

  private static func unitMentions(of article: ArticleText, _ scanner: NameScanner) -> [Mention] {
    var units = UnitMentions(scanner: scanner)
    for part in article.parts where part.role != .byline { units.read(part) }
    return OwnNames.withoutParts(units.found)
  }
}

/// Finds all mentions of one article.
private struct ArticleReader {
  let scanner: NameScanner
  let units: [Mention]
  let people: PersonMentions
  let officials: WordList
  let posts: [PostMention]
  let year: Int?

  func read(_ article: ArticleText) -> ArticleReading {
    var cutter = SentenceCutter(scanner: scanner)
    for part in article.parts { cutter.read(part) }
    let sentences = cutter.sentences
    let credits = cutter.bylines.flatMap { BylineMentions(scanner: scanner).read($0) }
    let parts = article.parts.filter { $0.role != .byline }
    let places = places(parts)
    let campaigns = campaigns(parts, places)
    let documents = documents(parts)
    let unitsLeft = units.filter { unit in unit.rule != "body-name" || !Self.covers(places, unit) }
    var mentions = (unitsLeft + outside(campaigns, places) + campaigns).filter {
      !Self.covers(documents, $0)
    }
    // 办事处主任李江 ends as a river does.
    mentions.removeAll {
      $0.kind == .place
        && officials.match(
          endingAt: $0.span.upperBound, in: scanner.text, from: $0.span.lowerBound) != nil
    }
    mentions += meetings(parts) + documents
    mentions = outsideBylines(mentions, cutter.bylines)
    mentions = ArticleNames.resolved(mentions + officialMentions(sentences))
    let plain = PlainPeopleMentions(scanner: scanner, people: people)
    mentions += sentences.flatMap { plain.read($0.span, officials: officials) }
    mentions = OwnNames(lexicon: scanner.lexicon, flow: scanner.flow).applied(to: mentions)
    mentions.sort {
      ($0.span.lowerBound, $1.span.upperBound) < ($1.span.lowerBound, $0.span.upperBound)
    }
    let statements = StatementReader.read(
      scanner: scanner, mentions: mentions, sentences: sentences)
    var visitReader = VisitReader(
      scanner: scanner, mentions: mentions, statements: statements, year: year)
    for sentence in sentences { visitReader.read(sentence) }
    visitReader.finish()
    mentions += visitReader.places
    mentions = withoutShadowed(mentions)
    return ArticleReading(
      text: article, sentences: sentences, mentions: mentions, credits: credits,
      statements: statements,
      visits: visitReader.visits, mainMeeting: mainMeeting(mentions, sentences, statements))
  }

  /// The mentions that stand in no byline.
  ///
  /// - Complexity: logarithmic in the bylines for each mention.
  private func outsideBylines(_ mentions: [Mention], _ bylines: [Span]) -> [Mention] {
    let sorted = bylines.sorted { $0.lowerBound < $1.lowerBound }
    return mentions.filter { mention in
      let next = sorted.partitioningIndex { $0.lowerBound > mention.span.lowerBound }
      return next == 0 || !sorted[next - 1].contains(mention.span.lowerBound)
    }
  }

  /// Whether one of the mentions, which are in reading order, holds another.
  private static func covers(_ mentions: [Mention], _ inner: Mention) -> Bool {
    let next = mentions.partitioningIndex { $0.span.upperBound >= inner.span.upperBound }
    guard next < mentions.count else { return false }
    let outer = mentions[next].span
    return outer.lowerBound <= inner.span.lowerBound && outer.count > inner.span.count
  }

  private func places(_ parts: [PagePart]) -> [Mention] {
    var places = PlaceMentions(scanner: scanner, units: units)
    for part in parts { places.read(part) }
    return OwnNames.withoutParts(places.found)
  }

  private func meetings(_ parts: [PagePart]) -> [Mention] {
    var meetings = MeetingMentions(scanner: scanner, units: units)
    for part in parts { meetings.read(part) }
    return meetings.found
  }

  /// The places that are not themselves the quoted name of a campaign, as 商户自治示范街 is.
  private func outside(_ campaigns: [Mention], _ places: [Mention]) -> [Mention] {
    let quoted = campaigns.filter { $0.rule == "quoted-campaign" }
    guard !quoted.isEmpty else { return places }
    var next = 0
    return places.filter { place in
      while next < quoted.count, quoted[next].span.upperBound < place.span.upperBound { next += 1 }
      guard next < quoted.count else { return true }
      return quoted[next].span.lowerBound > place.span.lowerBound
    }
  }

  private func campaigns(_ parts: [PagePart], _ places: [Mention]) -> [Mention] {
    var campaigns = CampaignMentions(scanner: scanner, units: units, places: places)
    for part in parts { campaigns.read(part) }
    campaigns.finish()
    return OwnNames.withoutParts(campaigns.found)
  }

  private func documents(_ parts: [PagePart]) -> [Mention] {
    var documents = DocumentMentions(scanner: scanner)
    for part in parts { documents.read(part) }
    return documents.found
  }

  /// Officials wherever their names come, titled or not.
  private func officialMentions(_ sentences: [Sentence]) -> [Mention] {
    guard !officials.isEmpty else { return [] }
    let surnames = SurnameReferences(scanner: scanner, posts: posts)
    return sentences.flatMap { sentence in
      officials.all(in: sentence.span, of: scanner.text).map { span in
        Mention(kind: .official, span: span, name: scanner.flow.key(span), rule: "person-name")
      } + surnames.read(sentence.span)
    }
  }

  /// Drops mentions that a place or document found later covers: 二大街建设银行 as a stop is no enterprise.
  private func withoutShadowed(_ mentions: [Mention]) -> [Mention] {
    let covering = mentions.filter { $0.rule == "listed-stop" }
    let sorted = mentions.sorted {
      ($0.span.lowerBound, $1.span.upperBound) < ($1.span.lowerBound, $0.span.upperBound)
    }
    guard !covering.isEmpty else { return sorted }
    let starts = Dictionary(
      covering.map { ($0.span.lowerBound, $0.span) }, uniquingKeysWith: { first, _ in first })
    return sorted.filter { mention in
      if mention.kind == .place, mention.rule != "listed-stop",
        covering.contains(where: {
          $0.sort == "site" && $0.span.count > mention.span.count
            && $0.span.contains(mention.span.lowerBound)
        })
      {
        return false
      }
      guard mention.kind == .unit, let span = starts[mention.span.lowerBound] else { return true }
      return mention.span.upperBound < span.upperBound
    }
  }

  /// The meeting that the article is about: the first one held in its body and not only spoken of.
  private func mainMeeting(
    _ mentions: [Mention], _ sentences: [Sentence], _ statements: [Statement]
  ) -> Mention? {
    let meetings = mentions.filter { meeting in
      meeting.kind == .meeting
        && !statements.contains { $0.content.contains(meeting.span.lowerBound) }
    }
    let convened = meetings.first { $0.rule == "convened-meeting" }
    // 招商大会召开。……参加签约大会: what was named first, and held, is the meeting.
    if let convened, let named = meetings.first, named.span.upperBound < convened.span.lowerBound,
      [0x53EC, 0x4E3E].contains(scanner.flow.at(named.span.upperBound)),
      ["参加", "出席", "列席"].contains(
        scanner.flow.text(max(0, convened.span.lowerBound - 2)..<convened.span.lowerBound))
    {
      return named
    }
    return convened
      ?? meetings.first { meeting in
        let end = meeting.span.upperBound
        let day = MeetingWords.days.match(at: end, in: scanner.text, limit: scanner.text.count)
        let after = scanner.flow.at(end + (day ?? 0))
        return after == 0x4E0A || after == 0x53EC || after == 0x5728 || after == 0x4E3E
      }
  }
}
