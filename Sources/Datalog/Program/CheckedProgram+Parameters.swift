extension CheckedProgram {
  /// The values of the open parameters, each where its relation wants it.
  ///
  /// - Throws: `EvaluationError` when one is missing or of another type, or has an unknown name.
  func values(ofParameters given: [String: Value]) throws(EvaluationError) -> [RelationID: Value] {
    var values: [RelationID: Value] = [:]
    for (name, relation) in openParameters.sorted(by: { $0.key < $1.key }) {
      guard let value = given[name] else {
        throw failure(.missingParameter, "the parameter '$\(name)' has no value", of: relation)
      }
      values[relation] = try fit(value, of: name, to: relation)
    }
    if let unknown = given.keys.filter({ openParameters[$0] == nil }).min() {
      let names = openParameters.keys.sorted().map { "'$\($0)'" }.joined(separator: ", ")
      throw failure(
        .unfitParameter,
        "the query has no parameter '$\(unknown)'"
          + (names.isEmpty ? "" : "; it has \(names)"), of: nil)
    }
    return values
  }

  private func fit(_ value: Value, of name: String, to relation: RelationID)
    throws(EvaluationError) -> Value
  {
    let wanted = self[relation].schema.columns[0].type
    if wanted == .any || wanted == value.type { return value }
    if wanted == .float, case .int(let number) = value { return .float(Double(number)) }
    throw failure(
      .unfitParameter,
      "the parameter '$\(name)' is \(wanted.rawValue), and \(value) is \(value.type.rawValue)",
      of: relation)
  }

  private func failure(_ code: DiagnosticCode, _ message: String, of relation: RelationID?)
    -> EvaluationError
  {
    let place = relation.flatMap { self[$0].span } ?? actions.first?.span
    let nowhere = SourceSpan(SourceText(name: "query", text: ""), 0..<0)
    return EvaluationError(diagnostic: Diagnostic(code, message, at: place ?? nowhere))
  }
}
