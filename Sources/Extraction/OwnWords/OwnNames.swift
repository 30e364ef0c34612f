/// Puts the names of a lexicon in the place of those that the extractor read by itself.
struct OwnNames {
  let lexicon: Lexicon
  let flow: PageFlow

  /// The rule of mentions that a lexicon names.
  static let rule = "lexicon"

  /// Mentions without those of the lexicon that are only a part of a longer name: 老坟岗 of 老坟岗农贸市场.
  ///
  /// - Parameter mentions: Mentions of one kind.
  static func withoutParts(_ mentions: [Mention]) -> [Mention] {
    guard mentions.contains(where: { $0.rule == rule }) else { return mentions }
    var reached: [Int: Int] = [:]
    for mention in mentions where mention.rule != rule {
      for position in mention.span { reached[position] = mention.span.count }
    }
    return mentions.filter { mention in
      mention.rule != rule || (reached[mention.span.lowerBound] ?? 0) <= mention.span.count
    }
  }

  /// Mentions of all kinds under the names that the lexicon gives them, and without those that it reads otherwise.
  func applied(to mentions: [Mention]) -> [Mention] {
    guard !lexicon.isEmpty else { return mentions }
    return withoutContradicted(mentions).map { mention in
      guard mention.rule != Self.rule else { return mention }
      var mention = mention
      let printed = flow.key(mention.span)
      if lexicon.apart.contains(printed) {
        mention.name = printed
      } else if let name = lexicon.aliases[printed] ?? lexicon.aliases[mention.name] {
        mention.name = name
      }
      return mention
    }
  }

  /// What the lexicon calls a unit is no place, campaign or part of one of these.
  private func withoutContradicted(_ mentions: [Mention]) -> [Mention] {
    var owned: [Int: Int] = [:]
    for (number, mention) in mentions.enumerated() where mention.rule == Self.rule {
      for position in mention.span { owned[position] = number }
    }
    guard !owned.isEmpty else { return mentions }
    return mentions.filter { mention in
      guard mention.rule != Self.rule else { return true }
      for position in [mention.span.lowerBound, mention.span.upperBound - 1] {
        guard let number = owned[position] else { continue }
        let own = mentions[number].span
        let holds =
          mention.span.lowerBound <= own.lowerBound && mention.span.upperBound >= own.upperBound
          && mention.span.count > own.count
        if !holds { return false }
      }
      return true
    }
  }
}

extension Lexicon {
  /// Whether there is nothing in the lexicon.
  public var isEmpty: Bool {
    names.isEmpty && aliases.isEmpty && verbs.isEmpty && apart.isEmpty
  }
}
