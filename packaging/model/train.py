"""Trains the network that finds who said what, in single-threaded processes whose gradients are averaged.

Every epoch ends with a checkpoint of the running average of the weights (epochN.pt); every second one, and the last, also with
its scores on the dev articles. README.md beside this file has the commands of the released model.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")
sys.path.insert(0, str(Path(__file__).parents[2]))
sys.path.insert(0, str(Path(__file__).parent))

import examples
import torch
import torch.distributed as dist
import torch.multiprocessing as mp
from batches import batches
from examples import Document, Variety
from network import Network
from scoring import scored
from tokenizers import Tokenizer
from training import Training


def parsed() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    files = parser.add_argument_group("files").add_argument
    files(
        "--base", type=Path, required=True, metavar="DIR", help="the base model (model.safetensors, tokenizer.json, …)"
    )
    files("--out", type=Path, required=True, metavar="DIR", help="where checkpoints go; made if it is not there")
    files("--init", type=Path, metavar="FILE", help="a checkpoint to go on from, instead of the base model's weights")
    data = parser.add_argument_group("what it learns from").add_argument
    data("--polnear", type=Path, metavar="DIR", help="PolNeAR: a folder with train/ and dev/")
    data("--gap", type=Path, metavar="DIR", help="GAP: a folder with gap-development.tsv and gap-validation.tsv")
    data(
        "--own",
        type=int,
        default=3,
        metavar="N",
        help="each of our own articles N times an epoch; 0: none (%(default)s)",
    )
    data(
        "--without",
        nargs="+",
        default=[],
        metavar="PATTERN",
        help="our articles of these names are kept for what is fitted around the network",
    )
    data("--limit", type=int, default=0, metavar="N", help="only the first N articles of PolNeAR, for trying it out")
    course = parser.add_argument_group("how long").add_argument
    course("--minutes", type=float, default=60, help="wall time, on which the rate depends (%(default)s)")
    course("--epochs", type=int, default=100, metavar="N", help="at most so many, within the time (%(default)s)")
    course("--constant", action="store_true", help="the rate does not fall: for a stage that another goes on from")
    course("--workers", type=int, default=2, metavar="N", help="processes, one for each core (%(default)s)")
    course(
        "--seed",
        type=int,
        default=1,
        help="of order, variety, dropout and the first weights of the heads (%(default)s)",
    )
    size = parser.add_argument_group("sizes, in word pieces").add_argument
    size("--pieces", type=int, default=1200, metavar="N", help="per process and step (%(default)s)")
    size("--longest", type=int, default=192, metavar="N", help="of a window (%(default)s)")
    rates = parser.add_argument_group("rates").add_argument
    rates("--rate", type=float, default=3e-4, metavar="R", help="of the topmost layer (%(default)s)")
    rates(
        "--head-rate",
        type=float,
        default=1e-3,
        metavar="R",
        help="of the heads; the CRF's is five times that (%(default)s)",
    )
    rates(
        "--layer-decay", type=float, default=0.85, metavar="R", help="from each layer to the one below it (%(default)s)"
    )
    rates("--decay", type=float, default=0.01, metavar="R", help="of the weights (%(default)s)")
    rates(
        "--warmup", type=float, default=0.06, metavar="SHARE", help="of the time, in which the rates rise (%(default)s)"
    )
    rates(
        "--dropout",
        type=float,
        default=0.1,
        metavar="SHARE",
        help="inside the encoder and before the heads (%(default)s)",
    )
    rates("--average", type=float, default=0.998, metavar="R", help="what the average keeps at each step (%(default)s)")
    options = parser.parse_args()
    if not (options.polnear or options.gap or options.own):
        parser.error("nothing to learn from: give --polnear, --gap or --own")
    return options


def gathered(
    options: argparse.Namespace, tokenizer: Tokenizer
) -> tuple[list[tuple[Document, int]], dict[str, list[Document]]]:
    """What to learn from, with how often an epoch shows it, and what to score on."""
    documents: list[tuple[Document, int]] = []
    dev: dict[str, list[Document]] = {"own": examples.own("dev", tokenizer)}
    if options.polnear:
        read = examples.polnear(options.polnear, "train", tokenizer)
        documents += [(one, 1) for one in (read[: options.limit] if options.limit else read)]
        dev["polnear"] = examples.polnear(options.polnear, "dev", tokenizer)
    if options.gap:
        documents += [(one, 1) for one in examples.gap(options.gap / "gap-development.tsv", tokenizer)]
        dev["gap"] = examples.gap(options.gap / "gap-validation.tsv", tokenizer)
    if options.own:
        documents += [(one, options.own) for one in examples.own("train", tokenizer, options.without)]
    return documents, dev


def work(rank: int, options: argparse.Namespace) -> None:
    """One process. Its heads start from the seed that all share; variety and dropout are its own."""
    torch.set_num_threads(1)
    torch.manual_seed(options.seed)
    if options.workers > 1:
        os.environ.update(MASTER_ADDR="127.0.0.1", MASTER_PORT=str(29500 + options.seed))
        dist.init_process_group("gloo", rank=rank, world_size=options.workers)
    tokenizer = Tokenizer.from_file(str(options.base / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    documents, dev = gathered(options, tokenizer)
    network = Network.from_base(options.base, options.dropout)
    if options.init:
        network.load_state_dict(torch.load(options.init, map_location="cpu"))
    network.words.weight.requires_grad = False
    network.train()
    order = random.Random(options.seed)  # noqa: S311  repeatable, not secret
    variety = Variety(
        random.Random(options.seed * 1000 + rank),  # noqa: S311  repeatable, not secret
        examples.mark_ids(tokenizer),
        examples.name_ids([one for one, _ in documents]),
    )
    torch.manual_seed(options.seed * 1000 + rank)
    training = Training(network, variety, rank, options)
    training.say(len(documents), "documents", {name: len(ones) for name, ones in dev.items()}, vars(options))
    for epoch in range(1, options.epochs + 1):
        training.go_through(epoch, batches(documents, options, order))
        done = training.passed >= 1 or epoch == options.epochs
        if rank == 0:
            keep(training, epoch, dev, done)
        if options.workers > 1:
            dist.barrier()
        if done:
            break


def keep(training: Training, epoch: int, dev: dict[str, list[Document]], done: bool) -> None:
    """Saves the average of the weights; every second time scores it on a third of the dev articles, at the end on all."""
    options = training.options
    torch.save(training.average, options.out / f"epoch{epoch}.pt")
    (options.out / "progress.json").write_text(json.dumps({"epoch": epoch, "share": training.passed}))
    if epoch % 2 and not done:
        return
    network = Network.from_base(options.base, 0)
    network.load_state_dict(training.average)
    for name, ones in dev.items():
        some = ones if name != "gap" else ones[:200]
        training.say(f"DEV epoch {epoch}", name, scored(network, some[:: 1 if done else 3], options.longest))


def main() -> None:
    options = parsed()
    options.out.mkdir(parents=True, exist_ok=True)
    if options.workers == 1:
        work(0, options)
    else:
        mp.spawn(work, (options,), options.workers)


if __name__ == "__main__":
    main()
