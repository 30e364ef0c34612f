import Testing

@testable import Extraction

@Suite struct NumberMapTests {
  @Test func itHoldsWhatADictionaryHolds() {
    var map = NumberMap<UInt64, Int>()
    var reference: [UInt64: Int] = [:]
    var state: UInt64 = 7
    for step in 0..<5000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let key = (state >> 40) % 1500 << 32
      map[key, default: 0] += step
      reference[key, default: 0] += step
    }
    for key in reference.keys { #expect(map[key] == reference[key]) }
    for key in (0..<1500).map({ UInt64($0) << 32 | 1 }) { #expect(map[key] == nil) }
  }

  @Test func anEmptyMapHoldsNothing() {
    let map = NumberMap<UInt32, Int>()
    #expect(map.isEmpty)
    #expect(map[0] == nil)
    #expect(map[.max] == nil)
  }
}

@Suite struct ScalarStringTests {
  @Test func scalarsOfEveryLengthComeBack() {
    let text = "a é 区 𠀀 \u{0}"
    #expect(String(scalarValues: text.scalarValues) == text)
    #expect(String(scalarValues: [UInt32]()) == "")
  }

  @Test func whatIsNoScalarIsReplaced() {
    #expect(String(scalarValues: [0x61, 0xD800, 0x11_0000]) == "a\u{FFFD}\u{FFFD}")
  }
}
