"""Gets a network back from the file of the accurate tagger, to train it further or to ask it once more.

    python unpack.py ENCODER_FOLDER NETWORK.onnx OUT.pt

ENCODER_FOLDER and the layout are as in export.py. The weights have 7 bits, which costs F1 0.001. The file has the
manners of labelling that are averaged only; the others become as no set in particular is.
"""

import sys

import onnx
import torch
from corpus import source_of
from decode import STYLES
from encoder import pretrained
from network import Network, save
from onnx import numpy_helper


def main(folder, path, out):
    graph = onnx.load(path).graph
    values = {one.name: torch.from_numpy(numpy_helper.to_array(one).copy()) for one in graph.initializer}
    network = Network(pretrained(folder))
    state = network.state_dict()
    for name, value in values.items():
        if name.removeprefix("network.") in state:
            own = state[name.removeprefix("network.")]
            own[: len(value)] = value
    rows, scale = values["network.encoder.words.rows"], values["network.encoder.words.scale"]
    state["encoder.words.weight"] = rows.float() * scale
    # The matrices, and the manners of labelling, have no names of their own but are in order of use.
    matrices = [name.removesuffix("_quantized") for name in values if name.endswith("_quantized")]
    targets = [name for name in state if name.endswith(".weight") and state[name].dim() == 2]
    targets = [name for name in targets if name.removesuffix("weight") + "bias" in state]
    for name, target in zip(matrices, targets, strict=True):
        whole = values[f"{name}_quantized"].float() - values[f"{name}_zero_point"].float()
        state[target] = (whole * values[f"{name}_scale"]).T.contiguous()
    manners = [value[0, 0] for name, value in values.items() if "Expand" in name]
    known = dict(zip(STYLES, manners, strict=True))
    state["sources.weight"][:] = known[""]
    for style, value in known.items():
        state["sources.weight"][source_of(style) if style else 0] = value
    network.load_state_dict(state)
    save(network, out)


if __name__ == "__main__":
    main(*sys.argv[1:])
