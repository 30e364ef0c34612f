/// States which unit carries out a campaign: `樱桃沟管委会……开展“全城清洁”卫生整治活动`.
struct ConductsCampaignRule: ExtractionRule {
  static let name = "conducts-campaign"

  func apply(to article: ArticleReading, of page: PageReading, facts: inout FactCollector) {
    let topic = TopicReading(article: article, page: page)
    let fallback = topic.convener ?? owner(of: article) ?? page.home.defaultOwner
    for sentence in article.sentences {
      for campaign in article.mentions(in: sentence.span, .campaign) {
        let agents = topic.agents(of: campaign, in: sentence)
        if agents.isEmpty {
          guard sentence.role != .headline, let fallback else { continue }
          facts.add(
            "conducts", fallback, campaign.name, in: article, at: sentence.span, rule: Self.name,
            confidence: 0.6)
        }
        for agent in agents {
          facts.add(
            "conducts", agent.name, campaign.name, in: article, at: sentence.span, rule: Self.name,
            confidence: 0.75)
        }
      }
    }
  }

  /// The unit that the headline opens with.
  private func owner(of article: ArticleReading) -> String? {
    article.mentions.first {
      $0.kind == .unit && !$0.isInsideTitle && $0.span.lowerBound < article.text.headline.upperBound
    }?.name
  }
}
