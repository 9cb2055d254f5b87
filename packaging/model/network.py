"""The network: a BERT encoder with surface features, a tagger with a CRF, and three pointers."""

from __future__ import annotations

import json
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from desktop_app.analysis.learned.encoding import FEATURES

TAGS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
POINTERS = ("source", "cue", "meant")
"""Of a content piece: its source, its cue. Of the first piece of a mention: the first piece of another of the same speaker."""
SPEECH = len(TAGS)
"""Index of the score, at an opening mark, that somebody speaks inside the marks."""
WIDTH = 64
FAR = -1e4


class Layer(nn.Module):
    """One layer of BERT (Devlin et al. 2019), post-norm."""

    def __init__(self, config: dict[str, float], dropout: float) -> None:
        super().__init__()
        size, inner = int(config["hidden_size"]), int(config["intermediate_size"])
        self.heads, self.dropout = int(config["num_attention_heads"]), dropout
        self.qkv, self.out = nn.Linear(size, 3 * size), nn.Linear(size, size)
        self.norm1, self.norm2 = (nn.LayerNorm(size, config["layer_norm_eps"]) for _ in range(2))
        self.up, self.down = nn.Linear(size, inner), nn.Linear(inner, size)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        batch, length, size = x.shape
        parts = self.qkv(x).view(batch, length, 3, self.heads, size // self.heads).permute(2, 0, 3, 1, 4)
        query, key, value = parts.unbind(0)
        scores = query @ key.transpose(-1, -2) * (size // self.heads) ** -0.5 + bias
        weights = functional.dropout(torch.softmax(scores, -1).to(value.dtype), self.dropout, self.training)
        attended = self.out((weights @ value).transpose(1, 2).reshape(batch, length, size))
        x = self.norm1(x + functional.dropout(attended, self.dropout, self.training))
        fed = self.down(functional.gelu(self.up(x)))
        return self.norm2(x + functional.dropout(fed, self.dropout, self.training))


class Crf(nn.Module):
    """Linear-chain CRF (Lafferty et al. 2001) over the joint tags; I-x only follows B-x or I-x."""

    def __init__(self) -> None:
        super().__init__()
        count = len(TAGS)
        self.moves = nn.Parameter(torch.zeros(count, count))
        barred = torch.zeros(count, count)
        for tag in range(2, count, 2):
            barred[:, tag] = FAR
            barred[tag - 1 : tag + 1, tag] = 0
        self.register_buffer("barred", barred)
        start = torch.zeros(count)
        start[2::2] = FAR
        self.register_buffer("start", start)

    def transitions(self) -> Tensor:
        return self.moves + self.barred

    def loss(self, scores: Tensor, tags: Tensor, valid: Tensor) -> Tensor:
        """Sum of −log p. scores [B, T, tags], tags [B, T], valid [B, T] (a prefix of each row)."""
        moves = self.transitions()
        emitted = scores.gather(2, tags[..., None])[..., 0]
        moved = moves[tags[:, :-1], tags[:, 1:]]
        gold = (emitted * valid).sum(1) + (moved * valid[:, 1:]).sum(1) + self.start[tags[:, 0]]
        alpha = scores[:, 0] + self.start
        for place in range(1, scores.shape[1]):
            following = torch.logsumexp(alpha[:, :, None] + moves, 1) + scores[:, place]
            alpha = torch.where(valid[:, place, None], following, alpha)
        return (torch.logsumexp(alpha, 1) - gold).sum()


class Network(nn.Module):
    """ids, features, attention [B, T] → scores of the tags and of speech [B, T, 8], asks and answers [B, T, 3 · 64]."""

    def __init__(self, config: dict[str, float], dropout: float = 0.1) -> None:
        super().__init__()
        size = int(config["hidden_size"])
        self.words = nn.Embedding(int(config["vocab_size"]), size)
        self.positions = nn.Embedding(int(config["max_position_embeddings"]), size)
        self.segment = nn.Parameter(torch.zeros(size))
        self.norm = nn.LayerNorm(size, config["layer_norm_eps"])
        self.layers = nn.ModuleList(Layer(config, dropout) for _ in range(int(config["num_hidden_layers"])))
        self.features = nn.Embedding(FEATURES, size, padding_idx=0)
        nn.init.zeros_(self.features.weight)
        self.drop = nn.Dropout(dropout)
        self.tags = nn.Linear(size, len(TAGS) + 1)
        self.crf = Crf()
        self.asks, self.answers = (nn.Linear(size, len(POINTERS) * WIDTH) for _ in range(2))

    @classmethod
    def from_base(cls, folder: Path, dropout: float = 0.1) -> Network:
        """With the weights of a BERT model in `folder` (config.json, model.safetensors); the heads start anew."""
        network = cls(json.loads((folder / "config.json").read_text()), dropout)
        weights = {name.removeprefix("bert."): value for name, value in load_file(folder / "model.safetensors").items()}
        network.words.weight.data = weights["embeddings.word_embeddings.weight"].clone()
        network.positions.weight.data = weights["embeddings.position_embeddings.weight"].clone()
        network.segment.data = weights["embeddings.token_type_embeddings.weight"][0].clone()
        _fill(network.norm, weights, "embeddings.LayerNorm")
        for number, layer in enumerate(network.layers):
            there = f"encoder.layer.{number}."
            for kind in ("weight", "bias"):
                parts = [weights[f"{there}attention.self.{part}.{kind}"] for part in ("query", "key", "value")]
                getattr(layer.qkv, kind).data = torch.cat(parts)
            _fill(layer.out, weights, there + "attention.output.dense")
            _fill(layer.norm1, weights, there + "attention.output.LayerNorm")
            _fill(layer.up, weights, there + "intermediate.dense")
            _fill(layer.down, weights, there + "output.dense")
            _fill(layer.norm2, weights, there + "output.LayerNorm")
        return network

    def forward(self, ids: Tensor, features: Tensor, attention: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        x = self.words(ids) + self.positions.weight[: ids.shape[1]] + self.segment + self.features(features)
        x = self.drop(self.norm(x))
        bias = (1.0 - attention[:, None, None, :].to(x.dtype)) * FAR
        for layer in self.layers:
            x = layer(x, bias)
        x = self.drop(x)
        return self.tags(x), self.asks(x), self.answers(x)


def pointed(asks: Tensor, answers: Tensor, attention: Tensor) -> Tensor:
    """[B, 3, T, T]: how well each piece answers what each piece asks; one plane per pointer."""
    batch, length, _ = asks.shape
    one, other = (part.view(batch, length, len(POINTERS), WIDTH).transpose(1, 2) for part in (asks, answers))
    return one @ other.transpose(2, 3) * WIDTH**-0.5 + (1.0 - attention[:, None, None, :].to(one.dtype)) * FAR


def _fill(module: nn.Module, weights: dict[str, Tensor], name: str) -> None:
    module.weight.data = weights[name + ".weight"].clone()
    module.bias.data = weights[name + ".bias"].clone()
