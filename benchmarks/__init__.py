"""The measured promises: each module measures ours beside a named peer in the same run and prints both and the ratio."""
