import Extraction
import Testing

/// Words that a user adds.
@Suite struct LexiconTests {
  private let page = """
    老城换新颜

    本报讯 3月5日上午,槐树区委书记周明远到老坟岗走查环境卫生。老城专班开展“清洁家园”行动。

    老坟岗农贸市场出动30人清理卫生死角200余处。棉纺东路沿线整治一新。棉纺路清理垃圾。
    """

  private func facts(_ lexicon: String) throws -> [[FactArgument]] {
    let options = Extractor.Options(lexicon: try Lexicon(lexicon, source: "own.lexicon"))
    return Extractor(options: options).extract(Page(name: "page.txt", text: page)).facts.map {
      [.text($0.relation)] + $0.arguments
    }
  }

  private func fact(_ words: String...) -> [FactArgument] { words.map(FactArgument.text) }

  /// What is wrong in a lexicon, a line each.
  private func problems(_ text: String) -> [String] {
    do {
      _ = try Lexicon(text, source: "l")
      return []
    } catch {
      return error.description.split(separator: "\n").map(String.init)
    }
  }

  // MARK: Names and verbs

  @Test func anOwnUnitIsKnownByItsAlias() throws {
    let lexicon = "unit 老城改造专班 group 槐树区\nalias 老城改造专班 老城专班"
    let facts = try facts(lexicon)
    #expect(facts.contains(fact("entity", "老城改造专班", "unit")))
    #expect(facts.contains(fact("alias", "老城改造专班", "老城专班")))
    #expect(facts.contains(fact("part_of", "老城改造专班", "槐树区")))
    #expect(facts.contains(fact("conducts", "老城改造专班", "清洁家园")))
    #expect(!facts.contains(fact("entity", "老城专班", "unit")))
    #expect(try !self.facts("").contains(fact("entity", "老城改造专班", "unit")))
  }

  @Test func anOwnPlaceIsVisitedWithAnOwnVerb() throws {
    let visited: [FactArgument] = [
      .text("visited"), .text("周明远"), .text("老坟岗"), .text("走查"), .date("XXXX-03-05"),
    ]
    #expect(try facts("place 老坟岗 square\nverb 走查 supervision").contains(visited))
    #expect(try !facts("place 老坟岗 square").contains(visited))
    #expect(try !facts("verb 走查 supervision").contains(visited))
  }

  @Test func aLongerNameOfThePageWins() throws {
    let facts = try facts("place 老坟岗 square")
    #expect(facts.contains(fact("entity", "老坟岗农贸市场", "place")))
    #expect(facts.contains(fact("sort", "老坟岗农贸市场", "market")))
    #expect(facts.contains(fact("sort", "老坟岗", "square")))
  }

  @Test func anOwnCampaignIsRead() throws {
    #expect(try facts("campaign 清洁家园 slogan").contains(fact("sort", "清洁家园", "slogan")))
  }

  @Test func anAliasJoinsNamesThatThePageGives() throws {
    let facts = try facts("alias 槐树区棉纺东路 棉纺东路 棉纺路")
    #expect(facts.contains(fact("entity", "槐树区棉纺东路", "place")))
    #expect(!facts.contains(fact("entity", "棉纺东路", "place")))
  }

  @Test func whatIsKeptApartIsNotMerged() throws {
    #expect(try !facts("").contains(fact("entity", "棉纺路", "place")))
    #expect(try facts("").contains(fact("alias", "棉纺东路", "棉纺路")))
    let apart = try facts("apart 棉纺路")
    #expect(apart.contains(fact("entity", "棉纺路", "place")))
    #expect(!apart.contains(fact("alias", "棉纺东路", "棉纺路")))
  }

  @Test func widthAndSpacesAreOfNoConcern() throws {
    let lexicon = try Lexicon("\tunit \"老城 ABC 专班\"   group\r\n\r\n# end", source: "l")
    #expect(lexicon.names["老城 ABC 专班"]?.sort == "group")
  }

  // MARK: Mistakes

  @Test(arguments: [
    ("unti 甲 group", "l:1:1: expected unit, place, campaign, alias, verb or apart, found 'unti'"),
    ("\n  place 甲", "l:2:10: expected the sort of place at the end of the line"),
    ("unit 甲 group 乙 丙", "l:1:16: '丙' is not expected here"),
    ("campaign 甲 drive 乙", "l:1:18: '乙' is not expected here"),
    ("place \"甲 square", "l:1:7: the quotation mark has no partner on its line"),
    ("apart \"\"", "l:1:7: expected a name, found an empty name"),
    ("verb 走查 sup", "l:1:9: expected supervision, research or visit, found 'sup'"),
    ("verb 走查 visit\nverb 走查 research", "l:2:6: '走查' is stated otherwise in line 1"),
    ("unit 甲 group\nplace 甲 road", "l:2:7: '甲' is stated otherwise in line 1"),
    ("unit 甲 group 甲", "l:1:14: '甲' cannot be of itself"),
    ("alias 甲 甲", "l:1:9: '甲' is the name itself"),
    ("alias 甲 丙\nalias 乙 丙", "l:2:9: '丙' is another name of '甲' in line 1"),
    ("alias 甲 乙\nalias 乙 丙", "l:2:9: '乙' is itself another name of '甲': write alias 甲 丙"),
    ("unit 甲 group\nalias 乙 甲", "l:2:9: '甲' is a name of its own in line 1"),
    ("apart 乙\nalias 甲 乙", "l:2:9: '乙' is kept apart in line 1"),
  ])
  func aMistakeIsToldWithItsPlace(text: String, message: String) {
    #expect(problems(text) == [message])
  }

  @Test func aWrongSortListsTheRightOnes() {
    let problem = problems("unit 甲 grop").first ?? ""
    #expect(problem.hasPrefix("l:1:8: 'grop' is no sort of unit; there are city district"))
  }

  @Test func allMistakesAreTold() {
    #expect(problems("unti\nunit\nalias\nverb\napart").count == 5)
  }
}
