"""A small flow as it travels, in German and, but for one word, in Italian."""

from __future__ import annotations

FILE = """\
version: 1
flow:
  key: heizung
  title: {de: Meine Heizung, it: Il mio riscaldamento}
  intro: {de: "Zwei Fragen."}
  audience: [owner]
  topics: [heating]
  steps:
    - ask: heating.carrier
      words: {de: "Womit heizen Sie?", it: "Con che cosa riscalda?"}
      why: {de: "Davon hängt alles ab.", it: "Tutto dipende da questo."}
      routes:
        - {if: {"==": [{var: heating.carrier}, gas]}, to: result}
        - {to: ende}
    - end: ende
      words: {de: "Nichts zu tun", it: "Niente da fare"}
      more: {de: "Sie heizen schon gut.", it: "Riscalda già bene."}
      contact: /beratung/
  measures: [pumpe]
  next_steps:
    - words: {de: "Fragen Sie nach.", it: "Chieda."}
      if: {"==": [{var: heating.carrier}, gas]}
      page: /wissen/
  personas:
    - name: Frau Wolf
      on: 2026-09-01
      facts: {heating.carrier: gas}
      expects: {pumpe: possible}
facts:
  - key: heating.carrier
    kind: choice
    label: {de: Energieträger, it: Fonte di energia}
    options:
      - {key: gas, label: {de: Gas, it: Gas}}
      - {key: wood, label: {de: Holz, it: Legno}}
measures:
  - key: pumpe
    title: {de: Wärmepumpe, it: Pompa di calore}
    summary: {de: "Nutzt Umweltwärme.", it: "Usa il calore dell'ambiente."}
    kind: heating
    efficiency: efficiency.heat-pump
    articles: [/wissen/]
    rules:
      - favours: {"==": [{var: heating.carrier}, wood]}
        because: {de: "Holz ist da.", it: "C'è legna."}
        source_url: https://www.gesetze-im-internet.de
        valid_from: 2026-01-01
parameters:
  - key: efficiency.heat-pump
    label: {de: Arbeitszahl, it: Rendimento}
    low: 260
    high: 540
    unit: percent
    valid_from: 2025-01-01
    status: to_check
"""

SENT = FILE.encode()


def changed(find: str, put: str) -> bytes:
    """The file with ``put`` in the place of ``find``."""
    assert find in FILE
    return FILE.replace(find, put, 1).encode()
