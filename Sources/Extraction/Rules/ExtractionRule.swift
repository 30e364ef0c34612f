/// Finds facts of one relation, or of a few that are stated by the same words.
protocol ExtractionRule: Sendable {
  /// The name that the rule's facts carry.
  static var name: String { get }

  init()

  /// Adds the facts that the rule finds in an article.
  func apply(to article: ArticleReading, of page: PageReading, facts: inout FactCollector)
}

/// All extraction rules, in the order in which they are applied.
enum RuleRegistry {
  static let rules: [any ExtractionRule] = [
    HeadlineRule(), EntityRule(), AliasRule(), HoldsPostRule(), PartOfUnitRule(), LocatedInRule(),
    VisitedPlaceRule(),
    AccompaniedLeaderRule(), ConvenedMeetingRule(), MeetingDateRule(), MeetingPlaceRule(),
    ChairedMeetingRule(),
    SpokeAtMeetingRule(), AttendedMeetingRule(), HeadcountRule(), JoinedMeetingRule(),
    ConductsCampaignRule(),
    ConcernsCampaignRule(),
    SiteOfCampaignRule(), FigureRule(), AwardedHonourRule(), IssuedDocumentRule(), SaidRule(),
    ReportedRule(),
    UnreadRule(),
  ]
}
