"""Fine-tunes the network; see README.md beside this file for the commands of the released model.

Data-parallel over single-threaded processes whose gradients are averaged. Every epoch ends with a checkpoint of the running
average of the weights and its scores on the dev articles.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import time
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")
sys.path.insert(0, str(Path(__file__).parents[2]))
sys.path.insert(0, str(Path(__file__).parent))

import examples
import torch
import torch.distributed as dist
import torch.multiprocessing as mp
import torch.nn.functional as F
from examples import NONE, Document, Labels, Variety
from network import SPEECH, TAGS, Network, pointed
from tokenizers import Tokenizer
from torch import Tensor

from desktop_app.analysis.learned.encoding import Window

PEOPLE = Path(__file__).parents[2] / "tests" / "data" / "people" / "polnear-train.json"


def parsed() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    add = parser.add_argument
    add("--base", type=Path, required=True, help="folder of the base model (config.json, model.safetensors, tokenizer.json)")
    add("--out", type=Path, required=True)
    add("--init", type=Path, help="a checkpoint to go on from")
    add("--polnear", type=Path, help="folder with train/ and dev/")
    add("--gap", type=Path, help="folder with gap-development.tsv")
    add("--own", type=int, default=3, help="how often an epoch shows each of our own articles; 0 leaves them out")
    add("--minutes", type=float, default=60, help="wall time; the schedule ends there")
    add("--epochs", type=int, default=100, help="at most so many")
    add("--constant", action="store_true", help="no decay: for a first stage that another goes on from")
    add("--workers", type=int, default=2)
    add("--pieces", type=int, default=1200, help="word pieces per worker and step")
    add("--longest", type=int, default=192)
    add("--rate", type=float, default=3e-4)
    add("--head-rate", type=float, default=1e-3)
    add("--layer-decay", type=float, default=0.85)
    add("--decay", type=float, default=0.01)
    add("--warmup", type=float, default=0.06)
    add("--dropout", type=float, default=0.1)
    add("--average", type=float, default=0.998, help="of the weights, per step")
    add("--seed", type=int, default=1)
    add("--limit", type=int, default=0, help="so many PolNeAR articles, for trying it out")
    return parser.parse_args()


@dataclass(slots=True)
class Batch:
    ids: Tensor
    features: Tensor
    attention: Tensor
    tags: Tensor
    source: Tensor
    cue: Tensor
    tagged: Tensor
    meant: list[tuple[int, int, list[int], list[int]]]
    speech: Tensor


def collated(items: list[tuple[Window, Labels, bool]]) -> Batch:
    length = max(len(window.ids) for window, _, _ in items)
    shape = (len(items), length)
    ids, features, attention, tags = (torch.zeros(shape, dtype=torch.long) for _ in range(4))
    source, cue, speech = (torch.full(shape, NONE) for _ in range(3))
    tagged = torch.zeros(shape, dtype=torch.bool)
    meant = []
    for row, (window, labels, counts) in enumerate(items):
        size = len(window.ids)
        ids[row, :size] = torch.tensor(window.ids)
        features[row, :size] = torch.tensor(window.features)
        attention[row, :size] = 1
        tags[row, :size] = torch.tensor(labels.tags)
        if counts:
            source[row, :size] = torch.tensor(labels.source)
            cue[row, :size] = torch.tensor(labels.cue)
            speech[row, :size] = torch.tensor(labels.speech)
            tagged[row, :size] = True
        meant += [(row, *one) for one in labels.meant]
    return Batch(ids, features, attention, tags, source, cue, tagged, meant, speech)


def batches(
    documents: list[tuple[Document, int]], options: argparse.Namespace, rng: random.Random
) -> list[list[tuple[Window, list[examples.Labelled], Document]]]:
    found = []
    for document, times in documents:
        for _ in range(times):
            annotation = rng.choice(document.annotations)
            found += [(window, annotation, document) for window in examples.cut(document, options.longest, rng)]
    rng.shuffle(found)
    made = []
    for first in range(0, len(found), 256):
        batch: list[tuple[Window, list[examples.Labelled], Document]] = []
        for item in sorted(found[first : first + 256], key=lambda one: len(one[0].ids)):
            if batch and (len(batch) + 1) * len(item[0].ids) > options.pieces:
                made.append(batch)
                batch = []
            batch.append(item)
        if batch:
            made.append(batch)
    rng.shuffle(made)
    return made


def losses(network: Network, batch: Batch) -> list[Tensor]:
    """Of tags (per piece), source and cue pointers, meant pointer, speech."""
    with torch.autocast("cpu", torch.bfloat16):
        scores, asks, answers = network(batch.ids, batch.features, batch.attention)
        source, cue, meant = pointed(asks, answers, batch.attention).unbind(1)
    scores = scores.float()
    rows = batch.tagged.any(1)
    zero = scores.sum() * 0.0
    tagging = zero
    if rows.any():
        valid = batch.tagged[rows]
        tagging = network.crf.loss(scores[rows][..., :SPEECH], batch.tags[rows], valid) / valid.sum()
    pointing = []
    for pointer, wanted in ((source, batch.source), (cue, batch.cue)):
        count = int((wanted >= 0).sum())
        loss = F.cross_entropy(pointer.float().flatten(0, 1), wanted.flatten(), ignore_index=NONE, reduction="sum")
        pointing.append(loss / count if count else zero)
    naming = []
    for row, place, right, candidates in batch.meant:
        line = meant[row, place].float()
        naming.append(torch.logsumexp(line[candidates], 0) - torch.logsumexp(line[right], 0))
    known = batch.speech >= 0
    speaking = zero
    if known.any():
        speaking = F.binary_cross_entropy_with_logits(scores[..., SPEECH][known], batch.speech[known].float())
    return [tagging, *pointing, torch.stack(naming).mean() if naming else zero, speaking]


@torch.no_grad()
def scored(network: Network, documents: list[Document], longest: int) -> dict[str, float]:
    """Exact F1 of pieces (tags alone), and how often each pointer is right."""
    network.eval()
    hits, found, wanted = ({kind: 0 for kind in range(3)} for _ in range(3))
    right, asked = [0, 0, 0, 0], [0, 0, 0, 0]
    moves, start = network.crf.transitions(), network.crf.start
    for document in documents:
        for window in examples.cut(document, longest):
            labels = examples.labels(window, document.annotations[0], document)
            batch = collated([(window, labels, document.tagged)])
            with torch.autocast("cpu", torch.bfloat16):
                scores, asks, answers = network(batch.ids, batch.features, batch.attention)
                pointers = pointed(asks, answers, batch.attention).float().unbind(1)
            if document.tagged:
                gold, ours = spans(labels.tags), spans(viterbi(scores[0, :, :SPEECH].float(), moves, start))
                for kind in range(3):
                    one, other = {x for x in gold if x[0] == kind}, {x for x in ours if x[0] == kind}
                    hits[kind] += len(one & other)
                    found[kind] += len(other)
                    wanted[kind] += len(one)
                for number, line in enumerate((batch.source, batch.cue)):
                    known = line[0] >= 0
                    right[number] += int((pointers[number][0].argmax(-1)[known] == line[0][known]).sum())
                    asked[number] += int(known.sum())
            for _, place, good, candidates in batch.meant:
                line = pointers[2][0, place]
                right[2] += max(candidates, key=lambda one: float(line[one])) in good
                asked[2] += 1
            heard = batch.speech[0] >= 0
            right[3] += int(((scores[0, :, SPEECH] > 0) == (batch.speech[0] > 0))[heard].sum())
            asked[3] += int(heard.sum())
    network.train()
    names = ("source", "cue", "content")
    result = {
        name: round(200 * hits[kind] / max(1, found[kind] + wanted[kind]), 2) for kind, name in enumerate(names)
    }
    linked = {f"to {name}": round(100 * right[n] / max(1, asked[n]), 1) for n, name in enumerate(("source", "cue", "meant", "speech"))}
    return result | linked


def viterbi(scores: Tensor, moves: Tensor, start: Tensor) -> list[int]:
    best, back = scores[0] + start, []
    for line in scores[1:]:
        values, places = (best[:, None] + moves).max(0)
        best = values + line
        back.append(places.tolist())
    tags = [int(best.argmax())]
    for places in reversed(back):
        tags.append(places[tags[-1]])
    return tags[::-1]


def spans(tags: list[int]) -> set[tuple[int, int, int]]:
    found, current = set(), None
    for place, tag in enumerate([*tags, 0]):
        kind = (tag - 1) // 2 if tag else None
        if current is not None and (kind != current[0] or tag % 2):
            found.add((*current, place))
            current = None
        if tag and current is None:
            current = (kind, place)
    return found


def groups(network: Network, options: argparse.Namespace) -> list[dict[str, object]]:
    count = len(network.layers)
    made: dict[tuple[float, float], list[Tensor]] = {}
    for name, weight in network.named_parameters():
        if not weight.requires_grad:
            continue
        if name.startswith("crf"):
            rate = 5 * options.head_rate
        elif name.startswith("layers"):
            rate = options.rate * options.layer_decay ** (count - 1 - int(name.split(".")[1]))
        elif name.split(".")[0] in ("positions", "segment", "norm"):
            rate = options.rate * options.layer_decay**count
        else:
            rate = options.head_rate
        made.setdefault((rate, options.decay if weight.ndim > 1 and not name.startswith("crf") else 0.0), []).append(weight)
    return [{"params": ws, "lr": rate, "base": rate, "weight_decay": decay} for (rate, decay), ws in made.items()]


def gathered(options: argparse.Namespace, tokenizer: Tokenizer) -> tuple[list[tuple[Document, int]], dict[str, list[Document]]]:
    documents: list[tuple[Document, int]] = []
    dev: dict[str, list[Document]] = {"own": examples.own("dev", tokenizer)}
    if options.polnear:
        read = examples.polnear(options.polnear, "train", tokenizer, PEOPLE)
        documents += [(one, 1) for one in (read[: options.limit] if options.limit else read)]
        dev["polnear"] = examples.polnear(options.polnear, "dev", tokenizer, PEOPLE.with_name("polnear-dev.json"))
    if options.gap:
        documents += [(one, 1) for one in examples.gap(options.gap / "gap-development.tsv", tokenizer)]
        dev["gap"] = examples.gap(options.gap / "gap-validation.tsv", tokenizer)
    if options.own:
        documents += [(one, options.own) for one in examples.own("train", tokenizer)]
    return documents, dev


def work(rank: int, options: argparse.Namespace) -> None:
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
    optimizer = torch.optim.AdamW(groups(network, options), betas=(0.9, 0.98), fused=True)
    weights = [weight for group in optimizer.param_groups for weight in group["params"]]
    average = {name: value.detach().clone() for name, value in network.state_dict().items()}
    flat = torch.zeros(sum(weight.numel() for weight in weights) + 1)
    order = random.Random(options.seed)
    variety = Variety(
        random.Random(options.seed * 1000 + rank),
        examples.mark_ids(tokenizer),
        examples.name_ids([one for one, _ in documents]),
    )
    torch.manual_seed(options.seed * 1000 + rank)

    def say(*words: object) -> None:
        if rank == 0:
            print(*words, flush=True)

    say(len(documents), "documents", {name: len(ones) for name, ones in dev.items()}, vars(options))
    begun, step, done, running = time.time(), 0, False, [0.0] * 5
    for epoch in range(options.epochs):
        order_now = batches(documents, options, order)
        share = len(order_now) // options.workers
        for number in range(share):
            chosen = order_now[number * options.workers + rank]
            items = []
            for window, annotation, document in chosen:
                changed = variety.applied(window)
                items.append((changed, examples.labels(changed, annotation, document), document.tagged))
            parts = losses(network, collated(items))
            loss = parts[0] + 0.1 * sum(parts[1:])
            for weight in weights:
                weight.grad = None
            loss.backward()
            passed = (time.time() - begun) / (60 * options.minutes)
            if options.workers > 1:
                place = 0
                for weight in weights:
                    if weight.grad is not None:
                        flat[place : place + weight.numel()] = weight.grad.flatten()
                    else:
                        flat[place : place + weight.numel()] = 0
                    place += weight.numel()
                flat[-1] = passed
                dist.all_reduce(flat)
                flat /= options.workers
                place = 0
                for weight in weights:
                    weight.grad = flat[place : place + weight.numel()].view_as(weight)
                    place += weight.numel()
                passed = float(flat[-1])
            rate = min(1.0, passed / options.warmup)
            if not options.constant:
                rate *= max(0.02, 1 - max(0.0, passed - options.warmup) / (1 - options.warmup))
            for group in optimizer.param_groups:
                group["lr"] = group["base"] * rate
            torch.nn.utils.clip_grad_norm_(weights, 1.0)
            optimizer.step()
            step += 1
            if rank == 0:
                keep = min(options.average, step / (step + 10))
                with torch.no_grad():
                    for name, value in network.state_dict().items():
                        average[name].lerp_(value, 1 - keep) if value.is_floating_point() else None
            running = [one + float(part.detach()) for one, part in zip(running, parts, strict=True)]
            if step % 50 == 0:
                say(f"epoch {epoch} {number}/{share} {passed:.0%}", *(f"{one / 50:.4f}" for one in running))
                running = [0.0] * 5
            if passed >= 1:
                done = True
                break
        done = done or epoch + 1 == options.epochs
        if rank == 0:
            torch.save(average, options.out / f"epoch{epoch + 1}.pt")
            (options.out / "progress.json").write_text(json.dumps({"epoch": epoch + 1, "share": passed}))
            if epoch % 2 == 1 or done:
                judged = Network.from_base(options.base, 0)
                judged.load_state_dict(average)
                for name, ones in dev.items():
                    some = ones if name != "gap" else ones[:200]
                    say(f"DEV epoch {epoch + 1}", name, scored(judged, some[:: 1 if done else 3], options.longest))
        if options.workers > 1:
            dist.barrier()
        if done:
            break


def main() -> None:
    options = parsed()
    options.out.mkdir(parents=True, exist_ok=True)
    assert len(TAGS) == 7
    if options.workers == 1:
        work(0, options)
    else:
        mp.spawn(work, (options,), options.workers)


if __name__ == "__main__":
    main()
