import Extraction
import Testing

/// Scores are those that people can count by hand.
@Suite struct GoldScoreTests {
  private func score(_ gold: String, _ found: String) -> GoldScore {
    var score = GoldScore()
    score.add(gold: gold, found: found, page: "p")
    return score
  }

  private func count(_ score: GoldScore, _ group: String) -> [Int] {
    score.counts[group].map { [$0.right, $0.found, $0.wanted] } ?? []
  }

  @Test func rightWrongAndMissedAreCounted() {
    let score = score(
      "1\tholds\t甲 | 区长 | 乙\t\n1\tholds\t丙 | 书记 | 乙\t\n1\tsite_of\t丁 | 戊\t\n",
      "1\tholds\t甲 | 区长 | 乙\t\n1\tholds\t丙 | 书记 | 己\t\n")
    #expect(count(score, "holds") == [1, 2, 2])
    #expect(score.statedFacts.precision == 0.5)
    #expect(score.statedFacts.recall == 0.5)
    #expect(score.statedFacts.f1 == 0.5)
    #expect(score.topicalFacts.f1 == 0)
    #expect([score.all.right, score.all.found, score.all.wanted] == [1, 2, 3])
    #expect(
      score.differences.map { [$0.isMissed ? "missed" : "wrong", $0.group] + $0.arguments } == [
        ["missed", "holds", "丙", "书记", "乙"], ["wrong", "holds", "丙", "书记", "己"],
        ["missed", "site_of", "丁", "戊"],
      ])
  }

  @Test func namesAreComparedWithoutQuotesSpacesAndWidth() {
    let score = score(
      "1\tentity\tmeeting | “双迎”ＡＢ 大会\t\n", "1\tentity\tmeeting | 双迎ab大会\t\n")
    #expect(count(score, "entity meeting") == [1, 1, 1])
    #expect(score.entities.f1 == 1)
  }

  @Test func articlesAreToldByTheirHeadlines() {
    let gold = "1\theadline\t甲\t\n2\theadline\t乙\t\n2\tconcerns\tarticle | 丙\t\n"
    let same = "5\theadline\t乙\t\n5\tconcerns\tarticle | 丙\t\n"
    let other = "2\theadline\t甲\t\n2\tconcerns\tarticle | 丙\t\n"
    #expect(count(score(gold, same), "concerns") == [1, 1, 1])
    #expect(count(score(gold, other), "concerns") == [0, 1, 1])
  }

  @Test func optionalFactsAreNeitherMissedNorWrong() {
    let gold = "0\tpart_of\t甲 | 乙\t\n1\tpart_of\t丙 | 丁\t\n"
    #expect(count(score(gold, "1\tpart_of\t甲 | 乙\t\n"), "part_of") == [0, 0, 1])
    #expect(count(score(gold, "1\tpart_of\t丙 | 丁\t\n"), "part_of") == [1, 1, 1])
  }

  @Test func sortsAreJudgedOnTheGoldsNamesOnly() {
    let gold = "1\tsort\t甲 | road\t\n"
    #expect(count(score(gold, "1\tsort\t乙 | park\t\n"), "sort") == [0, 0, 1])
    #expect(count(score(gold, "1\tsort\t甲 | park\t\n"), "sort") == [0, 1, 1])
  }

  @Test func speechesByTheirFirstWordsAndFiguresByTheirNumbers() {
    let said = "1\tsaid\t甲 | 要一二三四五六七八九\t\n"
    #expect(count(score(said, "1\tsaid\t甲 | 强调 | 要一二三四五六七,八\t\n"), "said") == [1, 1, 1])
    let figure = "1\tfigure\t甲 | 清除 | ~200 | 处\t\n"
    #expect(count(score(figure, "1\tfigure\t乙 | 清除 | 200 | 处\t\n"), "figure") == [1, 1, 1])
    #expect(count(score(figure, "1\tfigure\t甲 | 清除 | 201 | 处\t\n"), "figure") == [0, 1, 1])
  }

  @Test func aliasesCommentsAndBrokenLinesCountForNothing() {
    let score = score("# a\n1\talias\t甲 | 乙\t\n1\tholds\n", "1\tunknown\t甲\t\n1\tentity\tunit\t\n")
    #expect(score.counts.isEmpty)
    #expect(score.all.f1 == 0)
    #expect(score.lines.map(\.name) == ["ENTITIES", "STATED", "TOPICAL", "ALL"])
  }
}
