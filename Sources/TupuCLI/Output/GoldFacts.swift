import Tupu

/// Facts as the gold data writes them, for people and for scoring.
struct GoldFacts: FactFormat {
  let ending = "tsv"

  func text(of extraction: PageExtraction, page: Page) -> String {
    GoldFormat.lines(of: extraction)
  }
}
