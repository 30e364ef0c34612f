/// Finds the known name that somebody probably meant.
public enum NearNames {
  /// The known name with the fewest edits to the given one, if it is near enough.
  ///
  /// Near enough is one edit for two to four characters, two up to eight, three above; an edit inserts,
  /// deletes or replaces a character, or swaps two neighbours. Ties go to the first in the order of
  /// their scalars, so the answer does not depend on the order of `known`.
  ///
  /// - Complexity: O(names × length²).
  public static func nearest(to name: String, among known: some Sequence<String>) -> String? {
    let own = ASCIILetters(name)
    lazy var target = Array(name.lowercased())
    let length = own?.count ?? target.count
    guard (1...256).contains(length) else { return nil }
    let limit = length <= 1 ? 0 : length <= 4 ? 1 : length <= 8 ? 2 : 3
    var best: (distance: Int, name: String)?
    for candidate in known where candidate != name {
      if let own, let other = ASCIILetters(candidate), own.differ(from: other, beyond: limit) {
        continue
      }
      let letters = Array(candidate.lowercased())
      guard abs(letters.count - target.count) <= limit else { continue }
      let distance = editDistance(target, letters)
      guard distance <= limit, distance < max(target.count, letters.count) else { continue }
      if let current = best, (current.distance, current.name) <= (distance, candidate) { continue }
      best = (distance, candidate)
    }
    return best?.name
  }

  /// The edits between two words, a swap of neighbours counted as one (optimal string alignment).
  static func editDistance(_ first: [Character], _ second: [Character]) -> Int {
    guard !first.isEmpty, !second.isEmpty else { return max(first.count, second.count) }
    var beforeLast: [Int] = []
    var last = Array(0...second.count)
    for i in 1...first.count {
      var current = [i] + Array(repeating: 0, count: second.count)
      for j in 1...second.count {
        let substitution = last[j - 1] + (first[i - 1] == second[j - 1] ? 0 : 1)
        var cost = min(last[j] + 1, current[j - 1] + 1, substitution)
        if i > 1, j > 1, first[i - 1] == second[j - 2], first[i - 2] == second[j - 1] {
          cost = min(cost, beforeLast[j - 2] + 1)
        }
        current[j] = cost
      }
      beforeLast = last
      last = current
    }
    return last[second.count]
  }
}

/// Which letters a name of ASCII characters has: most names that are far from it are told by that.
private struct ASCIILetters {
  let count: Int
  private var letters: UInt64 = 0

  init?(_ name: String) {
    count = name.utf8.count
    for byte in name.utf8 {
      guard byte < 0x80 else { return nil }
      // The case, which is not looked at, is one of the bits that are left out.
      letters |= 1 &<< UInt64(byte & 0x1F)
    }
  }

  /// Whether more edits than a limit are certainly needed: each brings one letter at most, and takes
  /// one away.
  func differ(from other: ASCIILetters, beyond limit: Int) -> Bool {
    abs(count - other.count) > limit
      || (letters & ~other.letters).nonzeroBitCount > limit
      || (other.letters & ~letters).nonzeroBitCount > limit
  }
}
