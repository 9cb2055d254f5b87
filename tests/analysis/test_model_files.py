"""The model's files: with them the network reads along, without them the rules go on alone and say why."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import pytest

from desktop_app.analysis import NETWORK, analyse, expected_engine, missing_model, signature
from desktop_app.domain.findings import Findings
from desktop_app.paths import resource
from tests.analysis.articles import blocks_of
from tests.models import bundled_models, described_model

TEXT = "“The bridge is shut,” Ann Ray said.\nTom Hale denied that it would stay shut."
FILES = {
    "attribution.onnx": b"weights of a network" * 100,
    "tokenizer.json": b"{}",
    "antecedents.json": b"{}",
    "confidence.json": b"{}",
}


def found() -> Findings:
    return analyse(TEXT, blocks_of(TEXT))


def described() -> dict[str, object]:
    sums = {name: hashlib.sha256(content).hexdigest() for name, content in FILES.items()}
    return {"sha256": sums, "moves": [[0.0] * 7] * 7, "start": [0.0] * 7}


def fill(models: Path, **changed: bytes) -> None:
    for name, content in FILES.items():
        (models / name).write_bytes(changed.get(name.partition(".")[0], content))


def check_rules_alone(reason: str) -> None:
    findings = found()
    assert (findings.engine, findings.engine_version) == signature("")
    assert {speaker.name for speaker in findings.speakers} == {"Ann Ray", "Tom Hale"}
    assert reason in missing_model()


def test_without_files_the_rules_go_on_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bundled_models(tmp_path, monkeypatch)
    check_rules_alone("cannot be read")
    assert expected_engine() == signature("")


def test_a_truncated_network_is_not_loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(described_model(tmp_path, monkeypatch, described()), attribution=FILES["attribution.onnx"][:500])
    check_rules_alone("attribution.onnx is damaged")


def test_word_pieces_of_another_network_are_not_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(described_model(tmp_path, monkeypatch, described()), tokenizer=b"[]")
    check_rules_alone("tokenizer.json is damaged or of another version")


def test_a_truncated_description_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    models = described_model(tmp_path, monkeypatch, described())
    fill(models)
    whole = (models / "decoding.json").read_text(encoding="utf-8")
    (models / "decoding.json").write_text(whole[:40], encoding="utf-8")
    check_rules_alone("cannot be read")
    assert expected_engine() == signature("")


def test_a_file_with_the_right_sum_that_is_no_network_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(described_model(tmp_path, monkeypatch, described()))
    check_rules_alone("cannot be loaded")


def shipped() -> Path | None:
    try:
        return resource("models")
    except FileNotFoundError:
        return None


@pytest.mark.skipif(shipped() is None, reason="this checkout has no model")
class TestTheShippedModel:
    def test_it_is_what_its_description_says(self) -> None:
        sums = json.loads(resource("models", "decoding.json").read_text(encoding="utf-8"))["sha256"]
        assert set(sums) == set(FILES)
        for name, expected in sums.items():
            assert hashlib.sha256(resource("models", name).read_bytes()).hexdigest() == expected

    def test_findings_name_the_network_and_its_weights(self) -> None:
        findings = found()
        assert findings.engine == NETWORK
        assert (findings.engine, findings.engine_version) == expected_engine()
        assert missing_model() == ""

    def test_it_is_loaded_once_however_many_texts_are_analysed(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        ours = resource("models")
        models = bundled_models(tmp_path, monkeypatch)
        shutil.copytree(ours, models, dirs_exist_ok=True)
        first = found()
        shutil.rmtree(models)
        models.mkdir()
        assert found() == first
