/// Cuts a page into articles with their headlines, paragraphs, captions and bylines.
///
/// Lines that a newspaper column broke in mid-sentence are joined first. A line that reads as a head starts a new
/// article when the paragraph after it opens as articles do: with 本报讯, a date, 近日, or the meeting it is about.
/// Any other head is a section head of the article that it stands in.
struct PageReader {
  private let lines: SourceLines
  private var flow: PageFlow
  private var articles: [ArticleText] = []

  /// Reads a page.
  ///
  /// - Complexity: linear in the page's length.
  static func read(_ page: Page) -> PageText {
    var reader = PageReader(page)
    reader.cutArticles(reader.joinLines())
    return PageText(flow: reader.flow, articles: reader.articles)
  }

  private init(_ page: Page) {
    let source = page.text.scalarValues
    lines = SourceLines(source: source)
    flow = PageFlow(source: source)
  }

  /// Lines that belong together.
  private struct Block {
    enum Kind { case head, body, byline }
    var kind: Kind
    var pieces: [Range<Int>]
    var blanksBefore: Int
  }

  private func joinLines() -> [Block] {
    var blocks: [Block] = []
    var bodyIsOpen = false
    for line in lines.lines {
      if bodyIsOpen, let last = blocks.indices.last, !lines.isByline(line),
        !opensArticle(line.range)
      {
        blocks[last].pieces.append(line.range)
        bodyIsOpen = !lines.isComplete(line.range)
        continue
      }
      let kind: Block.Kind = lines.isByline(line) ? .byline : lines.isHead(line) ? .head : .body
      blocks.append(Block(kind: kind, pieces: [line.range], blanksBefore: line.blanksBefore))
      bodyIsOpen = kind == .body && !lines.isComplete(line.range)
    }
    return blocks
  }

  /// Whether a line opens with 本报讯, so that nothing before it can run on into it.
  private func opensArticle(_ range: Range<Int>) -> Bool {
    LayoutWords.datelines.match(at: range.lowerBound, in: lines.folded, limit: range.upperBound)
      != nil
  }

  // MARK: Articles

  private mutating func cutArticles(_ blocks: [Block]) {
    var pending: [Block] = []
    for block in blocks {
      switch block.kind {
      case .head:
        pending.append(block)
      case .byline:
        if pending.isEmpty, !articles.isEmpty {
          appendPart(block, as: .byline)
        } else {
          pending.append(block)
        }
      case .body:
        place(block, after: pending)
        pending = []
      }
    }
    placeTrailing(pending)
  }

  /// Puts a body paragraph, and the heads and bylines read since the last one, where they belong.
  private mutating func place(_ body: Block, after pending: [Block]) {
    let opens = opensNewArticle(body)
    let hasHead = pending.contains { $0.kind == .head }
    if articles.isEmpty || (hasHead && opens) || (!pending.isEmpty && opensDateline(body)) {
      startArticle(pending)
    } else if !hasHead, pending.isEmpty, opensDateline(body), articleHasBody {
      startArticle([])
    } else {
      for block in pending { appendPart(block, as: block.kind == .head ? .sectionHead : .byline) }
    }
    appendPart(body, as: .paragraph)
  }

  private var articleHasBody: Bool {
    articles.last?.parts.contains { $0.role == .paragraph && !isSummary($0) } ?? false
  }

  /// `[摘要]…`: what a site prints between the headline and the body.
  private func isSummary(_ part: PagePart) -> Bool {
    LayoutWords.summaryMarks.match(
      at: part.span.lowerBound, in: flow.scalars, limit: part.span.upperBound) != nil
  }

  private mutating func placeTrailing(_ pending: [Block]) {
    guard !pending.isEmpty else { return }
    if articles.isEmpty {
      startArticle(pending)
    } else {
      for block in pending { appendPart(block, as: block.kind == .head ? .caption : .byline) }
    }
  }

  private mutating func startArticle(_ pending: [Block]) {
    articles.append(
      ArticleText(number: articles.count + 1, headline: flow.count..<flow.count, parts: []))
    let heads = pending.filter { $0.kind == .head }
    var headline: [Block] = []
    var captions: [Block] = []
    for (index, head) in heads.enumerated() {
      let isLast = index == heads.count - 1
      if !isLast, isColumnTitle(head) { continue }
      if !isLast, isCaption(head) { captions.append(head) } else { headline.append(head) }
    }
    for caption in captions { appendPart(caption, as: .caption) }
    if !headline.isEmpty {
      let lower = flow.count
      for (index, head) in headline.enumerated() {
        if index > 0, let first = head.pieces.first {
          flow.append(Glyph.space, at: max(0, first.lowerBound - 1))
        }
        for piece in head.pieces { flow.append(piece, folded: lines.folded) }
      }
      let span = lower..<flow.count
      endPart(headline)
      articles[articles.count - 1].headline = span
      articles[articles.count - 1].parts.append(PagePart(role: .headline, span: span))
    }
    for block in pending where block.kind == .byline { appendPart(block, as: .byline) }
  }

  private func isColumnTitle(_ head: Block) -> Bool {
    guard let piece = head.pieces.first, piece.count <= 6 else { return false }
    return LayoutWords.columnTitles.match(
      at: piece.lowerBound, in: lines.folded, limit: piece.upperBound)
      == piece.count
  }

  /// Photographs leave empty lines above their captions.
  private func isCaption(_ head: Block) -> Bool {
    guard let piece = head.pieces.first else { return false }
    return head.blanksBefore >= 2 && piece.lowerBound > 40 && piece.count >= 14
  }

  // MARK: Parts

  private mutating func appendPart(_ block: Block, as role: PartRole) {
    guard !articles.isEmpty else { return }
    let lower = flow.count
    for piece in block.pieces { flow.append(piece, folded: lines.folded) }
    let span = lower..<flow.count
    endPart([block])
    articles[articles.count - 1].parts.append(PagePart(role: role, span: span))
  }

  private mutating func endPart(_ blocks: [Block]) {
    let end = blocks.last?.pieces.last?.upperBound ?? 0
    flow.append(Glyph.newline, at: min(max(0, end), max(0, lines.folded.count - 1)))
  }

  // MARK: Openings

  private func opensDateline(_ body: Block) -> Bool {
    body.pieces.first.map(opensArticle) ?? false
  }

  /// Whether a paragraph opens as the first one of an article does.
  private func opensNewArticle(_ body: Block) -> Bool {
    guard let piece = body.pieces.first else { return false }
    if opensDateline(body) { return true }
    let folded = lines.folded
    if LayoutWords.summaryMarks.match(at: piece.lowerBound, in: folded, limit: piece.upperBound)
      != nil
      || lines.startsWithTime(piece.lowerBound, limit: piece.upperBound)
    {
      return true
    }
    let window = piece.lowerBound..<min(piece.upperBound, piece.lowerBound + 45)
    let clauseEnd = window.first { folded[$0] == Glyph.comma || folded[$0] == Glyph.fullStop }
    let clause = window.lowerBound..<(clauseEnd ?? window.upperBound)
    if LayoutWords.openingTimes.first(in: clause, of: folded) != nil { return true }
    // 在全区“双迎攻坚”工作推进会上
    guard folded[piece.lowerBound] == 0x5728, let last = clause.last else { return false }
    return folded[last] == 0x4E0A || folded[last] == 0x540E || folded[last] == 0x95F4
  }
}
