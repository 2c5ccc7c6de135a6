"""简易程序: when a case may be reviewed in simplified procedure, and on which ground (Act (2023) art. 53)."""

from __future__ import annotations

from casework.law.life import Life
from casework.law.names import Edition, Procedure


def lawful_procedure(life: Life, procedure: Procedure, ground: str = "") -> tuple[Procedure, str]:
    """The procedure and its ground, refused where the law does not give them.

    A case of the 2017 edition that was recorded as simplified is reviewed in the only procedure which that edition has.
    """
    if procedure is Procedure.SIMPLIFIED and life.edition is Edition.E2017:
        life.refuse("edition", "53", "2017年版没有简易程序", "The 2017 edition knows no simplified procedure")
        return Procedure.ORDINARY, ""
    if ground and procedure is Procedure.ORDINARY:
        life.refuse(
            "procedure",
            "53",
            "简易程序的事由只用于简易程序",
            "A ground of art. 53 belongs to simplified procedure",
        )
    _refuse_ground(life, ground)
    return procedure, ground


SMALL = "art53_3"
"""案件涉及款额三千元以下: the ground that rests on the amount."""
SMALL_AMOUNT = 3000
"""Yuan up to which a case may be simplified for its amount (Act art. 53 ¶1(3))."""


def _refuse_ground(life: Life, ground: str) -> None:
    """A ground of simplified procedure that the application belies (Act art. 53 ¶1(3), (4))."""
    amount = life.facts.application.complained_of.amount
    if ground == SMALL and amount is not None and amount > SMALL_AMOUNT:
        life.refuse(
            "ground",
            "53 ¶1(3)",
            f"案件涉及款额{amount}元，超过{SMALL_AMOUNT}元，不能以三千元以下适用简易程序",
            f"The amount is {amount} yuan, more than {SMALL_AMOUNT}",
        )
    if ground == "art53_4" and "information_disclosure" not in life.facts.matters:
        life.refuse(
            "ground",
            "53 ¶1(4)",
            "不是政府信息公开案件，不能以此适用简易程序",
            "The case is not one of government information disclosure",
        )
