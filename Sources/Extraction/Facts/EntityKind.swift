/// The kinds of entity that a page names.
public enum EntityKind: String, CaseIterable, Hashable, Sendable {
  /// A named person who holds, or is called by, a public or party post.
  case official
  /// Any other named person: reporters, correspondents, photographers.
  case person
  /// A body that acts, and every administrative area.
  case unit
  /// A physical location that is no administrative area.
  case place
  /// A gathering that was held or is scheduled.
  case meeting
  /// A named initiative, drive, scheme, mechanism, project or line of work.
  case campaign
  /// A named document.
  case document
  /// An award or title.
  case honour
  /// One news item of a page.
  case article
}
