/// Reads the title in front of a name from right to left: `区党工委书记、管委会主任` are two posts.
struct TitleReader {
  /// One post of a title.
  struct Post {
    var name: String
    var unit: String?
    var span: Span
    /// Whether the words name a body that every local area has, so that the area may stand further back.
    var isLocalOrgan = false
    /// The sorts of area that the words can be of when they only print its level: 镇党委书记, 办事处主任.
    var localLevel: Set<String>?
    /// The unit to take when nothing in the sentence gives one.
    var fallbackUnit: String?
    var unitIsArea = false
    /// The level word that is all the words print of the area: 市政法委书记.
    var level: String?
    /// A body of the area or body of the post in front: 县委常委、办公室主任.
    var carried: String?
  }

  let scanner: NameScanner
  let units: [Mention]
  let unitEnds: [Int: Int]

  var text: Scalars { scanner.text }
  func string(_ span: Span) -> String { scanner.flow.text(span) }

  /// The posts of the title that ends at `end`, from left to right.
  func read(endingAt end: Int, from lower: Int) -> [Post] {
    var posts: [Post] = []
    var position = end
    while posts.count < 8, let post = readPost(endingAt: position, from: lower) {
      posts.append(post)
      position = post.span.lowerBound
      guard position > lower else { break }
      let before = text[position - 1]
      // 县委常委统战部长: the two posts may stand side by side.
      if string(max(lower, position - 2)..<position) == "常委" { continue }
      guard before == Glyph.enumerationComma || before == 0x517C || before == Glyph.space else {
        break
      }
      position -= 1
    }
    posts.reverse()
    carryUnits(&posts)
    return posts
  }

  /// A post without a unit of its own belongs to the area of the post before it.
  private func carryUnits(_ posts: inout [Post]) {
    var area: String?
    var body: String?
    for index in posts.indices {
      // 区政协党组书记、主席 is 政协主席 too.
      if index > posts.startIndex, posts[index].unit == nil,
        let assembly = Self.assemblies.first(where: {
          posts[index - 1].name.hasPrefix($0.name) && $0.heads.contains(posts[index].name)
        })
      {
        posts[index].name = assembly.name + posts[index].name
      }
      // 郑州市委副书记、市政协党组书记: the level is that of the area in front.
      if let area, let level = posts[index].level, area.hasSuffix(level) {
        posts[index].unit = area
      }
      // 副县长、公安局局长: the body is that of the area in front.
      if let area, let unit = posts[index].unit, UnitSuffixes.ubiquitous.contains(unit) {
        posts[index].unit = area + unit
      }
      // 农机办党组书记、主任
      let isOfBody =
        Self.bodyHeads.contains(posts[index].name)
        || index > 0 && Self.committeeHeads.contains(posts[index].name)
          && posts[index - 1].name.hasPrefix("党组")
      if posts[index].carried == "办公室", index > 0 {
        posts[index].unit = body.map { $0 + "办公室" } ?? office(of: posts[index - 1], area)
      } else if let carried = posts[index].carried {
        let owner = area ?? body.flatMap(areaInFront)
        posts[index].unit = owner.map { $0 + carried }
      } else if posts[index].unit == nil, let body, isOfBody {
        posts[index].unit = body
      } else if posts[index].unit == nil {
        posts[index].unit = area
        posts[index].unitIsArea = area != nil
      } else if posts[index].unitIsArea {
        area = posts[index].unit
        body = nil
      } else {
        body = posts[index].unit
      }
    }
  }

  /// `县委常委、办公室主任`: the office of the committee that the post before names.
  private func office(of post: Post, _ area: String?) -> String? {
    guard let area, let level = area.last else { return nil }
    if post.name.hasPrefix(String(level) + "委") { return area + "委办公室" }
    let isOfGovernment = post.name.hasPrefix("政府") || post.name.hasSuffix(String(level) + "长")
    return isOfGovernment ? area + "政府办公室" : nil
  }

  /// The area that the name of a body opens with.
  private func areaInFront(of body: String) -> String? {
    let areas = scanner.home.areas.filter { body.hasPrefix($0) }
    if let longest = areas.max(by: { $0.count < $1.count }) { return longest }
    return HomeArea.levels.contains(String(body.prefix(1))) ? String(body.prefix(1)) : nil
  }

  /// `市农工委委员、农机化办主任`: the start of a body behind a comma that ends as offices do.
  private func carriedBody(endingAt end: Int, from lower: Int) -> Int? {
    let start = scanner.leftEdge(of: end, from: lower, maximum: 8)
    guard end - start >= 3, start > lower, text[start - 1] == Glyph.enumerationComma,
      Self.carriedEnds.match(endingAt: end, in: text, from: start) != nil, unitEnds[end] == nil,
      (start..<end).allSatisfy({ Glyph.isHan(text[$0]) }),
      !HomeArea.levels.contains(string(start..<start + 1)), !string(start..<end).contains("村")
    else { return nil }
    return start
  }

