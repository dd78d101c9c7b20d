"""A small process file, and the same with one thing changed."""

SMALL_PROCESS = """\
consultation:
  slug: small
  languages: [en, fr]
  starts: 2022-05-09
  ends: 2023-04-30
  title: {en: Small, fr: Petite}
  summary:
    en: "In {figure:countries}, the [[plan]] grows."
    fr: "Dans {figure:countries}, le [[plan]] grandit."
stages:
  - slug: first
    starts: 2022-05-09
    ends: 2022-08-31
    channels: [conversations, events]
    title: {en: First, fr: Première}
figures:
  - {key: countries, value: 77, as_of: 2022-05-09, unit: {en: countries, fr: pays}}
sections:
  - key: moment
    title: {en: Now, fr: Maintenant}
    body:
      en: "It is small. Every idea is on the table today."
      fr: "C'est petit. Toutes les idées sont sur la table aujourd'hui."
    pull_quote:
      en: "Every idea on the table."
      fr: "Toutes les idées sur la table."
questions:
  - key: focus
    title: {en: Focus, fr: Priorité}
    parts:
      - key: focus-breadth
        kind: trade_off
        text: {en: "How broad?", fr: "Jusqu'où ?"}
        pole_a: {en: Wide, fr: Large}
        pole_b: {en: Narrow, fr: Étroit}
conversation_questions:
  - key: energy
    kind: text
    big_question: focus
    text: {en: "Where?", fr: "Où ?"}
glossary:
  - key: plan
    forms: {en: [plan, plans], fr: [plan]}
    definition: {en: "What we will do.", fr: "Ce que nous ferons."}
"""


def small_process(*changes: tuple[str, str]) -> str:
    """Return the small process with each (old, new) exchanged; the old text must stand there."""
    text = SMALL_PROCESS
    for old, new in changes:
        if old not in text:
            raise ValueError(old)
        text = text.replace(old, new, 1)
    return text
