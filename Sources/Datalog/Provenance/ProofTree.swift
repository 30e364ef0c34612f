/// A fact: a relation's name and values.
public struct GroundFact: Sendable, Hashable, CustomStringConvertible {
  /// The relation's name.
  public let relation: String
  /// The values in the order of the columns.
  public let values: [Value]

  /// Creates a fact.
  public init(_ relation: String, _ values: [Value]) {
    self.relation = relation
    self.values = values
  }

  /// The fact as people read it: bare words stay bare.
  public var description: String {
    let terms = values.map(\.shortSpelling).joined(separator: ", ")
    return "\(RelationSchema.spelling(of: relation))(\(terms))"
  }
}

extension Value {
  /// The value as a script may write it shortest: a bare word where the text is one.
  public var shortSpelling: String {
    guard case .text(let text) = self, RelationSchema.spelling(of: text) == text,
      let first = text.unicodeScalars.first, !("A"..."Z").contains(first)
    else { return description }
    return text
  }
}

/// Why a fact holds: it is stated, or a rule derives it from facts that hold.
public struct ProofTree: Sendable {
  /// What a fact rests on.
  public indirect enum Basis: Sendable {
    /// The graph or the program states it; the place is that of the program's fact.
    case stated(at: SourceSpan?)
    /// A rule derives it.
    case derived(rule: SourceSpan, premises: [Premise])
    /// The proof was cut here because it is too long.
    case cut
  }

  /// A condition of a rule that holds.
  public indirect enum Premise: Sendable {
    /// A fact, with its own proof.
    case fact(ProofTree)
    /// Something that does not hold, as the rule asks.
    case absent(String)
    /// A comparison or test, with the values in it.
    case condition(String)
    /// Further premises that are not listed.
    case more(Int)
  }

  /// The fact.
  public let fact: GroundFact
  /// What it rests on.
  public let basis: Basis

  /// The proof of a fact that is part of this one, below its root.
  func part(proving fact: GroundFact) -> ProofTree? {
    guard case .derived(_, let premises) = basis else { return nil }
    for case .fact(let premise) in premises {
      if premise.fact == fact {
        if case .cut = premise.basis { return nil }
        return premise
      }
      if let part = premise.part(proving: fact) { return part }
    }
    return nil
  }

  /// The stated facts at the leaves, from left to right, each once.
  public var statedFacts: [GroundFact] {
    var seen: Set<GroundFact> = []
    var found: [GroundFact] = []
    func visit(_ tree: ProofTree) {
      switch tree.basis {
      case .stated: if seen.insert(tree.fact).inserted { found.append(tree.fact) }
      case .derived(_, let premises):
        for case .fact(let premise) in premises { visit(premise) }
      case .cut: break
      }
    }
    visit(self)
    return found
  }
}

extension ProofTree {
  /// The proof as indented lines.
  ///
  /// - Parameter evidence: Lines to print below a stated fact: the printed sentence, for example.
  public func lines(evidence: (GroundFact) -> [String] = { _ in [] }) -> [String] {
    var lines: [String] = []
    render(into: &lines, lead: "", follow: "", evidence)
    return lines
  }

  /// The fact as people read it; a row of an answer is of no relation with a name.
  private var title: String {
    guard fact.relation.hasPrefix("$") else { return fact.description }
    return "?(\(fact.values.map(\.shortSpelling).joined(separator: ", ")))"
  }

  private func render(
    into lines: inout [String], lead: String, follow: String, _ evidence: (GroundFact) -> [String]
  ) {
    switch basis {
    case .cut: lines.append("\(lead)\(title)   … (the proof goes on)")
    case .stated(let span):
      let below = evidence(fact)
      let place = below.isEmpty ? span.map { "   stated at \($0)" } ?? "   stated" : ""
      lines.append("\(lead)\(title)\(place)")
      for line in below { lines.append("\(follow)   \(line)") }
    case .derived(let rule, let premises):
      lines.append("\(lead)\(title)")
      for (index, line) in rule.text.split(separator: "\n").enumerated() {
        lines.append("\(follow)   \(index == 0 ? "by" : "    ") \(line.trimmedOfSpaces)")
      }
      lines.append("\(follow)   at \(rule.source.name):\(rule.line)")
      for (index, premise) in premises.enumerated() {
        let isLast = index == premises.count - 1
        let branch = follow + (isLast ? "└─ " : "├─ ")
        let below = follow + (isLast ? "   " : "│  ")
        switch premise {
        case .fact(let tree): tree.render(into: &lines, lead: branch, follow: below, evidence)
        case .absent(let text): lines.append("\(branch)\(text)   holds: there is none")
        case .condition(let text): lines.append("\(branch)\(text)")
        case .more(let count): lines.append("\(branch)… \(count) more")
        }
      }
    }
  }
}

extension Substring {
  var trimmedOfSpaces: Substring {
    var rest = self
    while rest.first?.isWhitespace == true { rest.removeFirst() }
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return rest
  }
}
