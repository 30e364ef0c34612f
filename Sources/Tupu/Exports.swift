@_exported import Datalog
