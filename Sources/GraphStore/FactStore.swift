import Datalog
