"""The small city as a fixture."""

from pathlib import Path

import pytest

from tests.unit.intake.workshop import Workshop


@pytest.fixture
def bare(tmp_path: Path) -> Workshop:
    """The small city before anything was delivered."""
    return Workshop(tmp_path)


@pytest.fixture
def workshop(bare: Workshop) -> Workshop:
    """The small city with its unit register of 2020 accepted."""
    assert bare.register().accepted
    return bare
