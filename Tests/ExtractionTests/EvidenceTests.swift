import Extraction
import Foundation
import Testing

@Suite struct EvidenceTests {
  /// Cuts the page's scalars at every fact's range and compares.
  private func check(_ page: Page) {
    let scalars = Array(page.text.unicodeScalars)
    let extraction = Extractor().extract(page)
    for fact in extraction.facts {
      let range = fact.evidence.range
      guard range.lowerBound >= 0, range.upperBound <= scalars.count else {
        Issue.record("range \(range) outside page \(page.name) of \(scalars.count)")
        continue
      }
      var cut = String.UnicodeScalarView()
      cut.append(contentsOf: scalars[range])
      #expect(String(cut).unicodeScalars.elementsEqual(fact.evidence.text.unicodeScalars))
      #expect(fact.confidence > 0 && fact.confidence <= 1)
      #expect(!fact.rule.isEmpty)
    }
    for sentence in extraction.articles.flatMap(\.sentences) {
      #expect(sentence.lowerBound >= 0 && sentence.upperBound <= scalars.count)
    }
  }

  @Test func evidenceIsTheExactCutOfTheFile() throws {
    for page in try Fixtures.seeds() { check(page) }
  }

  @Test func evidenceIsExactWithCarriageReturnsAndByteOrderMark() throws {
    for page in try Fixtures.seeds().prefix(2) {
      let text = "\u{FEFF}" + page.text.replacingOccurrences(of: "\n", with: "\r\n")
      check(Page(name: page.name, text: text))
      let plain = Extractor().extract(page)
      let marked = Extractor().extract(Page(name: page.name, text: text))
      #expect(plain.articles.map(\.headline) == marked.articles.map(\.headline))
      #expect(plain.facts.count == marked.facts.count)
    }
  }

  @Test func everyFactHasARelationOfTheOntologyWithItsColumns() throws {
    for page in try Fixtures.seeds() {
      for fact in Extractor().extract(page).facts {
        let signature = Ontology.relation(named: fact.relation)
        #expect(signature?.columns.count == fact.arguments.count, "\(fact.relation)")
        for (column, argument) in zip(signature?.columns ?? [], fact.arguments) {
          switch (column.type, argument) {
          case (.text, .text), (.int, .integer), (.number, .integer), (.number, .number),
            (.date, .date):
            break
          default: Issue.record("\(fact.relation).\(column.name) holds \(argument)")
          }
        }
      }
    }
  }

  @Test(arguments: 0..<12) func evidenceIsExactOnMutatedPages(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    for page in try Fixtures.seeds() { check(page.mutated(using: &generator)) }
  }
}

extension Page {
  /// The page with pieces cut out, doubled and moved.
  func mutated(using generator: inout SeededGenerator) -> Page {
    var scalars = Array(text.unicodeScalars)
    for _ in 0..<Int.random(in: 1...12, using: &generator) {
      guard scalars.count > 40 else { break }
      let start = Int.random(in: 0..<scalars.count - 30, using: &generator)
      let piece = Array(scalars[start..<start + Int.random(in: 1...30, using: &generator)])
      switch Int.random(in: 0..<4, using: &generator) {
      case 0: scalars.removeSubrange(start..<start + piece.count)
      case 1:
        scalars.insert(contentsOf: piece, at: Int.random(in: 0..<scalars.count, using: &generator))
      case 2:
        scalars.insert(contentsOf: "“《(\n,、".unicodeScalars.shuffled(using: &generator), at: start)
      default:
        scalars[start] = ["\n", "。", "”", "1", "区", "会"].randomElement(using: &generator) ?? "x"
      }
    }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return Page(name: name, text: String(view))
  }
}
