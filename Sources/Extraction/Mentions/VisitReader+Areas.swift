/// Areas and bodies that a visit goes to where no place in them is named.
extension VisitReader {
  /// `实地查看了某公司污水处理情况`, `督导检查某镇`: the verb's object.
  private func isRightBefore(_ area: Mention, _ verb: Span) -> Bool {
    let gap = verb.upperBound..<max(verb.upperBound, area.span.lowerBound)
    if VisitVerbs.weak.contains(scanner.flow.text(verb)) { return false }
    return verb.upperBound <= area.span.lowerBound
      && (gap.isEmpty || gap.count == 1 && text[gap.lowerBound] == 0x4E86)
      && area.sort != "district" && area.sort != "city" && area.sort != "office"
  }

  /// `到承担二七商圈复兴任务的一马路街道`: a place in the words that say which area.
  func isInRelative(_ place: Mention, _ region: Span, _ inside: [Mention]) -> Bool {
    inside.contains { area in
      guard area.kind == .unit, area.span.lowerBound > place.span.upperBound + 2,
        area.span.lowerBound - place.span.upperBound <= 16, text[area.span.lowerBound - 1] == 0x7684
      else { return false }
      return Self.relatives.match(
        endingAt: area.span.lowerBound - 1, in: text, from: place.span.upperBound) != nil
    }
  }

  private static let relatives = WordList("任务 工作 项目 建设 重任 职责")

  private static let visitable: Set<String> = [
    "subdistrict", "town", "township", "village", "community", "district", "city",
    "enterprise", "hospital", "school", "office",
  ]
  private static let serial = WordList("先后 分别 依次")

  /// An area is visited when no place in it is named.
  func areaStops(
    _ inside: [Mention], verbs: [Span], motions: [Span], _ region: Span, _ trigger: Int
  ) -> [Visit.Stop] {
    var gone: [Int] = motions.filter { scanner.flow.text($0) != "在" }.map(\.upperBound)
    let areas = inside.filter {
      guard $0.kind == .unit, !$0.isInsideTitle, !$0.isReference, $0.span.lowerBound >= trigger
      else { return false }
      if Self.visitable.contains($0.sort) { return true }
      // 先后到区住建局、区公安分局: a body right behind the word of going, or in its list.
      let start = $0.span.lowerBound
      let isGoal = gone.contains { end in
        end == start || end < start && scanner.listSeparator(at: end, limit: start) == start - end
      }
      if isGoal { gone.append($0.span.upperBound) }
      return isGoal
    }
    var stops: [Visit.Stop] = []
    for area in areas {
      if let verb = verbs.last(where: { isRightBefore(area, $0) }) {
        stops.append(Visit.Stop(place: area, verb: plainVerb(verb), evidence: region))
        continue
      }
      // 查看了甲社区、乙社区等地
      if let last = stops.last,
        scanner.listSeparator(at: last.place.span.upperBound, limit: area.span.lowerBound)
          == area.span.lowerBound - last.place.span.upperBound
      {
        stops.append(Visit.Stop(place: area, verb: last.verb, evidence: region))
        continue
      }
      guard
        let motion = motions.last(where: {
          $0.upperBound <= area.span.lowerBound && isTarget(area, of: $0)
        }),
        scanner.flow.text(motion) != "在" || isOpening(motion, area, region)
          || Self.serial.match(endingAt: motion.lowerBound, in: text, from: region.lowerBound)
            != nil
      else { continue }
      // 先后走访了甲区、乙区: the word of going is itself one of visiting.
      if let walk = VisitVerbs.research.first(where: scanner.flow.text(motion).contains),
        walk.count >= 2
      {
        stops.append(Visit.Stop(place: area, verb: walk, evidence: region))
        continue
      }
      let after = verbs.first { $0.lowerBound >= area.span.upperBound } ?? verbs.first
      guard let after else { continue }
      stops.append(Visit.Stop(place: area, verb: plainVerb(after), evidence: region))
    }
    // 到某县某乡: the county is only where the township is.
    let isNear = stops.contains { !["district", "city"].contains($0.place.sort) }
    let near = isNear ? stops.filter { !["district", "city"].contains($0.place.sort) } : stops
    // 到某镇甲村、乙村: the town is only where the villages are.
    return near.filter { stop in
      !near.contains {
        $0.place.span.lowerBound == stop.place.span.upperBound && $0.place.owner == stop.place.name
      }
    }
  }
}
