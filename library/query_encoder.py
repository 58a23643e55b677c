"""One short text to its vector, quickly: a small BERT in bare tensor operations, on one core.

A sentence-transformers model spends most of the time of a single query on what it does around its layers, and torch's
second thread costs more than it gives for so little work. The result is that of the model itself but for rounding,
which is proved on a sentence before this way is taken.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

LEAST_LIKENESS = 0.9995
"""How close, as a cosine, a quick vector must come to the model's own."""

_SENTENCES = ("A boat leaves the pier at dawn, and nobody sees it go.", "7")

Encode = Callable[[str], NDArray[np.float32]]
"""Turns a text into its vector: shape `(dimension,)`, L2-normalised."""


class QueryEncoder:
    """Encodes one text at a time in a thread of its own, in which torch uses one core.

    Args:
        model: The model whose vectors are wanted.
    """

    def __init__(self, model: "SentenceTransformer") -> None:
        import torch

        before = torch.get_num_threads()
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="query")
        self._encode: Encode = self._thread.submit(_on_one_core, model).result()
        torch.set_num_threads(before)  # for every other thread

    def encode(self, text: str) -> NDArray[np.float32]:
        """Return the vector of a text: shape `(dimension,)`, L2-normalised."""
        return self._thread.submit(self._encode, text).result()


def _on_one_core(model: "SentenceTransformer") -> Encode:
    """Return the quickest way to encode a text, and let this thread use one core from now on."""
    import torch

    torch.set_num_threads(1)

    def plain(text: str) -> NDArray[np.float32]:
        row = model.encode([text], normalize_embeddings=True, show_progress_bar=False, convert_to_numpy=True)[
            0
        ]
        return np.asarray(row, np.float32)

    quick = bert_encoder(model)
    if quick is None:
        plain(_SENTENCES[0])  # torch keeps this thread's number of cores from its first work on
        return plain
    likeness = [float(plain(sentence) @ quick(sentence)) for sentence in _SENTENCES]
    return quick if min(likeness) >= LEAST_LIKENESS else plain


def bert_encoder(model: "SentenceTransformer") -> Encode | None:
    """Return a function that encodes like a model, or `None` if the model is not a mean-pooled BERT.

    It computes in bfloat16 where the processor does so itself (which halves what is read from memory), else in float32.
    The model is that of Devlin et al. (2019), section 3, as Hugging Face lays out its weights.
    """
    import torch
    from torch.nn import functional

    bert = _plain_bert(model)
    if bert is None:
        return None
    config, tokenizer, longest = bert.config, model.tokenizer, model.max_seq_length
    kind = torch.bfloat16 if _computes_in_bfloat16() else torch.float32
    width, heads, tiny = config.hidden_size, config.num_attention_heads, config.layer_norm_eps
    embeddings = bert.embeddings
    words = embeddings.word_embeddings.weight
    places = embeddings.position_embeddings.weight + embeddings.token_type_embeddings.weight[0]
    layers = [_layer_weights(layer, kind) for layer in bert.encoder.layer]

    def encode(text: str) -> NDArray[np.float32]:
        with torch.inference_mode():
            pieces = torch.tensor(tokenizer(text.strip(), truncation=True, max_length=longest)["input_ids"])
            count = len(pieces)
            first = words[pieces] + places[:count]
            x = functional.layer_norm(first, (width,), *_affine(embeddings.LayerNorm), tiny).to(kind)
            for joint, output, after_attention, wide, narrow, after_layer in layers:
                split = functional.linear(x, *joint).view(1, count, 3, heads, width // heads)
                query, key, value = split.permute(2, 0, 3, 1, 4)
                seen = functional.scaled_dot_product_attention(query, key, value)
                seen = functional.linear(seen.transpose(1, 2).reshape(count, width), *output)
                x = functional.layer_norm(x + seen, (width,), *after_attention, tiny)
                wider = functional.gelu(functional.linear(x, *wide))
                x = functional.layer_norm(x + functional.linear(wider, *narrow), (width,), *after_layer, tiny)
            mean = x.float().mean(0)
            return np.asarray((mean / mean.norm()).numpy(), np.float32)

    return encode


def _plain_bert(model: "SentenceTransformer") -> Any | None:
    """Return the BERT inside a model that is only that, mean pooling and normalising; else `None`."""
    from transformers import BertModel

    modules: list[Any] = list(model)
    kinds = [type(module).__name__ for module in modules]
    bert = getattr(modules[0], "auto_model", None)
    plain = (
        kinds in (["Transformer", "Pooling"], ["Transformer", "Pooling", "Normalize"])
        and isinstance(bert, BertModel)
        and bert.config.hidden_act == "gelu"
        and modules[1].pooling_mode == "mean"
        and model.default_prompt_name is None
    )
    return bert if plain else None


def _layer_weights(layer: Any, kind: Any) -> tuple[tuple[Any, Any], ...]:
    """Return weight and bias of a layer's parts in the order of their use; query, key and value as one."""
    import torch

    own, out = layer.attention.self, layer.attention.output
    parts = [_affine(part) for part in (own.query, own.key, own.value)]
    joint = tuple(torch.cat([part[place] for part in parts]) for place in (0, 1))
    after = [out.dense, out.LayerNorm, layer.intermediate.dense, layer.output.dense, layer.output.LayerNorm]
    return tuple(
        (weight.to(kind), bias.to(kind)) for weight, bias in [joint, *(_affine(module) for module in after)]
    )


def _affine(module: Any) -> tuple[Any, Any]:
    return module.weight.detach(), module.bias.detach()


def _computes_in_bfloat16() -> bool:
    import torch

    able = torch.cpu.get_capabilities()
    return bool(able.get("avx512_bf16") or able.get("amx_bf16"))
