/// States at which places a campaign is carried out or was inspected: `督导高砦农贸市场整治工作`.
struct SiteOfCampaignRule: ExtractionRule {
  static let name = "site-of-campaign"

  func apply(to article: ArticleReading, of page: PageReading, facts: inout FactCollector) {
    let topics = TopicReading(article: article, page: page).topics
    for visit in article.visits {
      let here = article.mentions(in: visit.evidence, .campaign)
      for stop in visit.stops where stop.place.kind == .place {
        let campaigns = here.isEmpty ? topics.prefix(1).map { $0 } : here
        for campaign in campaigns {
          facts.add(
            "site_of", stop.place.name, campaign.name, in: article, at: visit.evidence,
            rule: Self.name, confidence: 0.7)
        }
      }
    }
    for sentence in article.sentences {
      for campaign in article.mentions(in: sentence.span, .campaign) {
        for place in article.mentions(in: campaign.span, .place) {
          facts.add(
            "site_of", place.name, campaign.name, in: article, at: sentence.span, rule: Self.name,
            confidence: 0.8)
        }
        let near = article.mentions(
          in: max(
            sentence.span.lowerBound, campaign.span.lowerBound - 4)..<campaign.span.lowerBound,
          .place)
        _ = near
      }
    }
  }
}
