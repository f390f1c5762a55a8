"""Numbers, lengths and dates as a Danish report writes them."""

from datetime import date

from content import load


def danish_number(value: float, decimals: int = 1) -> str:
    """`value` with a decimal comma; whole numbers without decimals."""
    rounded = round(value, decimals)
    text = f"{rounded:.{decimals}f}".rstrip("0").rstrip(".") if decimals else f"{rounded:.0f}"
    return text.replace("-0", "0") if float(text) == 0 else text.replace(".", ",")


def short_length(seconds: float) -> str:
    """A length where there is little room: "45 sek", "2 min 30 sek", "12 min"."""
    minutes, left = divmod(round(seconds), 60)
    key = "minutes"
    if minutes == 0:
        key = "seconds"
    elif minutes < 10 and left:
        key = "minutes_seconds"
    else:
        minutes = round(seconds / 60)
    return str(load("report.yaml")[key].format(minutes=minutes, seconds=left))


def danish_date(iso: str) -> str:
    """ "24. november 2026"; what is no ISO date is given back."""
    try:
        day = date.fromisoformat(iso)
    except ValueError:
        return iso
    return f"{day.day}. {load('report.yaml')['months'][day.month - 1]} {day.year}"


def time_of_day(minutes: int) -> str:
    """Minutes since midnight as a time of day: "9.05"; after midnight from the beginning."""
    hour, minute = divmod(minutes % (24 * 60), 60)
    return f"{hour}.{minute:02d}"


def in_minutes(seconds: float) -> str:
    """A length in a table: "12 min"; less than a minute in seconds."""
    return short_length(seconds if seconds < 60 else round(seconds / 60) * 60)


def signed(minutes: int) -> str:
    """More or less than planned: "+3 min", "−2 min", "0"."""
    if not minutes:
        return "0"
    sign = "+" if minutes > 0 else "\N{MINUS SIGN}"
    return sign + str(load("report.yaml")["minutes"].format(minutes=abs(minutes)))


def thousands(number: int) -> str:
    """A whole number with a point at each thousand: "12.000"."""
    return f"{number:,}".replace(",", ".")


def capitalised(text: str) -> str:
    """`text` with its first letter a capital, and the rest as it is."""
    return text[:1].upper() + text[1:]


def short_number(number: int) -> str:
    """A number where there is little room: "850", "1,2k", "68k"."""
    if number < 1000:
        return str(number)
    return f"{danish_number(number / 1000, 0 if number >= 10_000 else 1)}k"
