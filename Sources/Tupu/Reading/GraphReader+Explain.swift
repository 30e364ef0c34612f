public import Datalog
public import GraphStore

extension GraphReader {
  /// Where a stated fact comes from; empty for a fact that rules derive or that does not hold.
  public func provenance(of fact: GroundFact) -> [Provenance] {
    snapshot().facts.provenance(of: fact)
  }

  /// Proofs of the facts that match an atom such as `supervised(高天翼, M)`.
  ///
  /// - Throws: `DiagnosticsError` when the atom is none or the search does not come to its end.
  public func proofs(of atom: String, limits: EvaluationLimits = EvaluationLimits())
    throws(DiagnosticsError) -> [ProofTree]
  {
    var options = ScriptOptions()
    options.limits = limits
    let statement = "why \(atom)" + (atom.hasSuffix(".") ? "" : ".")
    let run = ScriptRunner(graph: self, options: options).run(
      SourceText(name: "why", text: statement))
    guard !run.failed else { throw DiagnosticsError(run.diagnostics) }
    var proofs: [ProofTree] = []
    for outcome in run.outcomes {
      switch outcome.kind {
      case .proofs(_, let found): proofs += found
      case .stopped(let diagnostics): throw DiagnosticsError(diagnostics)
      default: break
      }
    }
    return proofs
  }
}
