import TestSupport
import Testing

@testable import Datalog

/// The name that was probably meant is found whatever it is that tells names apart quickly.
@Suite struct NearNamesTests {
  private func nearest(to name: String, among known: [String]) -> String? {
    let target = Array(name.lowercased())
    let limit = target.count <= 1 ? 0 : target.count <= 4 ? 1 : target.count <= 8 ? 2 : 3
    return known.filter { $0 != name }
      .map { (NearNames.editDistance(target, Array($0.lowercased())), $0) }
      .filter { $0.0 <= limit && $0.0 < max(target.count, $0.1.count) }
      .min { ($0.0, $0.1) < ($1.0, $1.1) }?.1
  }

  @Test func theNearestNameHasTheFewestEdits() {
    var random = SplitMix64(seed: 12)
    let letters = Array("abcABC_12地é")
    var found = 0
    for _ in 0..<3_000 {
      func word() -> String {
        String(
          (0..<Int.random(in: 1...10, using: &random)).map { _ in
            letters.randomElement(using: &random) ?? "a"
          })
      }
      let (name, known) = (word(), (0..<12).map { _ in word() })
      let expected = nearest(to: name, among: known)
      #expect(NearNames.nearest(to: name, among: known) == expected, "\(name) among \(known)")
      if expected != nil { found += 1 }
    }
    #expect(found > 200)
  }
}
