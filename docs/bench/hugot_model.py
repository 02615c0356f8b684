"""Write the encoder as a folder that hugot can load, for docs/bench/hugot.

The layers are the encoder's, in float32 and in standard ONNX operators. The
word table is cut down to a few words and positions are left out: neither costs
time. Usage: hugot_model.py FOLDER, with the packages of onnxruntime_compare.py.
"""

import json
import sys
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper

from onnxruntime_compare import ENCODER, HEADS, HIDDEN, LAYERS, Graph, embed

WORDS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "the", "court", "engineer", "was", "met", "by"]


class StandardGraph(Graph):
    """The same layers without ONNX Runtime's own operators."""

    def norm(self, x, y, tensors, prefix, key):
        weight = self.constant(key + ".w", tensors[prefix + ".weight"])
        bias = self.constant(key + ".b", tensors[prefix + ".bias"])
        return self.node("LayerNormalization", [self.node("Add", [x, y]), weight, bias], axis=-1, epsilon=1e-12)

    def layer(self, x, tensors, i):
        part = lambda x, name: self.linear(x, tensors, f"layers.{i}.{name}", f"{i}.{name}")
        split = lambda name, order: self.node("Transpose", [self.node("Reshape", [part(x, f"attention.{name}"), "heads"])], perm=order)
        query, value = split("query", [0, 2, 1, 3]), split("value", [0, 2, 1, 3])
        scores = self.node("Div", [self.node("MatMul", [query, split("key", [0, 2, 3, 1])]), "root"])
        weights = self.node("Softmax", [self.node("Add", [scores, "hidden"])], axis=-1)
        mixed = self.node("Transpose", [self.node("MatMul", [weights, value])], perm=[0, 2, 1, 3])
        mixed = self.node("Reshape", [mixed, "joined"])
        x = self.norm(x, part(mixed, "attention.output"), tensors, f"layers.{i}.attention.norm", f"{i}.an")
        wide = part(x, "feedforward.in")
        erf = self.node("Add", [self.node("Erf", [self.node("Div", [wide, "root2"])]), "one"])
        wide = self.node("Mul", [self.node("Mul", [wide, erf]), "half"])
        return self.norm(x, part(wide, "feedforward.out"), tensors, f"layers.{i}.feedforward.norm", f"{i}.fn")

    def model(self):
        for name, value in {"root": (HIDDEN / HEADS) ** 0.5, "root2": 2**0.5, "one": 1, "half": 0.5, "far": -1e4}.items():
            self.constant(name, np.float32(value))
        self.constant("heads", np.array([0, 0, HEADS, HIDDEN // HEADS], np.int64))
        self.constant("joined", np.array([0, 0, HIDDEN], np.int64))
        self.constant("words", embed([list(range(4, 4 + len(WORDS)))])["word"][0])
        mask = self.node("Cast", [self.node("Unsqueeze", ["attention_mask", self.constant("axes", np.array([1, 2], np.int64))])], to=TensorProto.FLOAT)
        self.nodes.append(helper.make_node("Mul", [self.node("Sub", ["one", mask]), "far"], ["hidden"]))
        x = self.node("Gather", ["words", "input_ids"])
        x = self.norm(x, self.constant("nothing", np.zeros(HIDDEN, np.float32)), ENCODER, "embeddings.norm", "en")
        for i in range(LAYERS):
            x = self.layer(x, ENCODER, i)
        self.nodes.append(helper.make_node("Identity", [x], ["last_hidden_state"]))
        value = lambda name, kind, *rest: helper.make_tensor_value_info(name, kind, ["batch", "tokens", *rest])
        inputs = [value(name, TensorProto.INT64) for name in ("input_ids", "attention_mask")]
        graph = helper.make_graph(self.nodes, "encoder", inputs, [value("last_hidden_state", TensorProto.FLOAT, HIDDEN)], self.initializers)
        return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)


def tokenizer():
    marks = [{"id": i, "content": w, "single_word": False, "lstrip": False, "rstrip": False, "normalized": False, "special": True} for i, w in enumerate(WORDS[:4])]
    special = lambda i: {"id": WORDS[i], "ids": [i], "tokens": [WORDS[i]]}
    return {
        "version": "1.0", "truncation": None, "padding": None, "added_tokens": marks, "normalizer": None,
        "pre_tokenizer": {"type": "BertPreTokenizer"},
        "post_processor": {
            "type": "TemplateProcessing",
            "single": [{"SpecialToken": {"id": "[CLS]", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}}, {"SpecialToken": {"id": "[SEP]", "type_id": 0}}],
            "pair": [{"Sequence": {"id": "A", "type_id": 0}}, {"Sequence": {"id": "B", "type_id": 1}}],
            "special_tokens": {"[CLS]": special(2), "[SEP]": special(3)},
        },
        "decoder": {"type": "WordPiece", "prefix": "##", "cleanup": True},
        "model": {"type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##", "max_input_chars_per_word": 100, "vocab": {w: i for i, w in enumerate(WORDS)}},
    }


def main():
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    onnx.save(StandardGraph("f32").model(), folder / "model.onnx")
    (folder / "tokenizer.json").write_text(json.dumps(tokenizer()))
    (folder / "config.json").write_text(json.dumps({"model_type": "bert", "max_position_embeddings": 512, "pad_token_id": 0}))
    (folder / "tokenizer_config.json").write_text(json.dumps({"tokenizer_class": "BertTokenizer", "pad_token": "[PAD]"}))


if __name__ == "__main__":
    main()
