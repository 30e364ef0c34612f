import Foundation
import Synchronization

@testable import GraphStore

/// A disk in memory that fails, cuts short or dies at a chosen call, and that knows which of the
/// writes it holds were synchronized.
final class SimulatedDisk: Disk, @unchecked Sendable {
  // Unchecked: the tests use a disk from one thread.

  /// What happens at the chosen call.
  enum Fault: CaseIterable {
    /// It fails, and what follows works.
    case error
    /// It does half of what it should, and fails.
    case half
    /// It and everything after it fails.
    case errorsFromHere
    /// It does nothing, and nothing works any more.
    case crash
    /// It does half of what it should, and nothing works any more.
    case crashHalfway
  }

  /// Bytes with a name, or with none any more.
  final class Inode {
    var durable: [UInt8] = []
    var bytes: [UInt8] = []
    /// What happened since the last synchronization.
    var pending: [Change] = []
    weak var lockedBy: SimulatedFile?
  }

  enum Change {
    case write([UInt8], Int)
    case cut(Int)
  }

  private(set) var calls = 0
  private(set) var isDead = false
  private var isFailing = false
  private let faultCall: Int
  private let fault: Fault
  var names: [String: Inode] = [:]
  var durableNames: [String: Inode] = [:]

  init(fault: Fault = .crash, at call: Int = .max) {
    self.fault = fault
    faultCall = call
  }

  static let failure = FactStoreError(.unwritable, "no space left on the simulated disk")

  /// Does a call, all or half of it, or fails.
  func perform(half: () -> Void = {}, _ whole: () -> Void) throws(FactStoreError) {
    calls += 1
    guard !isDead, !isFailing else { throw Self.failure }
    guard calls == faultCall else { return whole() }
    switch fault {
    case .error: break
    case .half: half()
    case .errorsFromHere: isFailing = true
    case .crash: isDead = true
    case .crashHalfway:
      half()
      isDead = true
    }
    throw Self.failure
  }

  func open(_ path: String, _ mode: OpenMode) throws(FactStoreError) -> (any StorageFile)? {
    guard !isDead else { throw Self.failure }
    if let inode = names[path], mode != .create { return SimulatedFile(inode, self) }
    guard mode != .read else { return nil }
    try perform {
      if mode == .create, let inode = names[path] {
        apply(.cut(0), to: inode)
      } else {
        names[path] = Inode()
      }
    }
    return names[path].map { SimulatedFile($0, self) }
  }

  func rename(_ path: String, to target: String) throws(FactStoreError) {
    func move() {
      names[target] = names[path]
      names[path] = nil
    }
    try perform(half: move, move)
    try perform { durableNames = names }
  }

  func remove(_ path: String) {
    guard names[path] != nil else { return }
    try? perform { names[path] = nil }
  }

  func apply(_ change: Change, to inode: Inode) {
    Self.apply(change, to: &inode.bytes)
    inode.pending.append(change)
  }

  static func apply(_ change: Change, to bytes: inout [UInt8]) {
    switch change {
    case .cut(let length):
      if bytes.count > length { bytes.removeSubrange(length...) }
    case .write(let new, let offset):
      let end = offset + new.count
      if bytes.count < end { bytes += Array(repeating: 0, count: end - bytes.count) }
      bytes.replaceSubrange(offset..<end, with: new)
    }
  }
}

/// An open file of a simulated disk.
final class SimulatedFile: StorageFile, @unchecked Sendable {
  private let inode: SimulatedDisk.Inode
  private let disk: SimulatedDisk

  init(_ inode: SimulatedDisk.Inode, _ disk: SimulatedDisk) {
    self.inode = inode
    self.disk = disk
  }

  func length() throws(FactStoreError) -> Int { inode.bytes.count }

  func read(at offset: Int, count: Int) throws(FactStoreError) -> [UInt8] {
    guard !disk.isDead else { throw SimulatedDisk.failure }
    return Array(inode.bytes.dropFirst(offset).prefix(max(count, 0)))
  }

  func map(count: Int) throws(FactStoreError) -> MappedBytes {
    MappedBytes(copying: try read(at: 0, count: count))
  }

  func write(_ bytes: [UInt8], at offset: Int) throws(FactStoreError) {
    try disk.perform(
      half: { disk.apply(.write(Array(bytes.prefix(bytes.count / 2)), offset), to: inode) },
      { disk.apply(.write(bytes, offset), to: inode) })
  }

  func cut(to length: Int) throws(FactStoreError) {
    try disk.perform { disk.apply(.cut(length), to: inode) }
  }

  func synchronize() throws(FactStoreError) {
    try disk.perform {
      inode.durable = inode.bytes
      inode.pending = []
    }
  }

  func lock() throws(FactStoreError) -> Bool {
    if let holder = inode.lockedBy, holder !== self { return false }
    inode.lockedBy = self
    return true
  }

  func isFound(at path: String) -> Bool { disk.names[path] === inode }
}
