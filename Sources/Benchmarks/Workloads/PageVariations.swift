import Tupu

/// Pages of the seeds' size and kind that no two of are alike.
///
/// Each page takes paragraphs of one seed in their order, drops some, takes some of another seed instead, and changes
/// the numbers, the districts and the people in them. What comes out reads as the genre does, and differs in its
/// names, so that neither caches nor word lists of a page serve for the next.
struct PageVariations {
  private let seeds: [[Substring]]
  private var state: UInt64

  /// Prepares to vary pages.
  ///
  /// - Parameter seed: The same seed gives the same pages.
  init(of pages: [Page], seed: UInt64 = 1) {
    seeds = pages.map { $0.text.split(separator: "\n", omittingEmptySubsequences: false) }
    state = seed
  }

  /// So many pages.
  mutating func pages(_ count: Int) -> [Page] {
    guard !seeds.isEmpty else { return [] }
    return (0..<count).map { Page(name: "\($0).txt", text: text(of: seeds[$0 % seeds.count])) }
  }

  private mutating func text(of lines: [Substring]) -> String {
    let other = seeds[below(seeds.count)]
    var chosen: [Substring] = []
    for line in lines {
      switch below(12) {
      case 0: continue
      case 1 where !other.isEmpty: chosen.append(other[below(other.count)])
      default: chosen.append(line)
      }
    }
    return renamed(chosen.joined(separator: "\n"))
  }

  /// The text with other districts, given names and digits.
  private mutating func renamed(_ text: String) -> String {
    var scalars = Array(text.unicodeScalars)
    let district = Self.districts[below(Self.districts.count)]
    let given = Self.given[below(Self.given.count)]
    for index in scalars.indices {
      let scalar = scalars[index]
      if ("1"..."8").contains(scalar), below(3) == 0 {
        // 1 to 8 keep what they count plausible, also in dates.
        scalars[index] = Unicode.Scalar(UInt8(0x31 + below(8)))
      } else if scalar == "区", index >= 2, scalars[index - 1] == "七", scalars[index - 2] == "二" {
        scalars[index - 2] = district.0
        scalars[index - 1] = district.1
      } else if Self.changed.contains(scalar) {
        scalars[index] = given
      }
    }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }

  private mutating func below(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % bound
  }

  private static let districts: [(Unicode.Scalar, Unicode.Scalar)] = [
    ("槐", "树"), ("柳", "林"), ("东", "湖"), ("石", "桥"), ("清", "河"), ("二", "七"),
  ]
  /// Characters of given names in the seeds, and what stands for them on other pages.
  private static let changed: Set<Unicode.Scalar> = ["翼", "绍", "彬", "雅", "超", "佑", "静", "楠"]
  private static let given: [Unicode.Scalar] = ["伟", "芳", "磊", "敏", "涛", "娟", "鹏", "霞", "辉"]
}
