import Testing
import Tupu

/// Proofs of facts, and what keeps facts from holding.
@Suite struct ExplainTests {
  @Test func factsThatMatchAreProved() throws {
    let graph = try Pages.graph(Pages.dongfeng)
    let all = try graph.proofs(of: "supervised(_, 东风农贸市场)")
    #expect(all.contains { $0.lines().first?.contains("周明远") == true })
    let none = try graph.proofs(of: "supervised(无人, _)")
    #expect(none.isEmpty)
  }

  @Test func theAtomMayHaveParameters() throws {
    let graph = try Pages.graph(Pages.dongfeng)
    let found = try graph.proofs(
      of: "supervised($who, $place)", parameters: ["who": "周明远", "place": "东风农贸市场"])
    #expect(found.count == 1)
    #expect(found.first?.statedFacts.contains { $0.relation == "visited" } == true)
  }

  @Test(arguments: ["周明远, _). secret(1). why supervised(周明远", "\"", "_", "周明远\", \"x"])
  func aParameterIsAValueAndNeverAStatement(_ text: String) throws {
    let graph = try Pages.graph(Pages.dongfeng)
    #expect(
      try graph.proofs(of: "supervised($who, _)", parameters: ["who": text]).isEmpty)
    let report = try #require(
      try graph.failure(of: "supervised($who, _)", parameters: ["who": text]))
    #expect(!report.attempts.isEmpty)
  }

  @Test(arguments: ["p(1). supervised(_, _)", "supervised(_, _). market(_)", "supervised(_, ", ""])
  func whatIsNoAtomIsRefused(_ text: String) throws {
    let graph = try Pages.graph(Pages.dongfeng)
    #expect(!diagnostics { () throws(DiagnosticsError) in try graph.proofs(of: text) }.isEmpty)
  }

  @Test func aFailureNamesTheConditionThatFails() throws {
    let graph = try Pages.graph(Pages.dongfeng)
    let report = try #require(try graph.failure(of: "supervised(王小红, 东风农贸市场)"))
    #expect(report.attempts.contains { $0.failing?.hasPrefix("visited(王小红") == true })
    let holds = try graph.failure(of: "supervised(周明远, 东风农贸市场)")
    #expect(holds == nil)
  }

  @Test func asynchronousFormsFindTheSame() async throws {
    let graph = try Pages.graph(Pages.dongfeng)
    let proofs = try await graph.proofs(of: "supervised(周明远, _)")
    let places = try graph.prepare("?(Place) :- supervised($who, Place).")
    let first = try await places.value(["who": "周明远"], as: String.self)
    #expect(first == "东风农贸市场")
    let row = try #require(try await places.rows(["who": "周明远"]).first)
    let proof = try #require(try await places.why(row, ["who": "周明远"]))
    #expect(proof.statedFacts.contains { $0.relation == "visited" })
    #expect(!proofs.isEmpty)
    let report = try await graph.failure(of: "supervised(王小红, 东风农贸市场)")
    #expect(report?.attempts.isEmpty == false)
    #expect(try await graph.failure(of: "supervised(周明远, 东风农贸市场)") == nil)
    await #expect(throws: RowDecodingError.self) {
      try await places.value(["who": "周明远"], as: Int.self)
    }
  }
}
