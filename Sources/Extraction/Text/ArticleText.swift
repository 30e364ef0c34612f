/// What a part of a page is for.
enum PartRole: Sendable {
  case headline, caption, sectionHead, paragraph, byline
}

/// A headline, paragraph, caption or byline of a page.
struct PagePart: Sendable {
  var role: PartRole
  var span: Span
}

/// One article of a page: its parts in reading order.
struct ArticleText: Sendable {
  /// The number on the page, from 1.
  var number: Int
  /// The headline's lines, joined by a space in the flow; empty where the page prints none.
  var headline: Span
  var parts: [PagePart]
}

/// A sentence, or a headline, caption or section head read as one.
struct Sentence: Sendable {
  var span: Span
  var role: PartRole
  /// Which paragraph of the article it belongs to, from 0.
  var paragraph: Int
}

/// A page cut into articles, over one running text.
struct PageText: Sendable {
  var flow: PageFlow
  var articles: [ArticleText]
}
