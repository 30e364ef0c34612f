/// Warns of constants that occur nowhere in the graph: most often a name that is misspelt.
struct UnknownConstants {
  private let builder: ProgramBuilder
  private let table: SymbolTable
  /// Texts that the program itself states or computes with.
  private var ownTexts: Set<String> = []

  /// Looks at the atoms of the rules that stand in a script.
  ///
  /// An atom on a relation that the program alone defines is not looked at: its facts are known,
  /// and a miss there is a matter of the program.
  static func warn(in script: SourceText, on builder: ProgramBuilder, facts: any FactSource) {
    let check = UnknownConstants(builder, table: SymbolTable(continuing: facts.symbols))
    guard check.table.count > 0 else { return }
    for rule in builder.rules where rule.span.source === script {
      for literal in rule.body {
        if case .atom(let atom) = literal { check.check(atom) }
      }
    }
  }

  private init(_ builder: ProgramBuilder, table: SymbolTable) {
    self.builder = builder
    self.table = table
    for rows in builder.facts.values {
      for case .text(let text) in rows.values { ownTexts.insert(text) }
    }
    for rule in builder.rules {
      for case .expression(let expression) in rule.headTerms {
        if case .constant(.text(let text)) = expression.kind { ownTexts.insert(text) }
      }
    }
  }

  private func check(_ atom: Atom) {
    for (column, term) in atom.terms.enumerated() {
      guard case .constant(.text(let text)) = term, table.id(of: .text(text)) == nil,
        !ownTexts.contains(text)
      else { continue }
      let span = column < atom.termSpans.count ? atom.termSpans[column] : atom.span
      builder.report(
        Diagnostic(.unknownConstant, "'\(text)' occurs nowhere in the graph", at: span)
          .suggesting(text, among: names))
    }
  }

  /// The graph's texts that are short enough to be names.
  private var names: some Sequence<String> {
    (0..<table.count).lazy.compactMap { index -> String? in
      guard case .text(let text) = table[ValueID(bits: UInt32(index))], text.utf8.count <= 120
      else { return nil }
      return text
    }
  }
}
