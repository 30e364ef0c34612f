/// States who issued which document: `会议下发了《……方案》`, `下达《责令改正通知书》`.
struct IssuedDocumentRule: ExtractionRule {
  static let name = "issued-document"

  private static let verbs = WordList(
    "下发 下发了 印发 印发了 发出 发出了 签订 签订了 签署 下达 下达了 发放 发放了 出台 出台了 制定 制定了 制订 制订了 发布 发布了 印制 印制了 颁布 编制 编制了 公布")

  func apply(to article: ArticleReading, of page: PageReading, facts: inout FactCollector) {
    var lastAgent: Mention?
    for sentence in article.sentences {
      let agents = article.mentions(in: sentence.span, .unit).filter {
        !$0.isInsideTitle && !$0.isReference
      }
      for document in article.mentions(in: sentence.span, .document) {
        let before = sentence.span.lowerBound..<document.span.lowerBound
        guard let verb = Self.verbs.last(in: before, of: page.flow.scalars),
          isObject(document, of: verb, page)
        else { continue }
        let subject = article.mentions(in: sentence.span.lowerBound..<verb.lowerBound, .unit).last {
          !$0.isInsideTitle
        }
        if isMeeting(sentence, page), let meeting = article.mainMeeting {
          facts.add(
            "issued", meeting.name, document.name, in: article, at: sentence.span, rule: Self.name)
        } else if let agent = subject ?? lastAgent {
          facts.add(
            "issued", agent.name, document.name, in: article, at: sentence.span, rule: Self.name)
        }
      }
      if let first = agents.first(where: { $0.sort != "district" && $0.sort != "city" })
        ?? agents.first
      {
        lastAgent = first
      }
    }
  }

  private func isMeeting(_ sentence: Sentence, _ page: PageReading) -> Bool {
    page.flow.text(
      sentence.span.lowerBound..<min(sentence.span.upperBound, sentence.span.lowerBound + 2))
      == "会议"
  }

  private func isObject(_ document: Mention, of verb: Span, _ page: PageReading) -> Bool {
    let gap = verb.upperBound..<document.span.lowerBound
    return gap.count <= 60
      && !gap.contains {
        Glyph.endsSentence(page.flow.scalars[$0]) || page.flow.scalars[$0] == Glyph.comma
      }
  }
}
