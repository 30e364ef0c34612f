/// Words of a page that name an entity.
struct Mention: Sendable {
  var kind: EntityKind
  /// The words, in the running text.
  var span: Span
  /// The canonical name.
  var name: String
  /// The sort, for kinds that have one.
  var sort = ""
  /// The canonical name of the unit or place that the words say it belongs to or lies in.
  var owner: String?
  /// Whether the words stand inside a post, where a body is not itself spoken of.
  var isInsideTitle = false
  /// The name of the mention rule that found it.
  var rule: String
  /// Whether the words only refer to what is named elsewhere: 街道, 会议.
  var isReference = false
}

/// A post that a person holds, as the text in front of the name gives it.
struct PostMention: Sendable {
  var person: String
  var post: String
  var unit: String?
  /// The words of the post.
  var span: Span
  /// The words of the whole title with the name.
  var evidence: Span
}