  private static let carriedEnds = WordList("办 服务中心 发展中心 管理中心 招商中心 事务中心 应急中心 扶贫中心")
  private static let officeHeads = WordList("主任 副主任 常务副主任")
  private static let committeeHeads = WordList("主任 副主任 主席 副主席 理事长 社长")
  private static let assemblies: [(name: String, heads: WordList)] = [
    ("政协", WordList("主席 副主席 秘书长")), ("人大常委会", WordList("主任 副主任")),
  ]

  /// Posts that go with the body named before: 区住建局党组书记、局长.
  private static let bodyHeads = WordList(
    "副院长 副校长 副所长 副站长 副台长 副行长 副会长 副厂长 副园长 副馆长 副经理 副处长 副队长 副大队长 局长 副局长 院长 校长 所长 站长 台长 总经理 副总经理 董事长 经理 馆长 园长 厅长 队长 大队长 处长 行长 厂长 会长 理事长 总工程师 总规划师 总经济师 一级调研员 二级调研员 三级调研员 四级调研员 二级巡视员 党组书记 党组副书记 党组成员 党委书记 党委副书记 党委委员 机关党组成员 机关党委书记 党支部书记 党总支书记 政委 教导员 工会主席 纪检组长"
  )

  private func readPost(endingAt end: Int, from lower: Int) -> Post? {
    guard let length = PostTitles.heads.match(endingAt: end, in: text, from: lower) else {
      return nil
    }
    var start = end - length
    // 县总工会主席 is 主席 of 县总工会.
    if length == 4, unitEnds[end - 2] != nil, PostTitles.heads.contains(string(end - 2..<end)) {
      start = end - 2
    }
    let head = string(start..<end)
    if head.hasSuffix("领导"), head != "领导" { return leaders(head, span: start..<end) }
    var organ = ""
    while let step = PostTitles.modifiers.match(endingAt: start, in: text, from: lower) {
      // 村 and 社区 in front of a post are its unit when they have a name.
      if unitEnds[start] != nil, !isOrganUnit(endingAt: start) { break }
      if string(max(lower, start - 2)..<start) == "常委" { break }
      organ = string(start - step..<start) + organ
      start -= step
    }
    // 安宁县政府副县长 is a post of the county.
    if organ == "政府",
      ["县长", "区长", "市长", "镇长", "乡长", "旗长", "州长", "盟长", "省长"].contains(where: head.hasSuffix)
    {
      organ = ""
    }
    var post = Post(name: organ + head, unit: nil, span: start..<end)
    if let (unitStart, unit, isArea) = unitInFront(
      of: start, head: head, organ: organ, lower: lower)
    {
      post.unit = unit
      post.unitIsArea = isArea
      post.span = unitStart..<end
      let printed = string(unitStart..<start)
      if isArea, PostTitles.levels.contains(printed) { post.level = printed }
      complete(&post, organ: organ, printedUnit: string(unitStart..<start))
      return post
    }
    post.isLocalOrgan =
      head.hasSuffix("指挥长") || head.hasSuffix("组长") || head.hasSuffix("镇长") || head.hasSuffix("乡长")
      || organ.hasPrefix("党工委") || organ.hasPrefix("党委") || organ.hasPrefix("镇委")
      || organ.hasPrefix("纪工委") || organ.hasPrefix("办事处")
    if organ.isEmpty || Self.partyOrgans.contains(organ),
      let (first, unit) = unnamedBody(endingAt: start, from: lower)
    {
      post.unit = unit
      post.span = first..<end
      return post
    }
    if organ.isEmpty, Self.officeHeads.contains(head), start - 4 >= lower,
      string(start - 3..<start) == "办公室", text[start - 4] == Glyph.enumerationComma
    {
      post.carried = "办公室"
      post.span = start - 3..<end
      return post
    }
    if organ.isEmpty, let first = carriedBody(endingAt: start, from: lower) {
      post.carried = string(first..<start)
      post.span = first..<end
      return post
    }
    post.fallbackUnit = fallbackUnit(head: head, organ: organ)
    post.localLevel = localLevel(of: &post, head: head, organ: organ, lower: lower)
    return post
  }

  /// `县供销社主任`: words in front of a post that end as a body does and that no other rule knows as one.
  private func unnamedBody(endingAt end: Int, from lower: Int) -> (start: Int, unit: String)? {
    let start = scanner.leftEdge(of: end, from: lower, maximum: 12)
    guard end - start >= 3, Self.bodyEnds.contains(text[end - 1]),
      unitEnds[end] == nil, (start..<end).allSatisfy({ Glyph.isHan(text[$0]) })
    else { return nil }
    // 南漳县农机化办
    if let length = scanner.home.names.match(at: start, in: text, limit: end),
      end - start > length + 1,
      PostTitles.heads.match(endingAt: end, in: text, from: start) == nil
    {
      return (start, string(start..<end))
    }
    guard let area = scanner.home.areaOrLevel(string(start..<start + 1)) else { return nil }
    return (start, area + string(start + 1..<end))
  }

  /// 县农机化办党组书记: the organs of a body that stay in the post.
  private static let partyOrgans: Set<String> = ["党组", "党委", "党总支", "党支部", "机关党委"]

