import TestSupport

@testable import GraphStore

extension SimulatedDisk {
  /// The disk as the system has it: what remains when only the process dies.
  func afterProcessDeath() -> SimulatedDisk {
    let disk = SimulatedDisk()
    for (name, inode) in names {
      disk.names[name] = Inode(inode.bytes)
    }
    disk.durableNames = disk.names
    return disk
  }

  /// Disks that may be left when the power fails: of the writes that were not synchronized any may
  /// have reached the disk, the last one also in part, and of a new name the old or the new file.
  func afterPowerFailure(most: Int, _ random: inout SplitMix64) -> [SimulatedDisk] {
    var disks: [SimulatedDisk] = []
    for names in [durableNames, names] {
      let pending = names.values.map(\.pending.count).max() ?? 0
      let exhaustive = pending < 6
      let choices =
        exhaustive
        ? Array(0..<(1 << UInt64(pending)))
        : [0, .max] + (0..<most).map { _ in random.next() }
      for choice in choices {
        for torn in [false, true] {
          let disk = SimulatedDisk()
          for (name, inode) in names {
            disk.names[name] = Inode(inode.survivor(choice, torn: torn))
          }
          disk.durableNames = disk.names
          disks.append(disk)
        }
      }
    }
    return disks
  }
}

extension SimulatedDisk.Inode {
  convenience init(_ bytes: [UInt8]) {
    self.init()
    self.bytes = bytes
    durable = bytes
  }

  /// The bytes when only the changes of the set bits reached the disk.
  fileprivate func survivor(_ choice: UInt64, torn: Bool) -> [UInt8] {
    var bytes = durable
    for (index, change) in pending.enumerated() where choice >> UInt64(index % 64) & 1 == 1 {
      guard torn, index == pending.count - 1, case .write(let new, let offset) = change else {
        SimulatedDisk.apply(change, to: &bytes)
        continue
      }
      // The later half came first: the file has its length, and zeros in the middle.
      let half = new.count / 2
      SimulatedDisk.apply(.write(Array(new[half...]), offset + half), to: &bytes)
    }
    return bytes
  }
}
