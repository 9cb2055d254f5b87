"""Rewrites a quantised graph so that onnxruntime runs it faster on a processor: attention as one node, and plain sums and layer
norms for SkipLayerNormalization, which is slow there. Scores change in the last digits only."""

from __future__ import annotations

import onnx
from onnx import helper


def faster(model: onnx.ModelProto, heads: int) -> onnx.ModelProto:
    graph = model.graph
    width = next(one.dims[0] for one in graph.initializer if one.name.endswith("layers.0.norm1.weight"))
    graph.initializer.append(helper.make_tensor("thirds", onnx.TensorProto.INT64, [3], [width] * 3))
    made: list[onnx.NodeProto] = []
    for node in graph.node:
        if node.op_type == "SkipLayerNormalization":
            made += _plain_norm(node)
        elif node.op_type == "Reshape" and node.output[0].endswith("/Reshape_1_output_0"):
            made += _attention(node, heads)
        else:
            made.append(node)
    needed, kept = {one.name for one in graph.output}, []
    for node in reversed(made):  # what led to the old attention falls away
        if needed.intersection(node.output):
            kept.append(node)
            needed.update(node.input)
    del graph.node[:]
    graph.node.extend(reversed(kept))
    return model


def _plain_norm(node: onnx.NodeProto) -> list[onnx.NodeProto]:
    value, skip, gamma, beta, *bias = node.input
    epsilon = next(one.f for one in node.attribute if one.name == "epsilon")
    made = []
    if bias:
        made.append(helper.make_node("Add", [value, bias[0]], [node.name + "/biased"]))
        value = node.name + "/biased"
    made.append(helper.make_node("Add", [value, skip], [node.name + "/sum"]))
    inputs = [node.name + "/sum", gamma, beta]
    made.append(helper.make_node("LayerNormalization", inputs, [node.output[0]], epsilon=epsilon, axis=-1))
    return made


def _attention(node: onnx.NodeProto, heads: int) -> list[onnx.NodeProto]:
    layer = node.output[0].removesuffix("/Reshape_1_output_0")
    parts = [f"{layer}/{one}" for one in ("query", "key", "value")]
    return [
        helper.make_node("Split", [f"{layer}/qkv/Add_output_0", "thirds"], parts, axis=2),
        helper.make_node("MultiHeadAttention", parts, [node.output[0]], domain="com.microsoft", num_heads=heads),
    ]
