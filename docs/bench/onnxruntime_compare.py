"""Time the local models side by side: package rag/encoder and ONNX Runtime.

Builds ONNX graphs of the same layers from the model files, checks that they
give the golden logits, and times them in turns with the Go benchmarks, so that
both meet the same load of the machine. Two figures are given: milliseconds of
wall time with all cores, and milliseconds of processor time with one thread,
which other load disturbs less. Three forms of arithmetic:

  f32    weights widened to float32, the usual form of an exported model
  nbits  weights as they are in the files (MatMulNBits, blocks of 32),
         activations in float32
  int8   the same weights, activations rounded to 8 bits as well
         (MatMulNBits, accuracy level 4)

Usage, from the root of the repository (it is no part of the build):

  python3 -m venv /tmp/bench && /tmp/bench/bin/pip install numpy onnx onnxruntime
  /tmp/bench/bin/python docs/bench/onnxruntime_compare.py
"""

import json
import os
import re
import resource
import struct
import subprocess
import tempfile
import time
from pathlib import Path

import numpy as np
import onnx
import onnxruntime as ort
from onnx import TensorProto, helper, numpy_helper

PACKAGE = Path(__file__).resolve().parents[2] / "rag" / "encoder"
HIDDEN, LAYERS, HEADS, FORWARD, BLOCK = 384, 12, 12, 1536, 32
ROUNDS = 5
DTYPES = {"U8": np.uint8, "I8": np.int8, "F16": np.float16, "F32": np.float32}


def read_tensors(path):
    raw = path.read_bytes()
    size = struct.unpack("<Q", raw[:8])[0]
    header = json.loads(raw[8 : 8 + size])
    header.pop("__metadata__", None)
    body = raw[8 + size :]
    return {
        name: np.frombuffer(body[e["data_offsets"][0] : e["data_offsets"][1]], DTYPES[e["dtype"]]).reshape(e["shape"])
        for name, e in header.items()
    }


ENCODER = read_tensors(PACKAGE / "models" / "encoder.safetensors")
JUDGE = read_tensors(PACKAGE / "models" / "judge.safetensors")


def integers(weight):
    """The integers of a 4-bit or 8-bit matrix, [out, in/32, 32]."""
    if weight.dtype == np.int8:
        return weight.reshape(weight.shape[0], -1, BLOCK).astype(np.int16)
    return np.concatenate([weight & 15, weight >> 4], axis=-1).astype(np.int16) - 8


class Graph:
    """An ONNX graph of the twelve layers; its input are the embedded tokens."""

    def __init__(self, form):
        self.form, self.nodes, self.initializers = form, [], []

    def constant(self, name, value):
        self.initializers.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def node(self, op, inputs, domain="", **attributes):
        name = f"t{len(self.nodes)}"
        self.nodes.append(helper.make_node(op, inputs, [name], domain=domain, **attributes))
        return name

    def linear(self, x, tensors, prefix, key):
        weight, scale = tensors[prefix + ".weight"], tensors[prefix + ".scale"].astype(np.float32)
        bias = self.constant(key + ".bias", tensors[prefix + ".bias"])
        values = integers(weight)
        if self.form == "f32":
            wide = (values * scale[:, :, None]).reshape(len(values), -1).astype(np.float32)
            return self.node("Add", [self.node("MatMul", [x, self.constant(key, wide.T)]), bias])
        bits = 8 if weight.dtype == np.int8 else 4
        packed = (values + (1 << bits - 1)).astype(np.uint8)
        if bits == 4:
            packed = packed[..., 0::2] | packed[..., 1::2] << 4
        inputs = [x, self.constant(key, packed), self.constant(key + ".scale", scale.reshape(-1)), "", "", bias]
        level = 4 if self.form == "int8" else 1
        return self.node(
            "MatMulNBits", inputs, domain="com.microsoft",
            K=values.shape[1] * BLOCK, N=len(values), bits=bits, block_size=BLOCK, accuracy_level=level,
        )

    def norm(self, x, y, tensors, prefix, key):
        weight = self.constant(key + ".w", tensors[prefix + ".weight"])
        bias = self.constant(key + ".b", tensors[prefix + ".bias"])
        return self.node("SkipLayerNormalization", [x, y, weight, bias], domain="com.microsoft", epsilon=1e-12)

    def layer(self, x, tensors, i):
        part = lambda x, name: self.linear(x, tensors, f"layers.{i}.{name}", f"{i}.{name}")
        projected = [part(x, f"attention.{name}") for name in ("query", "key", "value")]
        mixed = self.node("MultiHeadAttention", projected, domain="com.microsoft", num_heads=HEADS)
        x = self.norm(x, part(mixed, "attention.output"), tensors, f"layers.{i}.attention.norm", f"{i}.an")
        wide = self.node("Gelu", [part(x, "feedforward.in")], domain="com.microsoft")
        return self.norm(x, part(wide, "feedforward.out"), tensors, f"layers.{i}.feedforward.norm", f"{i}.fn")

    def session(self, layers, threads):
        x = self.norm("word", "position", ENCODER, "embeddings.norm", "en")
        for i, tensors in enumerate(layers):
            x = self.layer(x, tensors, i)
        self.nodes.append(helper.make_node("Identity", [x], ["states"]))
        shape = ["batch", "tokens", HIDDEN]
        value = lambda name: helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)
        graph = helper.make_graph(self.nodes, "layers", [value("word"), value("position")], [value("states")], self.initializers)
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17), helper.make_opsetid("com.microsoft", 1)], ir_version=10)
        options = ort.SessionOptions()
        options.intra_op_num_threads = threads
        with tempfile.NamedTemporaryFile(suffix=".onnx") as file:
            onnx.save(model, file.name)
            return ort.InferenceSession(file.name, options, providers=["CPUExecutionProvider"])


