"""The process file: one YAML file that holds a whole consultation, in every language, read and written losslessly.

source     YAML with its line numbers
problems   what is wrong, by line and field
rules      what holds for one text in several languages; the admin's forms ask the same
kinds      what a field may be, and how it is stored
layout     which sections and fields there are
reading    a file in, a checked process out
importing  a checked process into the database
exporting  the database back into a file
shifting   the same process at other dates
"""

from .exporting import export_process
from .importing import Result, import_process, write_process
from .problems import Problem, ProcessFileError
from .reading import read_process
from .shifting import shift_process

__all__ = [
    "Problem",
    "ProcessFileError",
    "Result",
    "export_process",
    "import_process",
    "read_process",
    "shift_process",
    "write_process",
]
