"""Numbers before units: lengths of time, money, measures; fractions."""

import re
from collections.abc import Iterable, Mapping, Sequence

from speech.saying.reading.numbers import WHOLE, YEARS, amount
from speech.saying.reading.rule import Rule, one_of, rule, sentence_ends
from speech.saying.wording import number_in_words, ordinal_in_words, year_in_words

Units = Mapping[str, Sequence[str]]
"""As they are written: one, many, and the gender of one."""

_BEFORE_A_NUMBER = ("d", "stk")
"""Another abbreviation when a number follows: "d. 24/11", "stk. 2"."""
_MILLIONS = ("mio", "mia")


def fractions(units: Units, neuter: Iterable[str]) -> list[Rule]:
    """Halves, thirds and so on; "1 1/2" is "halvanden", and "halvandet minut"."""
    neuter_nouns = frozenset(neuter)

    def part(over: int, under: int, is_neuter: bool) -> str:
        if under == 2 and over == 1:
            return "et halvt" if is_neuter else "en halv"
        if under == 2:
            return f"{number_in_words(over)} halve"
        ordinal = ordinal_in_words(under)
        return f"{number_in_words(over)} {ordinal}del{'e' if over != 1 else ''}"

    def words(found: re.Match[str]) -> str:
        whole, over, under = (int(found[place] or 0) for place in (1, 2, 3))
        unit = units[found[4]][0] if found[4] else None
        return said(found, whole, over, under, unit) + (f" {unit}" if unit else "")

    def said(found: re.Match[str], whole: int, over: int, under: int, unit: str | None) -> str:
        next_year = len(found[3]) == 2 and under == (over + 1) % 100
        if over in YEARS and (under in YEARS or next_year):
            return f"{year_in_words(over)} {year_in_words(under)}"
        if over >= under or under == over + 1 > 12:
            return f"{number_in_words(over)} {number_in_words(under)}"
        if under > 12:
            return f"{number_in_words(over)} af {number_in_words(under)}"
        noun = re.match(r"\s+([a-zæøå]+)", found.string[found.end() :])
        is_neuter = (unit or (noun and noun[1])) in neuter_nouns
        if whole == 1 and (over, under) == (1, 2):
            return "halvandet" if is_neuter else "halvanden"
        parts = part(over, under, is_neuter)
        return f"{number_in_words(whole)} og {parts}" if whole else parts

    short = one_of(unit for unit in units if unit.isalpha())
    return [
        rule(r"(?:\ben\s)?(?<![\w.,/])(?<!\d\s)1/4\s(?:time|t\.)", "et kvarter"),
        rule(r"(?<![\w.,/])(?<!\d\s)3/4\s(?:time|t\.)", "tre kvarter"),
        rule(r"\b(?:en|et)\s(?=1/2\b)", ""),
        rule(
            rf"(?<![\w.,/])(?:(\d{{1,9}})\s)?(\d{{1,9}})\s?/\s?(\d{{1,9}})(?![\w/]|[.,]\d)"
            rf"(?:\s?({short})(?![\w-])\.?)?",
            words,
            0,
        ),
    ]


def quantities(units: Units) -> list[Rule]:
    """A number, or two with a dash, and its unit: "2 t." is "to timer"."""

    def words(found: re.Match[str]) -> str:
        one, many, gender = units[found["unit"]]
        neuter = gender == "neuter"
        first = amount(found["minus"], found["first"], found["decimals"], neuter)
        if found["second"]:
            said = f"{first} til {amount('', found['second'], found['second_decimals'])} {many}"
        elif (found["first"], found["decimals"]) == ("1", "5") and one in _HALVES:
            said = f"{'halvandet' if neuter else 'halvanden'} {one}"
        else:
            single = found["first"] == "1" and not found["decimals"]
            said = f"{first} {one if single else many}"
        if "of" in found.re.groupindex:
            said += f" {units[found['of']][1]}"
        if "per" in found.re.groupindex and found["per"]:
            return f"{said} per "
        return f"{said}." if found["stop"] and sentence_ends(found) else said

    number = (
        rf"(?<![\w.,])(?P<minus>-?)(?P<first>{WHOLE})(?:,(?P<decimals>\d+))?"
        rf"(?:\s?-\s?(?P<second>{WHOLE})(?:,(?P<second_decimals>\d+))?)?\s?"
    )
    money = one_of(unit for unit in units if units[unit][0] in _MONEY)
    usual = one_of(units.keys() - set(_BEFORE_A_NUMBER))
    others = "|".join(_BEFORE_A_NUMBER)
    return [
        # not in "500 kr. 3 gange"
        rule(
            r"(?<![\d]\s)(\b(?:kr\.?|dkk|eur|usd)|(?<![\w])[€$£])\s?(?=\d)(\d[\d.]*(?:,\d+)?(?:\s?-\s?\d[\d.]*)?)(?:,-)?"
            r"(?:\s?(mio|mia)\b\.?)?",
            _money_first,
        ),
        rule(r"(?<=\d),-+(?:\s?kr\b\.?)?", " kr."),
        rule(r"(?<=\d)\s?%-(?=[a-zæøå])", " procents-"),
        rule(
            rf"{number}(?P<unit>{'|'.join(_MILLIONS)})\.?\s?(?P<of>{money})(?![\w-])(?P<stop>\.?)",
            words,
            0,
        ),
        rule(
            rf"{number}(?P<unit>(?:{usual})|(?:{others})(?!\.?,?\s*\d))(?![\w-])(?P<stop>\.?)"
            r"(?P<per>\s?/\s?(?=[a-zæøå]))?",
            words,
            0,  # 4 g is not 4G
        ),
        rule(r"(?<![\w.,])(\d+)\.(?=5\s+(?:timer?|minut(?:ter)?)\b)", lambda half: f"{half[1]},"),
        rule(r"(?<![\w.,])1,5(?=\s+(?:timer?|dage?|uger?|måned(?:er)?)\b)", "halvanden"),
        rule(r"(?<![\w.,])1,5(?=\s+minut(?:ter)?\b)", "halvandet"),
        rule(r"\b(halvanden time|halvandet minut)(?:r|ter)\b", lambda found: found[1]),
    ]


_HALVES = frozenset(("time", "minut", "dag", "uge", "måned"))
_MONEY = frozenset(("krone", "euro", "dollar", "pund"))


def _money_first(found: re.Match[str]) -> str:
    scale = f" {found[3]}." if found[3] else ""
    coin = found[1].rstrip(".")
    coin = {"Kr": "kr", "KR": "kr", "dkk": "DKK", "eur": "EUR", "usd": "USD"}.get(coin, coin)
    return f"{found[2].rstrip('.')}{scale} {coin}."
