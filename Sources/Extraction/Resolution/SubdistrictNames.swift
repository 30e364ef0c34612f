/// Gives 杨金路办事处 the name 杨金路街道 where the page prints 杨金路街道办事处 or 杨金路街道 too.
enum SubdistrictNames {
  /// The units of a page's articles with the offices of subdistricts resolved.
  static func resolved(_ articles: [[Mention]]) -> [[Mention]] {
    let subdistricts = Set(
      articles.joined().lazy.filter { $0.sort == "subdistrict" && $0.name.hasSuffix("街道") }
        .map(\.name))
    guard !subdistricts.isEmpty else { return articles }
    func full(_ name: String) -> String? {
      guard name.hasSuffix("办事处") else { return nil }
      let full = String(name.dropLast(3)) + "街道"
      return subdistricts.contains(full) ? full : nil
    }
    return articles.map { units in
      units.map { unit in
        var unit = unit
        if let name = full(unit.name) { unit.name = name }
        if let owner = unit.owner, let name = full(owner) {
          if unit.name.hasPrefix(owner) { unit.name = name + unit.name.dropFirst(owner.count) }
          unit.owner = name
        }
        return unit
      }
    }
  }
}
