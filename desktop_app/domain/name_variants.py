"""Given names that are one name: short forms, and the same name in several languages and ways of writing it down.

Public knowledge, and far from complete: what is missing here is proposed at most, or kept apart, and the reader decides.
"""

from __future__ import annotations

_SHORT = """
abigail abby|albert al bert|alexander alex sandy sasha|alexandra alex sandra sasha|alfred alf fred|andrew andy drew
anthony tony|antonio toni|barbara barb|benjamin ben benny|catherine cathy kate katie|charles charlie chuck
christine chris chrissie|christopher chris kit|daniel dan danny|david dave davy|deborah deb debbie|donald don donny
dorothy dot dottie|edward ed eddie ned ted|eleanor ellie nell|elizabeth beth betty eliza liz lizzie libby|eugene gene
frances fran franny|francis frank|francisco paco|frederick fred freddie|gabriel gabe|gerald gerry jerry|gregory greg
harold hal harry|henry hank harry|isabella bella isa|jacob jake|james jamie jim jimmy|jennifer jen jenny|jessica jess
johannes hannes jan|john jack johnny|jonathan jon|joseph joe joey|joshua josh|judith judy|katherine kate kathy katie
kenneth ken kenny|lawrence larry|leonard len lenny|louis lou|margaret maggie meg peggy|martin marty|matthew matt
michael mick mickey mike|nathaniel nat nate|nicholas nick nicky|pamela pam|patricia pat patty trish|patrick paddy pat
peter pete|philip phil|rebecca becky|richard dick rich rick ricky|robert bob bobby rob robbie|ronald ron ronnie
samantha sam|samuel sam sammy|stephen steve|susan sue susie|theodore ted teddy|thomas tom tommy|timothy tim timmy
vincent vince|victoria vicky|walter walt|william bill billy will willy|zachary zach
"""
_SPELLED = """
abdallah abdullah|abdel abdul|ahmad ahmed|aisha ayesha|alexander aleksander aleksandr alexandr oleksandr|ali aly
andrei andrey andriy|catherine katherine kathryn|daria darya|dmitri dmitriy dmitry dmytro|ekaterina kateryna yekaterina
elena olena yelena|evgeni evgeniy evgeny yevgeny yevhen|fatima fatimah|grigory hryhoriy|hassan hasan
hossein husain husayn hussain hussein|ibrahim ebrahim|igor ihor|irina iryna|jamal gamal|khaled khalid|konstantin kostyantyn
maksim maxim maksym|mahmoud mahmud|mikhail mykhailo|mohamad mohamed mohammad mohammed muhammad muhammed|mustafa mostafa
natalia natalya nataliya|nikolai nikolay mykola|oksana oxana|oleg oleh|omar umar|osama usama|pavel pavlo|petr petro pyotr
saeed said sayeed|sergei sergey serhii serhiy|steven stephen|tatiana tatyana tetiana|vladimir volodymyr|yuri yurii yuriy
youssef yousef yousuf yusef yusuf|xenia kseniya ksenia
"""


def _groups(listed: str) -> list[frozenset[str]]:
    return [frozenset(group.split()) for line in listed.splitlines() for group in line.split("|") if group.strip()]


_SHORT_FORMS, _SPELLINGS = _groups(_SHORT), _groups(_SPELLED)


def _by_name(groups: list[frozenset[str]]) -> dict[str, frozenset[str]]:
    known: dict[str, frozenset[str]] = {}
    for group in groups:
        for name in group:
            known[name] = known.get(name, frozenset()) | group
    return known


_SHORT_BY_NAME, _SPELLED_BY_NAME = _by_name(_SHORT_FORMS), _by_name(_SPELLINGS)


def are_short_forms(one: str, other: str) -> bool:
    """Whether two folded given names may be one of which at least one is short."""
    return any(one in group and other in group for group in _SHORT_FORMS)


def are_spellings(one: str, other: str) -> bool:
    """Whether two folded given names are the same in another language or script."""
    return any(one in group and other in group for group in _SPELLINGS)


def variants(name: str) -> frozenset[str]:
    """All that a folded given name may stand for, itself included."""
    return frozenset({name}) | _SHORT_BY_NAME.get(name, frozenset()) | _SPELLED_BY_NAME.get(name, frozenset())
