public import Datalog

/// Changes to a graph that are committed together or not at all.
///
/// It reads its own changes. It lives only in the closure that ``GraphDatabase/write(_:)`` calls.
public struct WriteTransaction: ~Copyable {
  var store: FactStore

  /// The facts with the changes made so far.
  public var facts: FactStore { store }

  /// Defines a relation; one that is defined alike stays as it is.
  ///
  /// - Throws: ``FactStoreError`` when it is defined otherwise.
  public mutating func define(_ schema: RelationSchema) throws(FactStoreError) {
    try store.define(schema)
  }

  /// Adds a fact, or a further provenance to a fact that is there; true if the fact is new.
  ///
  /// - Throws: ``FactStoreError`` when the relation is not defined or the values do not fit it.
  @discardableResult
  public mutating func insert(_ entry: FactStore.Entry) throws(FactStoreError) -> Bool {
    try store.insert(entry)
  }

  /// Puts the facts of one page in the place of those that the page stated before.
  ///
  /// - Throws: ``FactStoreError``, as ``insert(_:)`` does.
  @discardableResult
  public mutating func replace(page: String, with entries: [FactStore.Entry]) throws(FactStoreError)
    -> FactStore.Change
  {
    try store.replace(page: page, with: entries)
  }

  /// Removes what a page stated; facts that other pages state too stay.
  @discardableResult
  public mutating func remove(page: String) -> FactStore.Change { store.remove(page: page) }

  /// Stores a script of rules under a name; `nil` removes it.
  public mutating func setRules(_ script: String?, named name: String) {
    store.setRules(script, named: name)
  }

  /// Notes a text under a key; `nil` removes it.
  public mutating func setMetadata(_ text: String?, for key: String) {
    store.setMetadata(text, for: key)
  }
}
