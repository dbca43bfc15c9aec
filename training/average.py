"""Average trainings. Usage: python average.py work/average.pt work/a/epoch-4.pt@0.6 work/b/epoch-6.pt@0.4

Trainings that start from the same weights and heads (one seed) end close enough together that the mean of their weights reads
better than each of them (Wortsman et al. 2022, "Model soups").
"""

import argparse
from pathlib import Path

import torch


def options():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("checkpoints", nargs="+", metavar="CHECKPOINT@SHARE", help="the shares sum to 1")
    return parser.parse_args()


def main():
    o = options()
    paths, shares = zip(*(checkpoint.rsplit("@", 1) for checkpoint in o.checkpoints))
    shares = [float(share) for share in shares]
    if abs(sum(shares) - 1) > 1e-6:
        raise SystemExit(f"the shares sum to {sum(shares)}, not to 1")
    states = [torch.load(path, weights_only=True, map_location="cpu") for path in paths]
    if any(state.keys() != states[0].keys() for state in states):
        raise SystemExit("the checkpoints have different heads")
    torch.save({name: sum(s * state[name] for s, state in zip(shares, states)) for name in states[0]}, o.out)


if __name__ == "__main__":
    main()
