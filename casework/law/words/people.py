"""What is known of a person beside the name: the sex, who acts for a party, and how far an agent may act."""

from __future__ import annotations

from dataclasses import dataclass

from casework.law.names import Name
from casework.law.parts import Part


class Sex(Name):
    """性别, as the application gives it (条例 art. 19(1))."""

    MALE = "male", "男", "male"
    FEMALE = "female", "女", "female"


class AgentPowers(Name):
    """代理权限: what the written authority of an agent says (Act (2023) art. 17; 条例 art. 10)."""

    GENERAL = "general", "一般代理", "general"
    SPECIAL = "special", "特别授权", "with special authority"


class Acting(Name):
    """代为参加的人: who acts for a party (Act (2023) art. 15, 17; 条例 art. 8, 10)."""

    REPRESENTATIVE = "representative", "代表人", "representative"
    AGENT = "agent", "代理人", "agent"


@dataclass(frozen=True)
class ThirdPartyAgent(Part):
    """第三人的代理人: who acts for the third party `of` that name (Act (2023) 17; 条例 10)."""

    of: str
    agent: str
    agent_firm: str = ""
    agent_powers: AgentPowers | None = None
