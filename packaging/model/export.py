"""Writes a checkpoint, or the mean of several, as an ONNX file with weights of 8 bits, and what decoding needs beside it."""

from __future__ import annotations

import argparse
import json
import re
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))
sys.path.insert(0, str(Path(__file__).parent))

import numpy as np
import onnx
import onnxruntime
import torch
from fusing import faster
from network import TAGS, Network
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers import optimizer
from onnxruntime.transformers.fusion_options import FusionOptions
from sealing import seal
from torch import Tensor, nn

from desktop_app.analysis.learned.encoding import FEATURES


class OneWindow(nn.Module):
    """A single window needs no attention mask."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, features: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        return self.network(ids, features, torch.ones_like(ids))


def mean(checkpoints: Sequence[Path], shares: Sequence[float]) -> dict[str, Tensor]:
    """Of weights that went one way from one start (Wortsman et al. 2022)."""
    read = [torch.load(path, map_location="cpu") for path in checkpoints]
    parts = shares or [1 / len(read)] * len(read)
    return {
        name: sum(part * one[name] for part, one in zip(parts, read, strict=True))
        if value.is_floating_point()
        else value
        for name, value in read[-1].items()
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoints", type=Path, nargs="+", help="of several, the mean is written")
    parser.add_argument(
        "--shares", type=float, nargs="*", help="of each checkpoint in the mean; equal where none are told"
    )
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    config = json.loads((options.base / "config.json").read_text())
    network = Network(config, 0.0)
    network.load_state_dict(mean(options.checkpoints, options.shares or []))
    network.eval()
    ids = torch.randint(1000, 20000, (1, 48))
    features = torch.randint(1, FEATURES, (1, 48))
    names = ["scores", "asks", "answers"]
    with tempfile.TemporaryDirectory() as folder:
        plain, fused = f"{folder}/plain.onnx", f"{folder}/fused.onnx"
        axes = {name: {1: "pieces"} for name in ("ids", "features", *names)}
        torch.onnx.export(
            OneWindow(network).eval(),
            (ids, features),
            plain,
            input_names=["ids", "features"],
            output_names=names,
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )
        fusion = FusionOptions("bert")
        fusion.enable_attention = fusion.enable_embed_layer_norm = False
        graph = optimizer.optimize_model(
            plain,
            model_type="bert",
            num_heads=config["num_attention_heads"],
            hidden_size=config["hidden_size"],
            optimization_options=fusion,
            opt_level=0,
        )
        graph.save_model_to_file(fused)
        heads = [
            node.name
            for node in onnx.load(fused).graph.node
            if node.op_type in ("MatMul", "Gemm") and re.match(r"/network/(tags|asks|answers)/", node.name)
        ]
        print("heads in full precision:", heads)
        quantize_dynamic(
            fused,
            options.out / "attribution.onnx",
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=True,
            op_types_to_quantize=["MatMul", "Gemm", "Gather"],
            nodes_to_exclude=heads,
            extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
        )
    path = options.out / "attribution.onnx"
    onnx.save(faster(onnx.load(path), config["num_attention_heads"]), path)
    shutil.copy(options.base / "tokenizer.json", options.out / "tokenizer.json")
    decoding = {
        "tags": TAGS,
        "moves": [[round(one, 4) for one in line] for line in network.crf.transitions().tolist()],
        "start": network.crf.start.tolist(),
    }
    (options.out / "decoding.json").write_text(json.dumps(decoding) + "\n")
    for name in ("antecedents.json", "confidence.json"):
        if not (options.out / name).exists():
            (options.out / name).write_text("{}\n")
    seal(options.out)
    with torch.no_grad():
        wanted = network(ids, features, torch.ones_like(ids))
    session = onnxruntime.InferenceSession(options.out / "attribution.onnx")
    got = session.run(None, {"ids": ids.numpy(), "features": features.numpy()})
    for name, one, other in zip(names, wanted, got, strict=True):
        print(name, tuple(other.shape), "largest difference", float(np.abs(one.numpy() - other).max()))
    print(f"{(options.out / 'attribution.onnx').stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
