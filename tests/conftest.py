"""What holds for all tests: a property that fails does so for what it says, not for how busy the machine is."""

from hypothesis import settings

settings.register_profile("jixiao", deadline=None)
settings.load_profile("jixiao")
