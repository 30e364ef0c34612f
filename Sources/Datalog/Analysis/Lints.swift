/// Warnings: what runs but is probably not meant.
extension ProgramBuilder {
  /// Among how many variables one looks for one that is spelt alike.
  private static let mostNames = 200

  /// Warns of variables that occur once in a clause or in a query with a head.
  ///
  /// A variable that a bare `count()` counts has done its work.
  func lintVariables(_ head: [ArgumentSyntax], _ body: LiteralSyntax) {
    if head.contains(where: { $0.term.isBareCount }) { return }
    let head = NameUses.of(head)
    let bodyUses = NameUses.of(body)
    var counts: [String: Int] = [:]
    for use in head.uses + bodyUses.uses { counts[use.name, default: 0] += 1 }
    for use in bodyUses.uses
    where counts[use.name] == 1 && !use.name.hasPrefix("_")
      && !bodyUses.counted.contains(use.name)
    {
      warnOfSingleton(use, among: counts.keys)
    }
  }

  /// Warns of a variable that occurs once in a query without a head and looks like another one.
  func lintMisspelled(_ body: LiteralSyntax) {
    let bodyUses = NameUses.of(body)
    let uses = bodyUses.uses.filter { !bodyUses.counted.contains($0.name) }
    // One-letter variables are all near to each other.
    guard uses.count > 1, uses.contains(where: { $0.name.utf8.count > 2 }) else { return }
    var counts: [String: Int] = [:]
    for use in uses { counts[use.name, default: 0] += 1 }
    var warned: Set<String> = []
    for use in uses where counts[use.name] == 1 && !use.name.hasPrefix("_") {
      guard counts.count <= Self.mostNames else { return }
      let others = counts.keys.lazy.filter { $0 != use.name && !warned.contains($0) }
      guard use.name.count > 2, NearNames.nearest(to: use.name, among: others) != nil else {
        continue
      }
      let near = Array(others)
      warned.insert(use.name)
      warnOfSingleton(use, among: near)
    }
  }

  private func warnOfSingleton(
    _ use: (name: String, span: SourceSpan), among names: some Collection<String>
  ) {
    let near = use.name.count > 2 ? Array(names.prefix(Self.mostNames)) : []
    report(
      Diagnostic(
        .singletonVariable,
        "the variable '\(use.name)' occurs only once; write '_' if that is meant", at: use.span
      ).suggesting(use.name, among: near))
  }

  /// Warns when the atoms of a conjunction fall into parts that share no variable.
  func lintCrossProduct(_ body: LiteralSyntax) {
    if case .disjunction(let alternatives) = body.kind {
      for alternative in alternatives { lintCrossProduct(alternative) }
    }
    guard case .conjunction(let literals) = body.kind, literals.count <= 64 else { return }
    var parts: [(names: Set<String>, span: SourceSpan, hasAtom: Bool)] = []
    for literal in literals {
      if case .negation = literal.kind { continue }
      var names = NameUses.of(literal).names
      guard !names.isEmpty else { continue }
      let isAtom: Bool =
        switch literal.kind {
        case .atom(let atom): !BuiltIns.literalNames.contains(atom.name.text)
        case .path: true
        default: false
        }
      var joined = (names: names, span: literal.span, hasAtom: isAtom)
      parts.removeAll { part in
        guard !part.names.isDisjoint(with: names) else { return false }
        names.formUnion(part.names)
        joined = (
          names, part.hasAtom ? part.span : joined.span, joined.hasAtom || part.hasAtom
        )
        return true
      }
      joined.names.formUnion(names)
      parts.append(joined)
    }
    let atoms = parts.filter(\.hasAtom)
    guard atoms.count > 1 else { return }
    report(
      Diagnostic(
        .crossProduct,
        "this shares no variable with the rest of the body: every combination counts",
        at: atoms[1].span
      ).noting("the rest", at: atoms[0].span))
  }

  /// Warns of relations that a script defines by rules and that nothing it asks for needs.
  ///
  /// A script that asks for nothing is there to be included: all its relations may be meant for
  /// others. Facts are no rules: data may be there for later.
  func lintUnused(in script: SourceText, actions: [Action]) {
    guard actions.contains(where: { $0.span.source === script }),
      rules.contains(where: { $0.span.source === script && !relations[$0.head.index].isMadeUp })
    else { return }
    let rulesByHead = Dictionary(grouping: rules, by: \.head)
    var needed: Set<RelationID> = []
    var pending = actions.map(\.relation)
    while let relation = pending.popLast() {
      guard needed.insert(relation).inserted else { continue }
      for rule in rulesByHead[relation] ?? [] { pending += rule.relationsRead }
    }
    var warned: Set<RelationID> = []
    for rule in rules where rule.span.source === script && !needed.contains(rule.head) {
      let relation = relations[rule.head.index]
      // A rule may add to a relation that is defined elsewhere, and used there.
      guard !relation.isMadeUp, !relation.isBase, relation.span?.source === script,
        !relation.schema.name.hasPrefix("_"), warned.insert(rule.head).inserted
      else { continue }
      report(
        .unusedRelation, "'\(relation.schema.name)' is defined, but nothing in the script needs it",
        relation.span ?? rule.span)
    }
  }
}

extension Action {
  /// The relation that it asks for.
  fileprivate var relation: RelationID {
    switch kind {
    case .query(let query), .deny(_, let query): query.relation
    case .save(let relation, _, _, _): relation
    case .why(let why): why.atom.relation
    }
  }
}

extension Rule {
  /// The relations that its conditions read.
  fileprivate var relationsRead: [RelationID] {
    body.compactMap { literal in
      switch literal {
      case .atom(let atom), .negatedAtom(let atom), .group(let atom, _): atom.relation
      case .comparison, .test, .range: nil
      }
    }
  }
}

extension TermSyntax {
  /// Whether it is `count()`, which counts all variables of the body.
  fileprivate var isBareCount: Bool {
    if case .call(let name, let arguments) = kind {
      return name.text == AggregateFunction.count.rawValue && arguments.isEmpty
    }
    return false
  }
}