def embed(ids):
    ids = np.asarray(ids)
    word = integers(ENCODER["embeddings.word.weight"][ids.reshape(-1)])
    word = word * ENCODER["embeddings.word.scale"][ids.reshape(-1)].astype(np.float32)[:, :, None]
    word = word.reshape(*ids.shape, HIDDEN).astype(np.float32)
    position = ENCODER["embeddings.position"][: ids.shape[1]].astype(np.float32)
    return {"word": word, "position": np.ascontiguousarray(np.broadcast_to(position, word.shape))}


def judge_difference(session, golden):
    """The largest difference of a golden answers or supports logit."""
    worst = 0.0
    for entry in golden["judge"]:
        states = session.run(None, embed([entry["ids"]]))[0][0]
        pooled = np.tanh(JUDGE["pool.weight"] @ states.mean(0) + JUDGE["pool.bias"])
        logits = JUDGE["heads.weight"] @ pooled + JUDGE["heads.bias"]
        worst = max(worst, abs(logits[0] - entry["answers_logit"]), abs(logits[1] - entry["supports_logit"]))
    return worst


# name of the Go benchmark: sequences, tokens of each, which layers, repetitions.
# The Go benchmarks tokenize as well and reduce the states to their results.
CASES = {
    "Query12Tokens": (1, 17, "encoder", 30),
    "Passage128Tokens": (1, 133, "encoder", 8),
    "64Sentences": (64, 35, "encoder", 1),
    "Judge10Pairs": (10, 60, "judge", 3),
}
FORMS = ("f32", "nbits", "int8")
KERNELS = ("avx512vnni", "avx2")


def time_session(session, feed, repeat, clock):
    session.run(None, feed)
    start = clock()
    for _ in range(repeat):
        session.run(None, feed)
    return (clock() - start) / repeat * 1e3


def children_time():
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def time_go(binary, benchmark, repeat, cores):
    """Wall milliseconds of one operation and processor time of the whole run."""
    start = children_time()
    out = subprocess.run(
        [binary, "-test.run=^$", f"-test.bench={benchmark}", f"-test.benchtime={repeat}x"],
        cwd=PACKAGE, env={**os.environ, "GOMAXPROCS": str(cores)}, check=True, capture_output=True, text=True,
    ).stdout
    found = re.search(r"\s+([\d.]+) ns/op", out)
    return (float(found[1]) / 1e6 if found else None), (children_time() - start) * 1e3


def measure(binary, sessions, name, cores):
    """Rows of (who, wall, processor) in milliseconds, the lowest of all rounds."""
    batch, tokens, trunk, repeat = CASES[name]
    feed = embed(np.full((batch, tokens), 1294))
    wall, processor = {}, {}
    for _ in range(ROUNDS):
        for form in FORMS:
            who = "onnxruntime " + form
            wall.setdefault(who, []).append(time_session(sessions[form, trunk, cores], feed, repeat, time.perf_counter))
            processor.setdefault(who, []).append(time_session(sessions[form, trunk, 1], feed, repeat, time.process_time))
        for kernel in KERNELS:
            benchmark = f"^Benchmark{name}$/^{kernel}$"
            ms, _ = time_go(binary, benchmark, repeat, cores)
            if ms is None:  # this processor does not have it
                continue
            # The difference of two runs is free of the start of the program.
            _, once = time_go(binary, benchmark, repeat, 1)
            _, thrice = time_go(binary, benchmark, 3 * repeat, 1)
            wall.setdefault("go " + kernel, []).append(ms)
            processor.setdefault("go " + kernel, []).append((thrice - once) / (2 * repeat))
    return [(who, min(wall[who]), min(processor[who])) for who in wall]


def main():
    cores = len(os.sched_getaffinity(0))
    golden = json.loads((PACKAGE / "testdata" / "golden.json").read_text())
    trunks = {"encoder": [ENCODER] * LAYERS, "judge": [ENCODER] * 2 + [JUDGE] * (LAYERS - 2)}
    sessions = {
        (form, trunk, threads): Graph(form).session(layers, threads)
        for form in FORMS for trunk, layers in trunks.items() for threads in {1, cores}
    }
    print(f"onnxruntime {ort.__version__}, {cores} cores, load {os.getloadavg()[0]:.1f}")
    for form in FORMS:
        print(f"{form}: golden judge logits differ by at most {judge_difference(sessions[form, 'judge', cores], golden):.4f}")
    with tempfile.TemporaryDirectory() as folder:
        binary = os.path.join(folder, "encoder.test")
        subprocess.run(["go", "test", "-c", "-o", binary, "."], cwd=PACKAGE, check=True)
        for name, (batch, tokens, *_) in CASES.items():
            print(f"{name}: {batch} x {tokens} tokens            wall ms  processor ms")
            for who, wall, processor in measure(binary, sessions, name, cores):
                print(f"  {who:24} {wall:15.2f} {processor:13.2f}", flush=True)


if __name__ == "__main__":
    main()
