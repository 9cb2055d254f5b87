"""Steps of training: losses, rates, and gradients that are averaged over the processes."""

from __future__ import annotations

import argparse
import time

import torch
import torch.distributed as dist
from batches import Batch, Item, collated
from examples import NONE, Variety, labels
from network import SPEECH, Network, pointed
from torch import Tensor
from torch.nn import functional

POINTING = 0.1
"""Weight of each loss beside that of the tags."""
MEANT = 2.0
"""How many times as much as the others the pointer to the one meant counts."""
SAID_EVERY = 50


class Training:
    """One process's copy of the network. After every step all processes hold the same weights; the first one also keeps their
    running average, which is what is scored and saved."""

    def __init__(self, network: Network, variety: Variety, rank: int, options: argparse.Namespace) -> None:
        self.network, self.variety, self.rank, self.options = network, variety, rank, options
        self.optimizer = torch.optim.AdamW(groups(network, options), betas=(0.9, 0.98), fused=True)
        self.weights = [weight for group in self.optimizer.param_groups for weight in group["params"]]
        self.average = {name: value.detach().clone() for name, value in network.state_dict().items()}
        self.steps = 0
        self.passed = 0.0
        """Share of the time that is given to the schedule."""
        self._flat = torch.zeros(sum(weight.numel() for weight in self.weights) + 1)
        self._lately = [0.0] * 5
        self._begun = time.time()

    def go_through(self, epoch: int, batches: list[list[Item]]) -> None:
        """Learns from this process's share of the batches, until the time is up."""
        workers = self.options.workers
        rounds = len(batches) // workers
        for number in range(rounds):
            parts = self._learn(batches[number * workers + self.rank])
            self._lately = [one + float(part.detach()) for one, part in zip(self._lately, parts, strict=True)]
            if self.steps % SAID_EVERY == 0:
                means = (f"{one / SAID_EVERY:.4f}" for one in self._lately)
                self.say(f"epoch {epoch} {number}/{rounds} {self.passed:.0%}", *means)
                self._lately = [0.0] * 5
            if self.passed >= 1:
                return

    def say(self, *words: object) -> None:
        if self.rank == 0:
            print(*words, flush=True)

    def _learn(self, items: list[Item]) -> list[Tensor]:
        seen = []
        for window, annotation, document in items:
            varied = self.variety.applied(window)
            seen.append((varied, labels(varied, annotation, document), document.tagged))
        parts = losses(self.network, collated(seen))
        for weight in self.weights:
            weight.grad = None
        (parts[0] + POINTING * sum(parts[1:])).backward()
        passed = (time.time() - self._begun) / (60 * self.options.minutes)
        self.passed = self._agreed(passed) if self.options.workers > 1 else passed
        for group in self.optimizer.param_groups:
            group["lr"] = group["base"] * rate(self.passed, self.options)
        torch.nn.utils.clip_grad_norm_(self.weights, 1.0)
        self.optimizer.step()
        self.steps += 1
        if self.rank == 0:
            self._follow()
        return parts

    def _agreed(self, passed: float) -> float:
        """Gives every process the mean of all gradients; returns the mean of what they say of the time."""
        flat, place = self._flat, 0
        for weight in self.weights:
            grad = weight.grad
            flat[place : place + weight.numel()] = 0 if grad is None else grad.flatten()
            place += weight.numel()
        flat[-1] = passed
        dist.all_reduce(flat)
        flat /= self.options.workers
        place = 0
        for weight in self.weights:
            weight.grad = flat[place : place + weight.numel()].view_as(weight)
            place += weight.numel()
        return float(flat[-1])

    @torch.no_grad()
    def _follow(self) -> None:
        keep = min(self.options.average, self.steps / (self.steps + 10))
        for name, value in self.network.state_dict().items():
            if value.is_floating_point():
                self.average[name].lerp_(value, 1 - keep)


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
        lines = pointer.float().flatten(0, 1)
        loss = functional.cross_entropy(lines, wanted.flatten(), ignore_index=NONE, reduction="sum")
        pointing.append(loss / count if count else zero)
    naming = []
    for row, place, right, candidates in batch.meant:
        line = meant[row, place].float()
        naming.append(torch.logsumexp(line[candidates], 0) - torch.logsumexp(line[right], 0))
    known = batch.speech >= 0
    speaking = zero
    if known.any():
        wanted = batch.speech[known].float()
        speaking = functional.binary_cross_entropy_with_logits(scores[..., SPEECH][known], wanted)
    return [tagging, *pointing, MEANT * torch.stack(naming).mean() if naming else zero, speaking]


def rate(passed: float, options: argparse.Namespace) -> float:
    """Share of the full rate: a rise, then, unless it stays constant, a fall to one fiftieth; both linear in time."""
    risen = min(1.0, passed / options.warmup)
    if options.constant:
        return risen
    return risen * max(0.02, 1 - max(0.0, passed - options.warmup) / (1 - options.warmup))


def groups(network: Network, options: argparse.Namespace) -> list[dict[str, object]]:
    """The weights by rate and decay: the nearer to the words, the slower; heads and features fast, the CRF fastest."""
    count = len(network.layers)
    made: dict[tuple[float, float], list[Tensor]] = {}
    for name, weight in network.named_parameters():
        if not weight.requires_grad:
            continue
        first = name.split(".")[0]
        if first == "crf":
            full = 5 * options.head_rate
        elif first == "layers":
            full = options.rate * options.layer_decay ** (count - 1 - int(name.split(".")[1]))
        elif first in ("positions", "segment", "norm"):
            full = options.rate * options.layer_decay**count
        else:
            full = options.head_rate
        decay = options.decay if weight.ndim > 1 and first != "crf" else 0.0
        made.setdefault((full, decay), []).append(weight)
    return [{"params": ws, "lr": full, "base": full, "weight_decay": decay} for (full, decay), ws in made.items()]
