/// What the graph holds: its relations with their columns, the kinds and sorts of entity, and the verbs of visits.
public enum Ontology {
  /// Every relation that the extractor states.
  public static let relations: [RelationSignature] = [
    RelationSignature(
      "entity(name: name, kind)", "the pages name this entity; its kind is one of EntityKind"),
    RelationSignature(
      "sort(name: name, sort)", "what sort of unit, place, meeting or campaign it is"),
    RelationSignature("alias(name: name, alias)", "the text also calls the entity by this name"),
    RelationSignature(
      "holds(who: name, post, unit: name)", "the official holds the post in the unit"),
    RelationSignature(
      "part_of(unit: name, whole: name)", "the unit is a unit of, or lies within, the other"),
    RelationSignature("located_in(place: name, area: name)", "the place lies in the unit or place"),
    RelationSignature(
      "visited(who: name, place: name, verb, on: date)",
      "an on-site visit, with the verb that the text uses"),
    RelationSignature(
      "accompanied(who: name, leader: name)", "the first took part in a visit led by the second"),
    RelationSignature(
      "visit(visit)", "an on-site visit, as an entity that joins who, where and when"),
    RelationSignature("visit_article(visit, article)", "the article that tells of the visit"),
    RelationSignature(
      "visit_stop(visit, place: name, verb)", "a place that the visit went to, with what was done"),
    RelationSignature("visit_leader(visit, who: name)", "who led the visit"),
    RelationSignature("visit_companion(visit, who: name)", "who came along on the visit"),
    RelationSignature("visit_place(visit, place: name)", "where the visit went"),
    RelationSignature("visit_verb(visit, verb)", "what was done on the visit"),
    RelationSignature("visit_date(visit, on: date)", "when the visit was"),
    RelationSignature("meeting_of(meeting: name, unit: name)", "the unit convened the meeting"),
    RelationSignature("held_on(meeting: name, on: date)", "when the meeting was held"),
    RelationSignature("held_at(meeting: name, place: name)", "where the meeting was held"),
    RelationSignature("chaired(who: name, meeting: name)", "the official chaired the meeting"),
    RelationSignature(
      "spoke_at(who: name, meeting: name)",
      "the agent gave a speech, report or instructions at the meeting"),
    RelationSignature("attended(who: name, meeting: name)", "the agent was present at the meeting"),
    RelationSignature(
      "headcount(event: name, number: int, precision)",
      "how many people took part; precision is exact or about"),
    RelationSignature(
      "conducts(unit: name, campaign: name)",
      "the unit carries the campaign out or is responsible for it"),
    RelationSignature(
      "concerns(subject: name, campaign: name)", "the meeting or article is about the campaign"),
    RelationSignature(
      "site_of(place: name, campaign: name)",
      "the campaign is carried out, or was inspected, at the place"),
    RelationSignature(
      "figure(subject: name, measure, number: number, counter, precision)",
      "a counted result or input; precision is exact or about"),
    RelationSignature("awarded(who: name, honour: name)", "the agent got the award"),
    RelationSignature(
      "issued(who: name, document: name)", "the agent or meeting issued the document"),
    RelationSignature("said(who: name, verb, text)", "the agent made the statement"),
    RelationSignature("statement(statement)", "a statement, as an entity"),
    RelationSignature("statement_article(statement, article)", "the article that prints it"),
    RelationSignature("statement_speaker(statement, who: name)", "who made the statement"),
    RelationSignature("statement_verb(statement, verb)", "the verb of saying"),
    RelationSignature("statement_text(statement, text)", "the words said"),
    RelationSignature(
      "reported(who: name, article, role)",
      "the person is credited with the article as reporter, correspondent or photographer"),
    RelationSignature("headline(article, text)", "the article's headline"),
    RelationSignature("in_page(article, page)", "the article stands on the page"),
    RelationSignature("mentions(article, name: name)", "the article names the entity"),
    RelationSignature(
      "sentence(article, from: int, to: int, text)",
      "a sentence of the article's text, on one line, with its offsets in the page"),
    RelationSignature(
      "unread(article, from: int, to: int)",
      "no extraction rule understood the sentence at these offsets"),
  ]

  /// The sorts that entities of a kind can have; kinds without sorts have none here.
  public static let sorts: [EntityKind: [String]] = [
    .unit: words(
      """
      city district subdistrict town township village community party government congress consultative bureau office group
      headquarters committee enterprise school hospital association media other
      """),
    .place: words(
      "market road street courtyard park reservoir river site station school building room square area other"
    ),
    .meeting: words("meeting forum visit-meeting ceremony exchange other"),
    .campaign: words("drive scheme programme project work slogan other"),
  ]

  /// The verbs of visits that mean supervision: 督导, 检查, 察看 and the like.
  public static let supervisionVerbs: [String] = VisitVerbs.supervision

  /// The verbs of visits that mean research: 调研, 走访 and the like.
  public static let researchVerbs: [String] = VisitVerbs.research

  /// The signature of a relation by its name.
  public static func relation(named name: String) -> RelationSignature? { byName[name] }

  private static let byName = Dictionary(
    relations.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })

  /// Relations that say only which words are there and not what they state.
  static let namingRelations: Set<String> = ["entity", "sort", "alias", "mentions", "sentence"]

  private static func words(_ text: String) -> [String] {
    text.split(whereSeparator: \.isWhitespace).map(String.init)
  }
}
