from .process import CallToAction, Consultation, Resource, Stage, Update
from .questions import BigQuestion, Question
from .texts import Figure, KeptApartName, Principle, Section, Term

__all__ = [
    "BigQuestion",
    "CallToAction",
    "Consultation",
    "Figure",
    "KeptApartName",
    "Principle",
    "Question",
    "Resource",
    "Section",
    "Stage",
    "Term",
    "Update",
]
