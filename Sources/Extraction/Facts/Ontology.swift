/// What the graph holds: its relations with their columns, the kinds and sorts of entity, and the verbs of visits.
public enum Ontology {
  /// Every relation that the extractor states.
  public static let relations: [RelationSignature] = [
    RelationSignature(
      "entity(name, kind)", "the pages name this entity; its kind is one of EntityKind"),
    RelationSignature("sort(name, sort)", "what sort of unit, place, meeting or campaign it is"),
    RelationSignature("alias(name, alias)", "the text also calls the entity by this name"),
    RelationSignature("holds(who, post, unit)", "the official holds the post in the unit"),
    RelationSignature("part_of(unit, whole)", "the unit is a unit of, or lies within, the other"),
    RelationSignature("located_in(place, area)", "the place lies in the unit or place"),
    RelationSignature(
      "visited(who, place, verb, on: date)", "an on-site visit, with the verb that the text uses"),
    RelationSignature(
      "accompanied(who, leader)", "the first took part in a visit led by the second"),
    RelationSignature("visit(visit)", "an on-site visit or one stop of it, as an entity"),
    RelationSignature("visit_leader(visit, who)", "who led the visit"),
    RelationSignature("visit_companion(visit, who)", "who came along on the visit"),
    RelationSignature("visit_place(visit, place)", "where the visit went"),
    RelationSignature("visit_verb(visit, verb)", "what was done on the visit"),
    RelationSignature("visit_date(visit, on: date)", "when the visit was"),
    RelationSignature("meeting_of(meeting, unit)", "the unit convened the meeting"),
    RelationSignature("held_on(meeting, on: date)", "when the meeting was held"),
    RelationSignature("held_at(meeting, place)", "where the meeting was held"),
    RelationSignature("chaired(who, meeting)", "the official chaired the meeting"),
    RelationSignature(
      "spoke_at(who, meeting)", "the agent gave a speech, report or instructions at the meeting"),
    RelationSignature("attended(who, meeting)", "the agent was present at the meeting"),
    RelationSignature(
      "headcount(event, number: int, precision)",
      "how many people took part; precision is exact or about"),
    RelationSignature(
      "conducts(unit, campaign)", "the unit carries the campaign out or is responsible for it"),
    RelationSignature(
      "concerns(subject, campaign)", "the meeting or article is about the campaign"),
    RelationSignature(
      "site_of(place, campaign)", "the campaign is carried out, or was inspected, at the place"),
    RelationSignature(
      "figure(subject, measure, number: number, counter, precision)",
      "a counted result or input; precision is exact or about"),
    RelationSignature("awarded(who, honour)", "the agent got the award"),
    RelationSignature("issued(who, document)", "the agent or meeting issued the document"),
    RelationSignature("said(who, verb, text)", "the agent made the statement"),
    RelationSignature("statement(statement)", "a statement, as an entity"),
    RelationSignature("statement_speaker(statement, who)", "who made the statement"),
    RelationSignature("statement_verb(statement, verb)", "the verb of saying"),
    RelationSignature("statement_text(statement, text)", "the words said"),
    RelationSignature(
      "reported(who, article, role)",
      "the person is credited with the article as reporter, correspondent or photographer"),
    RelationSignature("headline(article, text)", "the article's headline"),
    RelationSignature("in_page(article, page)", "the article stands on the page"),
    RelationSignature("mentions(article, name)", "the article names the entity"),
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
  public static func relation(named name: String) -> RelationSignature? {
    relations.first { $0.name == name }
  }

  private static func words(_ text: String) -> [String] {
    text.split(whereSeparator: \.isWhitespace).map(String.init)
  }
}