  /// How the names of bodies end: 社, 室, 站, 所, 联, 会, 办, 局, 院, 部, 处, 队, 委.
  private static let bodyEnds = Set("社室站所联会办局院部处队委".unicodeScalars.map(\.value))

  /// The kind of local area that a post without a name in front of it is of.
  private func localLevel(of post: inout Post, head: String, organ: String, lower: Int) -> Set<
    String
  >? {
    if organ.isEmpty, head == "局长" || head == "副局长" { return ["bureau"] }
    if organ.isEmpty, ["董事长", "总经理", "副总经理"].contains(head) { return ["enterprise"] }
    if head.hasSuffix("镇长") { return ["town"] }
    if head.hasSuffix("乡长") { return ["township"] }
    let start = post.span.lowerBound
    for (word, sorts) in Self.localLevels where start - word.unicodeScalars.count >= lower {
      let first = start - word.unicodeScalars.count
      guard string(first..<start) == word, scanner.isCleanStart(first) else { continue }
      post.span = first..<post.span.upperBound
      post.fallbackUnit = nil
      return sorts
    }
    // A zone has a 党工委 of its own.
    if organ.hasPrefix("党工委") || organ.hasPrefix("纪工委") || organ.hasPrefix("人大工委"),
      !scanner.home.isZone
    {
      return ["subdistrict"]
    }
    // A district has a 委, and a town, a firm or a school a 党委.
    if organ.hasPrefix("党总支") || organ.hasPrefix("党支部") {
      post.fallbackUnit = nil
      return ["village", "community"]
    }
    if organ.hasPrefix("党委") || organ.hasPrefix("镇委") {
      post.fallbackUnit = nil
      return ["town", "township", "subdistrict", "enterprise", "school", "hospital"]
    }
    return organ.hasPrefix("办事处") || organ.hasPrefix("街道办") ? ["subdistrict"] : nil
  }

  private static let localLevels: [(word: String, sorts: Set<String>)] = [
    ("街道", ["subdistrict"]), ("镇", ["town"]), ("乡", ["township"]), ("社区", ["community"]),
    ("村", ["village"]),
  ]

  /// Whether the unit that ends here is an organ of an area, which stays in the post.
  private func isOrganUnit(endingAt end: Int) -> Bool {
    guard let index = unitEnds[end] else { return false }
    let lower = units[index].span.lowerBound
    let word = PostTitles.organs.match(endingAt: end, in: text, from: lower)
    // 市农工委 is a body of its own.
    if word == 2, string(end - 2..<end) == "工委", end - 3 > lower, text[end - 3] == 0x519C {
      return false
    }
    return word != nil
      && !["subdistrict", "town", "township", "village", "community"].contains(units[index].sort)
  }

  /// `区领导` is a post of the district.
  private func leaders(_ head: String, span: Span) -> Post {
    let level = String(head.prefix(1))
    var post = Post(name: head, unit: scanner.home.areaOrLevel(level), span: span)
    if level == "镇" {
      post.localLevel = ["town"]
      post.isLocalOrgan = true
    }
    // 管城回族区领导: the level is the last character of the area's name.
    if let length = scanner.home.names.match(
      endingAt: span.lowerBound + 1, in: text, from: max(0, span.lowerBound - 12))
    {
      let start = span.lowerBound + 1 - length
      post.unit = string(start..<span.lowerBound + 1)
      post.span = start..<span.upperBound
    }
    post.unitIsArea = post.unit != nil
    return post
  }

  /// Gives the post the words that stand with it: `区委书记` and not `委书记`.
  private func complete(_ post: inout Post, organ: String, printedUnit: String) {
    guard post.unitIsArea, let unit = post.unit else { return }
    // 市委宣传部部长 is 宣传部部长 of the city.
    if organ.hasPrefix("委"), organ.count > 2, organ != "委员会" {
      post.name.removeFirst()
    } else if organ == "委", Self.departmentHeads.contains(post.name) {
      // 区委宣传部长 is 宣传部长 of the district.
      post.name.removeFirst()
    } else if organ.hasPrefix("委"), let level = unit.last {
      post.name = String(level) + post.name
    } else if organ.isEmpty, printedUnit.hasSuffix("办事处") || printedUnit.hasSuffix("街道办"),
      unit.hasSuffix("街道")
    {
      post.name = "办事处" + post.name
    }
  }

  private static let departmentHeads: Set<String> = ["委宣传部长", "委组织部长", "委统战部长"]

  /// 区长 alone is the one of the page's district.
  private func fallbackUnit(head: String, organ: String) -> String? {
    for level in ["区", "县", "市", "省", "旗", "州", "盟"] where head.contains(level + "长") {
      return scanner.home.areaOrLevel(level)
    }
    // A city has no 管委会 of its own.
    if organ == "管委会" || organ == "党工委" {
      return scanner.home.isZone ? scanner.home.defaultOwner : nil
    }
    if PostTitles.organs.contains(organ) || head == "常委" || head == "政委" {
      return scanner.home.defaultOwner
    }
    return nil
  }
}
